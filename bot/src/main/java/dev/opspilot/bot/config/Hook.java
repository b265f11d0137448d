package dev.opspilot.bot.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The systems whose alerts are understood. */
public enum Hook {
    ALERTMANAGER("Alertmanager"),
    PAGERDUTY("PagerDuty"),
    SENTRY("Sentry"),
    GENERIC("Alert hook");

    private final String source;

    Hook(String source) {
        this.source = source;
    }

    /** The system as people know it. */
    public String source() {
        return source;
    }

    /** The name in addresses and in {@code opspilot.yml}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Hook> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
