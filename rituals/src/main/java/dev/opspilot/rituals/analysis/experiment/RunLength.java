package dev.opspilot.rituals.analysis.experiment;

import java.util.Optional;

/** How long an experiment takes on live traffic. */
public sealed interface RunLength {
    int DAYS_A_WEEK = 7;

    /**
     * It ends in time.
     *
     * @param days whole days, or whole weeks where the traffic asks for them; at least 1
     * @param unitsNeeded in all arms, looks paid for
     * @param unitsExpected in all arms by then
     */
    record Ends(int days, long unitsNeeded, long unitsExpected) implements RunLength {}

    /**
     * It never ends, within what is allowed.
     *
     * @param longestWeeks that are allowed
     * @param unitsNeeded in all arms, looks paid for
     * @param unitsExpected in all arms within the allowed weeks
     * @param fits what the same test can find within them; empty when nothing
     */
    record Never(int longestWeeks, long unitsNeeded, long unitsExpected, Optional<PowerAnalysis> fits)
            implements RunLength {}

    /**
     * The length of a planned experiment.
     *
     * @param design what is tested
     * @param effect the smallest that is worth finding, signed
     * @param power to find it with
     * @param inflation what early looks cost, at least 1: {@link SequentialDesign#inflation}
     * @param longestWeeks after which an experiment may not run any more, at least 1
     */
    static RunLength of(
            TestDesign design, double effect, double power, double inflation, Traffic traffic, int longestWeeks) {
        Check.require(
                inflation >= 1 && Double.isFinite(inflation),
                "inflation must be at least 1, but is %s".formatted(inflation));
        Check.require(
                longestWeeks >= 1 && longestWeeks <= 520,
                "longestWeeks must lie between 1 and 520, but is %s".formatted(longestWeeks));
        PowerAnalysis plan = design.sampleSize(effect, power);
        double needed = 0;
        for (double size : plan.exactSizes()) {
            needed += Math.ceil(size * inflation - 1e-9 * size);
        }
        double perDay = traffic.enrolledPerDay();
        int step = traffic.wholeWeeks() ? DAYS_A_WEEK : 1;
        double days = Math.max(1, Math.ceil(needed / perDay / step)) * step;
        int longest = longestWeeks * DAYS_A_WEEK;
        if (days <= longest) {
            return new Ends((int) days, (long) needed, (long) (days * perDay));
        }
        double within = longest * perDay;
        double control = within / inflation / design.allocation().unitsPerControl();
        return new Never(longestWeeks, (long) needed, (long) within, fits(design, control, power, effect < 0));
    }

    private static Optional<PowerAnalysis> fits(TestDesign design, double control, double power, boolean decrease) {
        return control < design.allocation().leastControl()
                ? Optional.empty()
                : design.minimumDetectableEffect(decrease ? Direction.DECREASE : Direction.INCREASE, control, power);
    }
}
