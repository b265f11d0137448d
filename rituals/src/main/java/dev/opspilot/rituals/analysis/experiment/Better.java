package dev.opspilot.rituals.analysis.experiment;

/** The direction in which a metric improves. */
public enum Better {
    HIGHER(1),
    LOWER(-1);

    private final int sign;

    Better(int sign) {
        this.sign = sign;
    }

    /** 1 where more is better, -1 where less is. */
    public int sign() {
        return sign;
    }
}
