package dev.opspilot.bot.demo;

import java.util.Locale;
import java.util.OptionalDouble;

/** How the demo company defines the metrics that it judges experiments by, in terms of the series that its tools give. */
enum Definition {
    CHECKOUT_CONVERSION("Checkout conversion", "checkout", "checkout_conversions", "checkout_starts"),
    TRIAL_TO_PAID("Trial to paid", "trial", "trials_converted", "trials_ended"),
    TRIAL_ENGAGEMENT("Used in the last week of the trial", "trial", "trials_engaged", "trials_ended"),
    ACTIVATION_RATE("Activation rate", "sign-up", "activations", "sign_ups"),
    WEEK_RETENTION("Retention after a week", "activated user", "retained_users", "returning_base"),
    REVENUE_PER_CHECKOUT("Revenue per checkout", "checkout", "revenue", "checkout_starts", 3_140),
    REVENUE_PER_VISITOR("Revenue per visitor", "visitor", "revenue", "visitors", 1_840);

    private final String title;
    private final String per;
    private final String numerator;
    private final String denominator;
    private final OptionalDouble deviation;

    /** A proportion. */
    Definition(String title, String per, String numerator, String denominator) {
        this.title = title;
        this.per = per;
        this.numerator = numerator;
        this.denominator = denominator;
        this.deviation = OptionalDouble.empty();
    }

    /** A mean, with its standard deviation over units. */
    Definition(String title, String per, String numerator, String denominator, double deviation) {
        this.title = title;
        this.per = per;
        this.numerator = numerator;
        this.denominator = denominator;
        this.deviation = OptionalDouble.of(deviation);
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    String kind() {
        return deviation.isPresent() ? "mean" : "proportion";
    }

    String per() {
        return per;
    }

    String numerator() {
        return numerator;
    }

    String denominator() {
        return denominator;
    }

    /** In the numerator's unit; empty for a proportion. */
    OptionalDouble deviation() {
        return deviation;
    }

    /** Where a person would see it, if the demo company existed. */
    String link() {
        return "https://metrics.lumafold.example/" + key();
    }
}
