package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.analysis.Appraisal.Band;
import dev.opspilot.rituals.analysis.Appraisal.State;
import dev.opspilot.rituals.analysis.Appraisal.Stretch;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The complete recent samples of one series with their baseline, judged without regard to other series. */
final class Window {
    /** Bound of one standardised sample in the search for a change point. */
    private static final double BOUND = 4;

    /** Where 95 of 100 lie. */
    private static final double REACH = 1.96;

    /** A normal series is shown by this share of its latest samples. */
    private static final int LATEST = 6;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final Series series;
    private final double[] recent;
    private final Optional<double[]> trials;
    private final Baseline baseline;

    Window(Series series, double[] recent, Optional<double[]> trials) {
        this.series = series;
        this.recent = recent;
        this.trials = trials;
        this.baseline = Baseline.of(series, recent, trials);
    }

    /** The judgement: the departure if it counts, else the latest stretch. */
    Appraisal judged() {
        return departure().map(this::departed).filter(Appraisal::disturbed).orElseGet(this::usual);
    }

    Optional<ChangePoint> departure() {
        double[] residuals = baseline.residuals(recent);
        Optional<ChangePoint> up = ChangePoint.upwards(bounded(residuals, 1), Appraiser.SHORTEST);
        Optional<ChangePoint> down = ChangePoint.upwards(bounded(residuals, -1), Appraiser.SHORTEST);
        return switch (series.bad()) {
            case UP -> up;
            case DOWN -> down;
            case EITHER -> up.isPresent() && (down.isEmpty() || strength(up.get()) >= strength(down.get())) ? up : down;
        };
    }

    private static double[] bounded(double[] residuals, int sign) {
        return Arrays.stream(residuals)
                .map(r -> Math.clamp(sign * r, -BOUND, BOUND))
                .toArray();
    }

    private double strength(ChangePoint change) {
        return Math.abs(z(change.from(), change.to()));
    }

    /** Whether it counts is judged over the whole stretch; it is told up to where it ended. */
    Appraisal departed(ChangePoint found) {
        boolean over = normalAgain(found.to());
        int to = over ? found.to() : recent.length;
        double z = z(found.from(), to);
        double p = corrected(z, found.from(), to);
        Appraisal at = summed(State.DISTURBED, found.from(), to, over, z, p);
        boolean bad = at.badness() > 0
                && p <= Appraiser.RATE
                && LeastEffect.of(series.unit()).reached(series.unit(), at.value(), at.expected());
        if (!bad) {
            return summed(State.NORMAL, found.from(), to, over, z, p);
        }
        int end = found.sharpest();
        return end < to && (normalAgain(end) || fallen(found.from(), end))
                ? summed(State.DISTURBED, found.from(), end, true, z(found.from(), end), p)
                : at;
    }

    Appraisal usual() {
        int from = Math.max(0, recent.length - Math.max(Appraiser.SHORTEST, recent.length / LATEST));
        double p = departure()
                .map(found -> corrected(z(found.from(), found.to()), found.from(), found.to()))
                .orElse(1.0);
        return summed(State.NORMAL, from, recent.length, false, z(from, recent.length), p);
    }

    /** Whether what follows an end of the stretch is as expected, over long enough to say so. */
    private boolean normalAgain(int end) {
        Pool after = baseline.pool(recent, end, recent.length);
        return after.samples() >= Appraiser.SHORTEST + 2
                && (Math.abs(z(end, recent.length)) < 2
                        || !LeastEffect.of(series.unit())
                                .reached(series.unit(), scale(after, after.seen()), scale(after, after.expected())));
    }

    /** The same over less long: what follows is as expected and clearly not what the stretch was at. */
    private boolean fallen(int from, int end) {
        double[] residuals = Arrays.stream(baseline.residuals(recent))
                .map(r -> Math.clamp(r, -BOUND, BOUND))
                .toArray();
        double[] after = Arrays.stream(residuals, end, residuals.length)
                .filter(r -> !Double.isNaN(r))
                .toArray();
        double fall = Math.abs(Robust.mean(Arrays.copyOfRange(residuals, from, end)) - Robust.mean(after));
        return after.length >= Appraiser.SHORTEST
                && fall * Math.sqrt(after.length) >= BOUND
                && Math.abs(z(end, recent.length)) < 2;
    }

    private double z(int from, int to) {
        Pool pool = baseline.pool(recent, from, to);
        double chance = baseline.chance(pool);
        double inflation = Double.isFinite(chance) ? chance / pool.relativeVariance() : 1;
        double doubt = baseline.doubt(pool, from, to);
        double share = Double.isFinite(chance) ? chance / (chance + doubt) : 1;
        return baseline.noise().z(pool) / Math.sqrt(inflation) * Math.sqrt(share);
    }

    /**
     * Two-sided only where both directions are bad; times four for each stretch of this length that fits into the
     * window, for the search. The factor is measured: it keeps undisturbed noise of every unit at its nominal rate.
     */
    private double corrected(double z, int from, int to) {
        double sides = series.bad() == Bad.EITHER ? 2 : 1;
        double far = series.bad() == Bad.UP ? z : series.bad() == Bad.DOWN ? -z : Math.abs(z);
        double searched = 4.0 * recent.length / Math.max(1, to - from);
        return Math.min(1, sides * searched * NORMAL.survivalProbability(far));
    }

    private Appraisal summed(State state, int from, int to, boolean over, double z, double p) {
        Pool pool = baseline.pool(recent, from, to);
        double chance = baseline.chance(pool);
        double expected = scale(pool, pool.expected());
        double relative = Double.isFinite(chance) ? chance + baseline.doubt(pool, from, to) : 0;
        double reach = Double.isFinite(chance)
                ? REACH * scale(pool, pool.size()) * Math.sqrt(relative)
                : REACH * scale(pool, Math.sqrt(pool.variance()));
        Samples samples = series.recent();
        return new Appraisal(
                series,
                state,
                new Stretch(samples.at(from), samples.at(to), pool.samples(), from == 0, over),
                scale(pool, pool.seen()),
                expected,
                floor(expected - reach),
                ceiling(expected + reach),
                z,
                p,
                baseline.days(),
                trialsIn(from, to),
                band());
    }

    /** A pool's weighted sum as people read it. */
    private double scale(Pool pool, double sum) {
        return switch (series.unit()) {
            case COUNT, MONEY_MINOR -> sum;
            case RATIO, MILLIS -> pool.weight() > 0 ? sum / pool.weight() : Double.NaN;
        };
    }

    private OptionalLong trialsIn(int from, int to) {
        return trials.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(Arrays.stream(trials.get(), from, to)
                        .filter(n -> !Double.isNaN(n))
                        .sum()));
    }

    private List<Band> band() {
        List<Band> band = new ArrayList<>();
        for (int i = 0; i < recent.length; i++) {
            double expected = baseline.expected(i);
            double reach = REACH * baseline.deviation(i);
            band.add(new Band(
                    series.recent().at(i), recent[i], expected, floor(expected - reach), ceiling(expected + reach)));
        }
        return band;
    }

    private double floor(double value) {
        return Math.max(0, value);
    }

    private double ceiling(double value) {
        return series.unit() == Unit.RATIO ? Math.min(1, value) : value;
    }
}
