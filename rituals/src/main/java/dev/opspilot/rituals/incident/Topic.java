package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Series.Unit;
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
    SIGN_UPS("sign-ups", Optional.empty(), "sign|regist|onboard|activat|login|log in|trial"),
    USAGE("product usage", Optional.of(Capability.PRODUCT_METRICS), "usage|traffic|visit|session|users|product"),
    ERRORS("errors", Optional.of(Capability.ERRORS_COUNTS), "error|exception|crash|5xx|500|bug"),
    LATENCY("latency", Optional.empty(), "slow|latency|timeout|time out|hang|lag");

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

    private boolean namedIn(String text) {
        return stems.matcher(text).find();
    }
}
