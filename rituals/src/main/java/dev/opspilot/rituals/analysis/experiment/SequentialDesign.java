package dev.opspilot.rituals.analysis.experiment;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.rootfinder.BrentSolver;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Looks at a running experiment that together keep alpha: group sequential boundaries by Lan and DeMets' alpha
 * spending (1983). Looks may come at any share of the information, also unequal ones, as long as the data so far did
 * not choose it; a boundary depends on the looks before it only, so a design of the looks so far gives the boundary of
 * the present one. Two-sided designs share alpha equally between the sides. Group sequential rather than always-valid,
 * since looks are planned here, and planned looks need fewer units.
 *
 * @param alpha the chance of a false claim at any look, between 0 and 1
 * @param sides of the test
 * @param spending how alpha is spent over the information
 * @param informationFractions of the looks, increasing by at least 0.001, above 0 and at most 1; one that ends the
 *     experiment is 1
 */
public record SequentialDesign(double alpha, Sides sides, Spending spending, List<Double> informationFractions) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final BrentSolver BRENT = new BrentSolver(1e-12, 1e-12, 1e-17);

    /** The largest z value told apart, as in the program ld98 (Reboussin et al. 2000). */
    private static final double FARTHEST = 8;

    private static final double LEAST_SPENT = 1e-15;
    private static final double LEAST_GAP = 0.001;

    public SequentialDesign {
        Check.open(alpha, "alpha");
        informationFractions = List.copyOf(informationFractions);
        Check.require(
                !informationFractions.isEmpty(),
                "informationFractions must hold at least one look: give 1.0 for a single test at the end");
        double last = 0;
        for (double fraction : informationFractions) {
            Check.require(
                    fraction >= last + LEAST_GAP && fraction <= 1,
                    "informationFractions must increase by at least %s and end at 1 at most, but %s follows %s"
                            .formatted(LEAST_GAP, fraction, last));
            last = fraction;
        }
    }

    /** One test at the end, as if nobody had looked. */
    public static SequentialDesign fixed(double alpha, Sides sides) {
        return new SequentialDesign(alpha, sides, Spending.AT_THE_END, List.of(1.0));
    }

    /** The same looks with another alpha, as for one of several comparisons. */
    public SequentialDesign withAlpha(double other) {
        return new SequentialDesign(other, sides, spending, informationFractions);
    }

    /** The boundary of each look. */
    public List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        WalkDensity walk = WalkDensity.start(0);
        double spent = 0;
        for (double fraction : informationFractions) {
            double due = spending.share(alpha / sides.count(), fraction) - spent;
            double bound = bound(walk, fraction, due);
            spent += walk.above(fraction, bound);
            double nominal = sides.count() * NORMAL.survivalProbability(bound);
            looks.add(new Look(looks.size() + 1, fraction, bound, nominal, sides.count() * spent));
            walk = walk.next(fraction, lower(bound), bound, resolution());
        }
        return List.copyOf(looks);
    }

    /**
     * The chance that a run with this drift has crossed the upper boundary by each look.
     *
     * @param drift the expected z value with all information: 0 under no difference
     */
    public List<Double> crossingProbabilities(double drift) {
        Check.finite(drift, "drift");
        List<Double> crossed = new ArrayList<>();
        for (Exit exit : exits(looks(), drift)) {
            crossed.add(exit.above + (crossed.isEmpty() ? 0 : crossed.getLast()));
        }
        return List.copyOf(crossed);
    }

    /**
     * What the looks cost: the units of this design for each unit of a test without early looks, of the same power.
     *
     * @param power more than alpha and less than 1
     */
    public double inflation(double power) {
        double drift = drift(power);
        return drift * drift / fixedInformation(power);
    }

    /** The units that are used on average when the effect planned for is real, against a test without early looks. */
    public double averageSize(double power) {
        double drift = drift(power);
        double average = 0;
        double running = 1;
        List<Exit> exits = exits(looks(), drift);
        for (int i = 0; i < exits.size() - 1; i++) {
            double ended = exits.get(i).above + exits.get(i).below;
            average += ended * informationFractions.get(i);
            running -= ended;
        }
        return (average + running) * drift * drift / fixedInformation(power);
    }

    private record Exit(double above, double below) {}

    private List<Exit> exits(List<Look> looks, double drift) {
        List<Exit> exits = new ArrayList<>();
        WalkDensity walk = WalkDensity.start(drift);
        for (Look look : looks) {
            double fraction = look.informationFraction();
            double low = lower(look.bound());
            exits.add(new Exit(
                    walk.above(fraction, look.bound()), Double.isInfinite(low) ? 0 : walk.below(fraction, low)));
            walk = walk.next(fraction, low, look.bound(), resolution());
        }
        return exits;
    }

    private double drift(double power) {
        Check.power(power, alpha);
        Check.require(
                informationFractions.getLast() == 1,
                "the last of informationFractions must be 1 to plan a size, but is %s"
                        .formatted(informationFractions.getLast()));
        List<Look> looks = looks();
        double most = 2 * Math.sqrt(fixedInformation(power)) + 1;
        return Solver.reach(
                        drift -> exits(looks, drift).stream()
                                .mapToDouble(Exit::above)
                                .sum(),
                        power,
                        0,
                        most)
                .orElseThrow();
    }

    private double fixedInformation(double power) {
        double z =
                NORMAL.inverseSurvivalProbability(alpha / sides.count()) + NORMAL.inverseCumulativeProbability(power);
        return z * z;
    }

    private double bound(WalkDensity walk, double fraction, double due) {
        double least = sides == Sides.TWO ? 0 : -FARTHEST;
        if (due < LEAST_SPENT || walk.above(fraction, FARTHEST) >= due) {
            return FARTHEST;
        }
        return BRENT.findRoot(z -> due - walk.above(fraction, z), least, FARTHEST);
    }

    private double lower(double bound) {
        return sides == Sides.TWO ? -bound : Double.NEGATIVE_INFINITY;
    }

    /** Fine enough for the closest pair of looks, between which a z value moves least. */
    private int resolution() {
        double narrowest = 1;
        for (int i = 1; i < informationFractions.size(); i++) {
            double next = informationFractions.get(i);
            narrowest = Math.min(narrowest, Math.sqrt((next - informationFractions.get(i - 1)) / next));
        }
        return Math.clamp((long) Math.ceil(5 / narrowest), 32, 160);
    }
}
