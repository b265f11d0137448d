package dev.opspilot.rituals.instrument;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a ritual can ask for. A binding says which tool of which server serves it. */
public enum Capability {
    PAYMENTS_METRICS("payments.metrics"),
    REVENUE_METRICS("revenue.metrics"),
    PRODUCT_METRICS("product.metrics"),
    ERRORS_COUNTS("errors.counts"),
    INCIDENTS_OPEN("incidents.open"),
    DEPLOYS_RECENT("deploys.recent"),
    FLAGS_CHANGES("flags.changes"),
    CHANGES_EVENTS("changes.events");

    private final String key;

    Capability(String key) {
        this.key = key;
    }

    /** The name in configuration and receipts. */
    public String key() {
        return key;
    }

    public static Optional<Capability> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    /** All names, for messages that say what would have been right. */
    public static String keys() {
        return Arrays.stream(values()).map(Capability::key).collect(Collectors.joining(", "));
    }
}
