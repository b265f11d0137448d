package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.analysis.Appraisal.State;
import dev.opspilot.rituals.analysis.HourOfWeek.Basis;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Judges a window that has just ended, such as a night, against what is usual at its hours ({@link HourOfWeek}). How far
 * such a window strays is told by the same hours of earlier days, each measured as if it were the one to judge and had
 * not been seen before; so likeness of neighbouring hours and days that differ as a whole need no model. Pure.
 */
public final class WindowCheck {
    /** Earlier windows below which nothing is said. */
    private static final int FEWEST_WINDOWS = 3;

    /** Degrees of freedom that windows of all weekdays count for beside those of the same one. */
    private static final double PRIOR = 4;

    private static final double FEWEST_DEGREES = 2;
    private static final double UPPER_END = 0.025;
    private static final int WEEK = 7;

    private final Series series;
    private final HourOfWeek usual;
    private final SortedMap<LocalDateTime, Integer> hours;
    private final Instant asOf;
    private final Basis basis;

    private WindowCheck(Series series, HourOfWeek usual, Instant asOf) {
        this.series = series;
        this.usual = usual;
        this.asOf = asOf;
        hours = hours(series.recent(), usual.zone(), asOf);
        basis = hours.keySet().stream().map(usual::basis).max(Basis::compareTo).orElse(Basis.LEVEL);
    }

    /**
     * A window to judge.
     *
     * @param series its recent samples are the window; its earlier ones are not used
     * @param history samples of weeks before, of an hour or less, perhaps of another length than those of the window;
     *     those within the window are not used
     */
    public record Candidate(Series series, Samples history) {}

    /**
     * Judges windows together, in their order: what departs in its bad direction, by the least effect at least, and
     * stays after Benjamini and Hochberg's correction for all that were judged, is disturbed; what does so in its good
     * direction has improved. Each direction has the false discovery rate for itself.
     *
     * @param asOf when they were read: samples that had not ended by then are left out
     * @param rate the false discovery rate, above 0 and at most {@link Appraiser#RATE}
     */
    public static List<WindowScore> judge(List<Candidate> candidates, ZoneId zone, Instant asOf, double rate) {
        List<WindowScore> alone =
                candidates.stream().map(each -> judged(each, zone, asOf)).toList();
        double bad = threshold(alone, WindowScore::p, rate);
        double good = threshold(alone, WindowScore::pGood, rate);
        return alone.stream().map(each -> each.corrected(bad, good)).toList();
    }

    private static double threshold(List<WindowScore> alone, ToDoubleFunction<WindowScore> p, double rate) {
        return FalseDiscovery.threshold(
                alone.stream()
                        .filter(each -> each.state() != State.UNKNOWN)
                        .mapToDouble(p)
                        .toArray(),
                rate);
    }

    private static WindowScore judged(Candidate candidate, ZoneId zone, Instant asOf) {
        Series series = candidate.series();
        Samples before = perSample(series, candidate.history())
                .between(candidate.history().start(), series.recent().start());
        Optional<HourOfWeek> usual = HourOfWeek.of(before, series.unit(), zone);
        return usual.flatMap(known -> new WindowCheck(series, known, asOf).score())
                .orElseGet(() -> unknown(series));
    }

    /** The history as if sampled like the window: what adds up over time is more in longer samples. */
    private static Samples perSample(Series series, Samples history) {
        return switch (series.unit()) {
            case RATIO, MILLIS -> history;
            case COUNT, MONEY_MINOR -> {
                double factor = (double) series.recent().step().toMillis()
                        / history.step().toMillis();
                yield new Samples(
                        history.start(),
                        history.step(),
                        Arrays.stream(history.values())
                                .map(value -> value * factor)
                                .toArray());
            }
        };
    }

    /** How many samples of the window begin in each hour on the clock. */
    private static SortedMap<LocalDateTime, Integer> hours(Samples window, ZoneId zone, Instant asOf) {
        SortedMap<LocalDateTime, Integer> hours = new TreeMap<>();
        for (int index = 0; index < window.size() && !window.at(index + 1).isAfter(asOf); index++) {
            if (!Double.isNaN(window.value(index))) {
                hours.merge(HourOfWeek.hour(window.at(index), zone), 1, Integer::sum);
            }
        }
        return hours;
    }

    /**
     * Sums over the hours of a window, weighted by its samples.
     *
     * @param size what chance grows with the root of: the expectation, for shares shrunk towards either end
     */
    private record Sum(double seen, double expected, double size, int samples) {
        double standardised() {
            return size > 0 ? (seen - expected) / Math.sqrt(size) : 0;
        }
    }

    private Optional<WindowScore> score() {
        int samples = hours.values().stream().mapToInt(Integer::intValue).sum();
        if (samples == 0 || 2 * samples < series.recent().size()) {
            return Optional.empty();
        }
        List<Double> all = new ArrayList<>();
        List<Double> alike = new ArrayList<>();
        collect(all, alike);
        if (all.size() < FEWEST_WINDOWS) {
            return Optional.empty();
        }
        double expected = 0;
        double size = 0;
        for (Map.Entry<LocalDateTime, Integer> hour : hours.entrySet()) {
            double each = usual.expected(hour.getKey(), basis, any -> true);
            expected += hour.getValue() * each;
            size += hour.getValue() * usual.size(each);
        }
        return Double.isNaN(expected)
                ? Optional.empty()
                : Optional.of(scored(new Sum(seen(), expected, size, samples), stray(all, alike), all.size()));
    }

