package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.experiment.Allocation;
import dev.opspilot.rituals.analysis.experiment.Sides;
import java.util.List;
import java.util.Optional;

/**
 * What a person's words set of a test. What they leave open is empty, and the methods without {@code asked} in their
 * names tell what is usual then.
 *
 * @param goal the smallest effect worth finding
 * @param askedBaseline where the person believes the metric to stand, a share between 0 and 1
 * @param askedAlpha for all comparisons together, {@value #LEAST_ALPHA} to {@value #MOST_ALPHA}
 * @param askedPower {@value #LEAST_POWER} to {@value #MOST_POWER}
 * @param askedAllocation the weights of the arms, control first; even where only their number was named
 * @param askedTraffic the share of it that enters, above 0 and at most 1
 * @param mistakes what was asked for and cannot be, each a clause that says what to type instead
 * @param unused words that look like settings and are none that is known
 */
record Settings(
        Optional<Goal> goal,
        Optional<Double> askedBaseline,
        Optional<Double> askedAlpha,
        Optional<Double> askedPower,
        Optional<Sides> askedSides,
        Optional<Allocation> askedAllocation,
        Optional<Double> askedTraffic,
        List<String> mistakes,
        List<String> unused) {
    static final double LEAST_ALPHA = 1e-6;
    static final double MOST_ALPHA = 0.2;
    static final double LEAST_POWER = 0.5;
    static final double MOST_POWER = 0.9999;
    static final double USUAL_ALPHA = 0.05;
    static final double USUAL_POWER = 0.80;
    static final double USUAL_EFFECT = 0.10;

    Settings {
        mistakes = List.copyOf(mistakes);
        unused = List.copyOf(unused);
    }

    Settings withGoal(Goal other) {
        return new Settings(
                Optional.of(other),
                askedBaseline,
                askedAlpha,
                askedPower,
                askedSides,
                askedAllocation,
                askedTraffic,
                mistakes,
                unused);
    }

    double alpha() {
        return askedAlpha.orElse(USUAL_ALPHA);
    }

    double power() {
        return askedPower.orElse(USUAL_POWER);
    }

    Sides sides() {
        return askedSides.orElse(Sides.TWO);
    }

    Allocation allocation() {
        return askedAllocation.orElseGet(() -> Allocation.even(2));
    }

    double traffic() {
        return askedTraffic.orElse(1.0);
    }

    /** Whether all arms get the same. */
    boolean even() {
        return allocation().weights().stream().distinct().count() == 1;
    }

    /** Whether they only make sense of something that is to be planned. */
    boolean plans() {
        return goal.isPresent() || askedPower.isPresent() || askedAllocation.isPresent() || askedTraffic.isPresent();
    }
}
