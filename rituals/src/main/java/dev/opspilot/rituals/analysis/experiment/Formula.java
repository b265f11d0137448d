package dev.opspilot.rituals.analysis.experiment;

/** The formula that a power analysis went by; reference programs differ by it. */
public enum Formula {
    /** Variance pooled under no difference, each arm's own otherwise (Fleiss 1981); R {@code power.prop.test}. */
    POOLED_Z("pooled-variance z test", true),
    /** Each arm's own variance throughout (Chow, Shao and Wang 2008, section 4.2). */
    UNPOOLED_Z("unpooled-variance z test", true),
    /** Arcsine-transformed proportions, Cohen's h (1988); R {@code pwr.2p.test} and {@code pwr.2p2n.test}. */
    ARCSINE("arcsine z test (Cohen's h)", true),
    /** Equal variances, by the noncentral t distribution; R {@code pwr.t.test} and {@code pwr.t2n.test}. */
    NONCENTRAL_T("noncentral t test", false);

    private final String title;
    private final boolean forProportions;

    Formula(String title, boolean forProportions) {
        this.title = title;
        this.forProportions = forProportions;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    boolean fits(Measure measure) {
        return switch (measure) {
            case Measure.Proportion _ -> forProportions;
            case Measure.Mean _ -> !forProportions;
        };
    }
}
