package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.play.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

    /** The part of the worst figure's trouble from which on another counts as in trouble, too. */
    static final double PART = 0.5;

    /** So many of its usual deviations from what it usually is are noise. */
    static final double NOISE = 2;

    private static final int LAST = 2;

    /**
     * Weighs a reading.
     *
     * @param since when the act was made
     */
    public static Recovery of(List<Series> read, Check check, Instant since) {
        List<Series> watched = read.stream()
                .filter(series -> series.metric().equals(check.metric()))
                .filter(series -> check.subject().isEmpty()
                        || check.subject()
                                .get()
                                .equalsIgnoreCase(series.subject().name()))
                .filter(series -> !Double.isNaN(off(series, since)))
                .toList();
        double worst =
                watched.stream().mapToDouble(series -> off(series, since)).max().orElse(0);
        // Those that were hardly off before the act have nothing to recover from, and only their noise would be told.
        List<Recovery> each = watched.stream()
                .filter(series -> off(series, since) >= PART * worst)
                .map(series -> of(series, since))
                .toList();
        if (each.isEmpty()) {
            return new Recovery(
                    State.UNTOLD,
                    "No source brings “" + Words.oneLine(check.metric()) + "” with what it was on earlier days.");
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

    /** How far a figure was from what it usually is before the act; {@code NaN} when that is not known. */
    private static double off(Series series, Instant since) {
        double before = Robust.median(
                series.recent().between(since.minus(BEFORE), since).values());
        return Math.abs(before - Robust.median(usually(series, since)));
    }

    private static Recovery of(Series series, Instant since) {
        Samples recent = series.recent();
        double before = Robust.median(recent.between(since.minus(BEFORE), since).values());
        double[] usually = usually(series, since);
        double expected = Robust.median(usually);
        String name = series.title();
        double[] after = recent.between(since, recent.end()).present().toArray();
        if (after.length < LAST) {
            return new Recovery(State.NOT_YET, "the figures of " + name + " after the act are not in yet");
        }
        double now = Robust.median(Arrays.copyOfRange(after, after.length - LAST, after.length));
        double room = Math.max((1 - MOST) * Math.abs(before - expected), NOISE * Robust.spread(usually));
        boolean there = Math.abs(now - expected) <= room || isNoWorse(series, now, expected);
        String from = Figures.value(series, before);
        String to = Figures.value(series, now);
        String usual = Figures.value(series, expected);
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
    private static double[] usually(Series series, Instant since) {
        Samples recent = series.recent();
        Duration lead = Duration.between(recent.start(), since.minus(BEFORE));
        int from = Math.toIntExact(
                Math.max(0, Math.ceilDiv(lead.toMillis(), recent.step().toMillis())));
        return series.earlier().stream()
                .flatMapToDouble(day ->
                        IntStream.range(Math.min(from, day.size()), day.size()).mapToDouble(day::value))
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
