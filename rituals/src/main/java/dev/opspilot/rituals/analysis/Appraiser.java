package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.analysis.Appraisal.State;
import dev.opspilot.rituals.analysis.Appraisal.Stretch;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges series against the same window of earlier days. Pure.
 *
 * <p>For each series: the stretch that departs most in its bad direction (CUSUM end, maximum-likelihood onset); the
 * evidence pooled over that stretch, with chance, likeness of neighbouring samples and differences among days in the
 * denominator; a p-value corrected for having searched the window; then Benjamini and Hochberg over all series. What
 * remains counts if it also reaches the {@link LeastEffect}.
 */
public final class Appraiser {
    /** The usual false discovery rate; with nothing wrong anywhere, the chance of any false alarm in a set of series. */
    public static final double RATE = 0.01;

    /** Fewest samples that make a stretch: one or two are a spike. */
    static final int SHORTEST = 3;

    /** Fewest complete samples on which anything is said. */
    static final int FEWEST = 10;

    private Appraiser() {}

    /**
     * A series to judge.
     *
     * @param trials counts at the same times that a share is a share of, where they are known
     */
    public record Candidate(Series series, Optional<Samples> trials) {}

    /** Judges series together; see {@link #appraiseAll}. */
    public static List<Appraisal> appraise(List<Series> series, Instant asOf) {
        return appraiseAll(
                series.stream()
                        .map(each -> new Candidate(each, Optional.empty()))
                        .toList(),
                asOf,
                RATE);
    }

    /**
     * Judges series together, in their order.
     *
     * @param asOf when the samples were read: one that had not ended by then is incomplete and is left out
     * @param rate the false discovery rate, above 0 and at most {@link #RATE}; a fraction of it where several sets are
     *     judged one by one
     */
    public static List<Appraisal> appraiseAll(List<Candidate> candidates, Instant asOf, double rate) {
        List<Appraisal> alone =
                candidates.stream().map(each -> judged(each, asOf)).toList();
        double threshold = FalseDiscovery.threshold(
                alone.stream()
                        .filter(each -> each.state() != State.UNKNOWN)
                        .mapToDouble(Appraisal::p)
                        .toArray(),
                rate);
        return alone.stream()
                .map(each -> each.disturbed() && each.p() > threshold ? calm(each) : each)
                .toList();
    }

    private static Appraisal calm(Appraisal a) {
        return new Appraisal(
                a.series(),
                State.NORMAL,
                a.stretch(),
                a.value(),
                a.expected(),
                a.low(),
                a.high(),
                a.z(),
                a.p(),
                a.days(),
                a.n(),
                a.band());
    }

    private static Appraisal judged(Candidate candidate, Instant asOf) {
        Series series = candidate.series();
        double[] recent = complete(series.recent(), asOf);
        if (Arrays.stream(recent).filter(v -> !Double.isNaN(v)).count() < FEWEST) {
            return unknown(series, recent.length);
        }
        Optional<double[]> trials = candidate.trials().map(samples -> at(samples, series.recent(), recent.length));
        return new Window(series, recent, trials).judged();
    }

    private static double[] complete(Samples samples, Instant asOf) {
        int n = samples.size();
        while (n > 0 && samples.at(n).isAfter(asOf)) {
            n--;
        }
        return Arrays.copyOf(samples.values(), n);
    }

    private static double[] at(Samples trials, Samples of, int length) {
        int offset =
                Math.toIntExact(Duration.between(trials.start(), of.start()).dividedBy(trials.step()));
        double[] row = new double[length];
        for (int i = 0; i < length; i++) {
            int index = i + offset;
            row[i] = index >= 0 && index < trials.size() ? trials.value(index) : Double.NaN;
        }
        return row;
    }

    private static Appraisal unknown(Series series, int samples) {
        Instant from = series.recent().start();
        Stretch stretch = new Stretch(from, series.recent().at(samples), 0, true, false);
        return new Appraisal(
                series,
                State.UNKNOWN,
                stretch,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                1,
                0,
                OptionalLong.empty(),
                List.of());
    }
}
