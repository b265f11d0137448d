package dev.opspilot.rituals.instrument;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a ritual can ask for. A binding says which tool of which server serves it. */
public enum Capability {
    PAYMENTS_METRICS("payments.metrics", "payments"),
    REVENUE_METRICS("revenue.metrics", "revenue"),
    PRODUCT_METRICS("product.metrics", "product usage"),
    ERRORS_COUNTS("errors.counts", "error counts"),
    INCIDENTS_OPEN("incidents.open", "open incidents"),
    DEPLOYS_RECENT("deploys.recent", "deploys"),
    FLAGS_CHANGES("flags.changes", "flag changes"),
    CHANGES_EVENTS("changes.events", "change events"),
    /** Incidents that were open at any time in the window, ended ones included. */
    INCIDENTS_RECENT("incidents.recent", "recent incidents"),
    AUTOMATIONS_RUNS("automations.runs", "automations"),
    METRICS_DEFINITIONS("metrics.definitions", "metric definitions"),
    EXPERIMENTS_RESULTS("experiments.results", "experiment results"),
    /** Freezes that touch the window, which may reach into the future. */
    CHANGES_FREEZES("changes.freezes", "change freezes"),
    /** OpsPilot's own log; always served, and not to be bound. */
    SESSIONS_PAST("sessions.past", "OpsPilot's own log"),
    /** What monitoring systems send by themselves; never asked for, and not to be bound. */
    ALERTS_RAISED("alerts.raised", "alerts");

    /** Those that bring series. */
    public static final Set<Capability> METRICS =
            Set.of(PAYMENTS_METRICS, REVENUE_METRICS, PRODUCT_METRICS, ERRORS_COUNTS);

    /** Those that no binding serves. */
    public static final Set<Capability> UNBOUND = Set.of(SESSIONS_PAST, ALERTS_RAISED);

    /** Those that tell nothing of how things are: without any other, a ritual has nothing to go by. */
    public static final Set<Capability> BESIDE = Set.of(SESSIONS_PAST, ALERTS_RAISED, CHANGES_FREEZES);

    private final String key;
    private final String words;

    Capability(String key, String words) {
        this.key = key;
        this.words = words;
    }

    /** The name in configuration and receipts. */
    public String key() {
        return key;
    }

    /** What it is called within a sentence. */
    public String words() {
        return words;
    }

    public static Optional<Capability> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    /** All names, for messages that say what would have been right. */
    public static String keys() {
        return Arrays.stream(values()).map(Capability::key).collect(Collectors.joining(", "));
    }
}
