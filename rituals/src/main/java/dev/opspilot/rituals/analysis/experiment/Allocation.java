package dev.opspilot.rituals.analysis.experiment;

import java.util.Collections;
import java.util.List;

/**
 * How units are split over the arms.
 *
 * @param weights one for each arm, control first, at least two, positive; only their ratios matter
 */
public record Allocation(List<Double> weights) {
    public Allocation {
        weights = List.copyOf(weights);
        Check.require(
                weights.size() >= 2,
                "allocation needs a control and at least one treatment, but has %s weights".formatted(weights.size()));
        weights.forEach(weight -> Check.positive(weight, "each weight of an allocation"));
    }

    /** The same share for each of so many arms, control included. */
    public static Allocation even(int arms) {
        Check.require(arms >= 2, "arms must be at least 2, a control and a treatment, but is %s".formatted(arms));
        return new Allocation(Collections.nCopies(arms, 1.0));
    }

    /** Control and one treatment that gets {@code ratio} times as many units. */
    public static Allocation ratio(double ratio) {
        return new Allocation(List.of(1.0, ratio));
    }

    /** The number of arms, control included. */
    public int arms() {
        return weights.size();
    }

    /** The number of treatments, each compared with control. */
    public int comparisons() {
        return weights.size() - 1;
    }

    /** The share of all units that an arm gets, 0 to 1. */
    public double share(int arm) {
        return weights.get(arm) / total();
    }

    /** The units that each arm should have of so many. */
    List<Double> expected(double units) {
        return weights.stream().map(weight -> units * weight / total()).toList();
    }

    /** The least treatment's units for each unit of control: the comparison that power is worst for. */
    double leastRatio() {
        return Collections.min(weights.subList(1, weights.size())) / weights.getFirst();
    }

    /** The fewest units of control with which each treatment has two at least, as a variance needs. */
    public double leastControl() {
        return Math.max(2, 2 / leastRatio());
    }

    /** All units for each unit of control. */
    double unitsPerControl() {
        return total() / weights.getFirst();
    }

    private double total() {
        return weights.stream().mapToDouble(Double::doubleValue).sum();
    }
}
