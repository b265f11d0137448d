package dev.opspilot.rituals.experiment;

/** The change that a person asks a test to find, before it is known which metric it is of. */
sealed interface Goal {
    /** Which way the metric is to go. */
    enum Way {
        /** Up or down, as the metric's definition says what is bad. */
        BETTER,
        UP,
        DOWN
    }

    /**
     * As a share of the baseline, as in {@code 5 % lift}.
     *
     * @param size above 0
     */
    record Relative(double size, Way way) implements Goal {}

    /**
     * As a difference of shares, as in {@code 2 percentage points}.
     *
     * @param size above 0, 0.02 for two points
     */
    record Points(double size, Way way) implements Goal {}

    /**
     * To a share, as in {@code to 65.5 %}.
     *
     * @param to between 0 and 1, both excluded
     */
    record Target(double to) implements Goal {}

    /**
     * From one share to another, as in {@code from 10 % to 12 %}.
     *
     * @param from where the person believes the metric to stand, between 0 and 1, both excluded
     * @param to the same, and another one
     */
    record Move(double from, double to) implements Goal {}

    /** Whether it is told in shares, so that only the metric that is a share can have it. */
    default boolean ofShares() {
        return switch (this) {
            case Relative _ -> false;
            case Points _, Target _, Move _ -> true;
        };
    }
}