    private double seen() {
        double seen = 0;
        Samples window = series.recent();
        for (int index = 0; index < window.size() && !window.at(index + 1).isAfter(asOf); index++) {
            seen += Double.isNaN(window.value(index)) ? 0 : window.value(index);
        }
        return seen;
    }

    private WindowScore scored(Sum sum, double stray, int windows) {
        double deviation =
                Math.max(stray * Math.sqrt(sum.size()), usual.least(sum.expected() / sum.samples()) * sum.samples());
        double dispersion = sum.size() > 0 ? deviation * deviation / sum.size() : 1;
        // few events have a longer tail than their deviation tells
        double z = series.unit() == Unit.COUNT
                ? Tail.ofCount(sum.seen() / dispersion, sum.expected() / dispersion)
                : (sum.seen() - sum.expected()) / deviation;
        TDistribution distances = TDistribution.of(Math.max(FEWEST_DEGREES, HourOfWeek.EFFICIENCY * windows));
        double far = series.bad() == Bad.UP ? z : series.bad() == Bad.DOWN ? -z : Math.abs(z);
        double p = Math.min(1, (series.bad() == Bad.EITHER ? 2 : 1) * distances.survivalProbability(far));
        double reach = distances.inverseSurvivalProbability(UPPER_END) * deviation;
        double scale = series.unit() == Unit.COUNT || series.unit() == Unit.MONEY_MINOR ? 1 : 1.0 / sum.samples();
        double value = scale * sum.seen();
        double expected = scale * sum.expected();
        double high = scale * (sum.expected() + reach);
        double pGood = series.bad() == Bad.EITHER ? 1 : distances.survivalProbability(-far);
        boolean matters = LeastEffect.of(series.unit()).reached(series.unit(), value, expected);
        return new WindowScore(
                series,
                far > 0 && p <= Appraiser.RATE && matters ? State.DISTURBED : State.NORMAL,
                series.recent().start(),
                series.recent().end(),
                value,
                expected,
                // Only money goes below nothing.
                Math.max(
                        series.unit() == Unit.MONEY_MINOR ? Double.NEGATIVE_INFINITY : 0,
                        scale * (sum.expected() - reach)),
                series.unit() == Unit.RATIO ? Math.min(1, high) : high,
                z,
                p,
                far < 0 && pGood <= Appraiser.RATE && matters,
                pGood,
                basis,
                hours.keySet().stream()
                        .mapToInt(hour -> usual.values(hour, basis))
                        .min()
                        .orElse(0),
                windows);
    }

    /** The standardised departures of earlier windows: of all, and of those on the same weekday. */
    private void collect(List<Double> all, List<Double> alike) {
        long length = ChronoUnit.HOURS.between(hours.firstKey(), hours.lastKey()) + 1;
        long shift = basis == Basis.LEVEL ? length : Math.ceilDiv(length, 24) * 24;
        for (int back = 1; !hours.firstKey().minusHours(back * shift).isBefore(usual.first()); back++) {
            Optional<Double> departure = departure(back * shift);
            departure.ifPresent(all::add);
            if (basis == Basis.HOUR_OF_WEEK && back * shift % (24 * WEEK) == 0) {
                departure.ifPresent(alike::add);
            }
        }
    }

    /** How an earlier window departed from what the others would have let expect. */
    private Optional<Double> departure(long hoursBack) {
        LocalDateTime from = hours.firstKey().minusHours(hoursBack);
        LocalDateTime to = hours.lastKey().minusHours(hoursBack);
        double seen = 0;
        double expected = 0;
        double size = 0;
        int samples = 0;
        for (Map.Entry<LocalDateTime, Integer> each : hours.entrySet()) {
            LocalDateTime hour = each.getKey().minusHours(hoursBack);
            double value = usual.seen(hour);
            double before = usual.expected(hour, basis, other -> other.isBefore(from) || other.isAfter(to));
            if (Double.isNaN(value) || Double.isNaN(before)) {
                return Optional.empty();
            }
            seen += each.getValue() * value;
            expected += each.getValue() * before;
            size += each.getValue() * usual.size(before);
            samples += each.getValue();
        }
        return Optional.of(new Sum(seen, expected, size, samples).standardised());
    }

    /** The standard deviation of departures; what is like this window counts for more, as far as there is enough. */
    private double stray(List<Double> all, List<Double> alike) {
        double ofAll = spread(all);
        double variance = ofAll * ofAll;
        if (alike.size() >= 2) {
            double ofAlike = spread(alike);
            double weight = HourOfWeek.EFFICIENCY * (alike.size() - 1);
            variance = (PRIOR * variance + weight * ofAlike * ofAlike) / (PRIOR + weight);
        }
        // events stray by the root of their number at the least
        return Math.max(Math.sqrt(variance), series.unit() == Unit.COUNT ? 1 : 0);
    }

    private static double spread(List<Double> departures) {
        return Robust.spread(
                departures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static WindowScore unknown(Series series) {
        return new WindowScore(
                series,
                State.UNKNOWN,
                series.recent().start(),
                series.recent().end(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                1,
                false,
                1,
                Basis.LEVEL,
                0,
                0);
    }
}
