package dev.opspilot.bot.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What goes wrong in the demo company. */
public enum Scenario {
    /** Nothing. */
    HEALTHY,
    /** A deploy of the payments service breaks card payments at every card provider. */
    BAD_DEPLOY,
    /** One card provider fails; nobody deployed anything near it. */
    PROVIDER_OUTAGE;

    /** The name on the command line and at the control endpoint, as in {@code bad-deploy}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Scenario> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }

    /** All names, for messages that say what would have been right. */
    public static String keys() {
        return Arrays.stream(values()).map(Scenario::key).collect(Collectors.joining(", "));
    }
}
