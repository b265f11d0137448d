package dev.opspilot.rituals.analysis.experiment;

/** Whether a test looks for a difference in one direction only or in both. */
public enum Sides {
    ONE(1),
    TWO(2);

    private final int count;

    Sides(int count) {
        this.count = count;
    }

    /** 1 or 2. */
    public int count() {
        return count;
    }
}
