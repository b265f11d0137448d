package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an intent may be about, told by its words. An intent about nothing known is about everything. */
enum Topic {
    PAYMENTS("payments", Optional.of(Capability.PAYMENTS_METRICS), "pay|card|charge|checkout|billing|invoice"),
    REVENUE("revenue", Optional.of(Capability.REVENUE_METRICS), "revenue|sales|money|mrr|income"),
    SIGN_UPS("sign-ups", Optional.empty(), "sign(ing)?.?ups?\\b|regist|onboard|activat|trial"),
    USAGE("product usage", Optional.of(Capability.PRODUCT_METRICS), "usage|traffic|visit|session|active users"),
    ERRORS("errors", Optional.of(Capability.ERRORS_COUNTS), "error|exception|crash|5xx|500|bug"),
    LATENCY(
            "latency",
            Optional.empty(),
            "slow|latency|sluggish|lag|hang|takes (ages|forever|long|too long)|response times?");

    /** Of the stems of sign-ups those that mean nothing else. */
    private static final Pattern SIGN_UP = Pattern.compile("\\b(sign.?ups?|regist)");

    private final String words;
    private final Optional<Capability> capability;
    private final Pattern stems;

    Topic(String words, Optional<Capability> capability, String stems) {
        this.words = words;
        this.capability = capability;
        this.stems = Pattern.compile("\\b(" + stems + ")");
    }

    /** The topics of an intent; empty when it names none. */
    static Set<Topic> of(String intent) {
        String text = intent.toLowerCase(Locale.ROOT);
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        Arrays.stream(values()).filter(topic -> topic.namedIn(text)).forEach(topics::add);
        return topics;
    }

    /** The topic as people read it. */
    String words() {
        return words;
    }

    /** The capability without which nothing can be said of it. */
    Optional<Capability> capability() {
        return capability;
    }

    boolean covers(Judged judged) {
        Appraisal appraisal = judged.appraisal();
        return capability.equals(Optional.of(judged.capability()))
                || (this == LATENCY && appraisal.series().unit() == Unit.MILLIS)
                || namedIn(appraisal.series().title().toLowerCase(Locale.ROOT));
    }

    /**
     * What a figure is of, in words fit for the public; empty when its being off does not show that customers feel
     * anything, as with revenue, with how much the product is used, and with what is inside the company.
     */
    static Optional<String> ofPublic(Judged judged) {
        Series series = judged.appraisal().series();
        Subject.Kind kind = series.subject().kind();
        if (series.unit() == Unit.MONEY_MINOR || (kind != Subject.Kind.BUSINESS && kind != Subject.Kind.PROVIDER)) {
            return Optional.empty();
        }
        String title = series.title().toLowerCase(Locale.ROOT);
        if (title.contains("checkout")) {
            return Optional.of("the checkout");
        }
        return switch (judged.capability()) {
            case PAYMENTS_METRICS -> Optional.of(PAYMENTS.words);
            case PRODUCT_METRICS -> SIGN_UP.matcher(title).find() ? Optional.of(SIGN_UPS.words) : Optional.empty();
            case ERRORS_COUNTS -> Optional.of("errors in the product");
            default -> Optional.empty();
        };
    }

    /** Whether it is something that may be in trouble; the others are ways to be. */
    boolean isThing() {
        return switch (this) {
            case PAYMENTS, REVENUE, SIGN_UPS, USAGE -> true;
            case ERRORS, LATENCY -> false;
        };
    }

    /** A text without the words that name topics. */
    static String without(String intent) {
        String text = intent.toLowerCase(Locale.ROOT);
        for (Topic topic : values()) {
            text = Pattern.compile(topic.stems.pattern() + "[\\p{L}\\p{N}]*")
                    .matcher(text)
                    .replaceAll(" ");
        }
        return text;
    }

    private boolean namedIn(String text) {
        return stems.matcher(text).find();
    }
}
