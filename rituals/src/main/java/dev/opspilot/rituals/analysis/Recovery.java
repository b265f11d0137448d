package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.play.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Whether a metric went back to what it should be after an act. A figure counts as recovered when its last two whole
 * samples after the act have made {@link #MOST} of the way from where it was before to the same time of earlier days.
 *
 * @param state what the samples tell so far
 * @param words one sentence
 */
public record Recovery(State state, String words) {

    /** What the samples tell. */
    public enum State {
        /** There is no such metric, or nothing to compare it with. */
        UNTOLD,
        /** Too few samples are in, or it is not there yet. */
        NOT_YET,
        RECOVERED
    }

    /** The part of the way that counts as all of it: the rest is noise. */
    static final double MOST = 0.7;

    /** How long before the act the figure is taken for what it was. */
    static final Duration BEFORE = Duration.ofMinutes(8);

    private static final int LAST = 2;

    /**
     * Weighs a reading.
     *
     * @param since when the act was made
     */
    public static Recovery of(List<Series> read, Check check, Instant since) {
        List<Recovery> each = read.stream()
                .filter(series -> series.metric().equals(check.metric()))
                .filter(series -> check.subject().isEmpty()
                        || check.subject()
                                .get()
                                .equalsIgnoreCase(series.subject().name()))
                .map(series -> of(series, since))
                .filter(told -> told.state != State.UNTOLD)
                .toList();
        if (each.isEmpty()) {
            return new Recovery(
                    State.UNTOLD,
                    "No source brings “" + Words.quoted(check.metric()) + "” with what it was on earlier days.");
        }
        // The one that is furthest from recovered is the one that counts, and the one that is told.
        return each.stream()
                .filter(told -> told.state == State.NOT_YET)
                .findFirst()
                .orElseGet(() -> new Recovery(
                        State.RECOVERED,
                        Words.sentence(String.join(
                                "; ",
                                each.stream().map(Recovery::words).limit(3).toList()))));
    }

    private static Recovery of(Series series, Instant since) {
        Samples recent = series.recent();
        OptionalDouble before =
                median(recent.between(since.minus(BEFORE), since).present());
        Samples after = recent.between(since, recent.end());
        double[] last = Arrays.stream(after.values())
                .filter(value -> !Double.isNaN(value))
                .toArray();
        Optional<Double> expected = expected(series, since);
        if (expected.isEmpty() || before.isEmpty()) {
            return new Recovery(State.UNTOLD, "");
        }
        String name = Words.quoted(series.title());
        String usual = Figures.value(series, expected.get());
        if (last.length < LAST) {
            return new Recovery(State.NOT_YET, "The figures of " + name + " after the act are not in yet");
        }
        double now =
                median(Arrays.stream(last, last.length - LAST, last.length)).orElse(Double.NaN);
        double way = before.getAsDouble() - expected.get();
        boolean there =
                Math.abs(now - expected.get()) <= (1 - MOST) * Math.abs(way) || isNoWorse(series, now, expected.get());
        String from = Figures.value(series, before.getAsDouble());
        String to = Figures.value(series, now);
        return there
                ? new Recovery(State.RECOVERED, name + " went from " + from + " to " + to + ", usual is " + usual)
                : new Recovery(State.NOT_YET, name + " was " + from + " and is " + to + ", usual is " + usual);
    }

    private static boolean isNoWorse(Series series, double now, double expected) {
        return switch (series.bad()) {
            case UP -> now <= expected;
            case DOWN -> now >= expected;
            case EITHER -> now == expected;
        };
    }

    /** What the figure is at this time of earlier days. */
    private static Optional<Double> expected(Series series, Instant since) {
        List<Double> values = new ArrayList<>();
        int from = Math.max(
                0,
                Math.toIntExact(Math.ceilDiv(
                        Duration.between(series.recent().start(), since.minus(BEFORE))
                                .toMillis(),
                        series.recent().step().toMillis())));
        for (Samples day : series.earlier()) {
            IntStream.range(Math.min(from, day.size()), day.size())
                    .mapToDouble(day::value)
                    .filter(value -> !Double.isNaN(value))
                    .forEach(values::add);
        }
        OptionalDouble middle = median(values.stream().mapToDouble(Double::doubleValue));
        return middle.isPresent() ? Optional.of(middle.getAsDouble()) : Optional.empty();
    }

    private static OptionalDouble median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }
}
