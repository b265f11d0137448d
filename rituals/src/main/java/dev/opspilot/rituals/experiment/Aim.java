package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.experiment.Measure;
import dev.opspilot.rituals.analysis.experiment.Sides;
import java.util.OptionalDouble;

/** What was asked for, held against where the metric stands. */
sealed interface Aim {
    /**
     * The effect to plan for.
     *
     * @param effect treatment less control, signed, in the metric's unit
     */
    record Effect(double effect) implements Aim {}

    /**
     * None can be planned for.
     *
     * @param why one clause that says what to type instead
     */
    record Refused(String why) implements Aim {}

    static Aim of(Settings settings, Baseline.Live primary) {
        Goal goal = settings.goal().orElse(new Goal.Relative(Settings.USUAL_EFFECT, Goal.Way.BETTER));
        double baseline = primary.measure().baseline();
        int better = Baseline.better(primary.definition()).sign();
        boolean share = primary.measure() instanceof Measure.Proportion;
        if (goal.ofShares() && !share) {
            return new Refused(
                    "“" + primary.title() + "” is an average and no share, so neither points nor a percentage to"
                            + " reach are a change of it: type a relative one, as in “5 % lift”, or name a metric that is a"
                            + " share");
        }
        double effect = switch (goal) {
            case Goal.Relative(double size, Goal.Way way) -> sign(way, better) * size * Math.abs(baseline);
            case Goal.Points(double size, Goal.Way way) -> sign(way, better) * size;
            case Goal.Target(double to) -> to - baseline;
            case Goal.Move(double from, double to) -> to - from;
        };
        if (goal instanceof Goal.Target(double to) && effect * better <= 0) {
            return new Refused("“" + primary.title() + "” stands at " + primary.value() + ", which is not short of "
                    + Figures.chosen(to) + ": type where it should get to from there, or a difference, as in “2 pp”");
        }
        if (settings.sides() == Sides.ONE && effect * better < 0) {
            return new Refused("a one-sided test asks whether “" + primary.title()
                    + "” gets better, and what was asked for is a loss: type “two-sided”");
        }
        return share ? within(goal, primary, baseline, effect) : new Effect(effect);
    }

    /** Only an effect that leaves a share between nothing and all can be had. */
    private static Aim within(Goal goal, Baseline.Live primary, double baseline, double effect) {
        double treated = baseline + effect;
        if (treated > 0 && treated < 1) {
            return new Effect(effect);
        }
        String change = goal instanceof Goal.Relative(double size, Goal.Way _)
                ? "a relative change of " + Figures.chosen(size)
                : "a change of " + primary.amount(Math.abs(effect));
        return new Refused(change + " would take “" + primary.title() + "” from " + primary.value() + " past "
                + (treated >= 1 ? "100 %" : "0 %") + ": type a smaller one, as in “5 % lift” or “2 pp”");
    }

    private static int sign(Goal.Way way, int better) {
        return switch (way) {
            case BETTER -> better;
            case UP -> 1;
            case DOWN -> -1;
        };
    }

    /** Where the person believes the metric to stand, if anywhere. */
    static OptionalDouble believed(Settings settings) {
        if (settings.goal().orElse(null) instanceof Goal.Move(double from, double _)) {
            return OptionalDouble.of(from);
        }
        return settings.askedBaseline().map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
