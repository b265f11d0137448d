package dev.opspilot.rituals.widget;

/** In what the values of an axis are told, so that its numbers stay short. */
public enum ChartScale {
    ONES(1, "", ""),
    THOUSANDS(1e3, "k", "thousands"),
    MILLIONS(1e6, "M", "millions"),
    BILLIONS(1e9, "B", "billions"),
    TRILLIONS(1e12, "T", "trillions");

    /* An axis up to here reads well as it is. */
    private static final double PLAIN = 10_000;
    private static final double ROUNDED_UP = 0.9995;

    private final double size;
    private final String sign;
    private final String word;

    ChartScale(double size, String sign, String word) {
        this.size = size;
        this.sign = sign;
        this.word = word;
    }

    /**
     * The one for an axis.
     *
     * @param largest of its values, without their sign
     */
    public static ChartScale of(double largest) {
        ChartScale found = ONES;
        for (ChartScale each : values()) {
            boolean reached = largest >= each.size * ROUNDED_UP;
            if (each != ONES && largest >= PLAIN && reached) {
                found = each;
            }
        }
        return found;
    }

    /** The value in this scale. */
    public double apply(double value) {
        return value / size;
    }

    /** As it stands behind a number; empty for ones. */
    public String sign() {
        return sign;
    }

    /** As it stands behind the unit of an axis; empty for ones. */
    public String word() {
        return word;
    }
}
