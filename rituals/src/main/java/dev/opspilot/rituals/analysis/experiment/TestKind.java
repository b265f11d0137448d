package dev.opspilot.rituals.analysis.experiment;

/** The test that a comparison went by. */
public enum TestKind {
    /** Score test of equal proportions; R {@code prop.test} without continuity correction. */
    POOLED_Z("pooled-variance z test", "Newcombe's hybrid score interval"),
    /** Where proportions are too rare for the z test; R {@code fisher.test}. */
    FISHER_EXACT("Fisher's exact test", "Newcombe's hybrid score interval"),
    /** Means with variances of their own; R {@code t.test}. */
    WELCH_T("Welch's t test", "Welch's interval");

    private final String title;
    private final String interval;

    TestKind(String title, String interval) {
        this.title = title;
        this.interval = interval;
    }

    /** The test as people read it. */
    public String title() {
        return title;
    }

    /** The interval beside it, as people read it. */
    public String interval() {
        return interval;
    }
}
