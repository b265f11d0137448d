package dev.opspilot.bot.config;

import java.util.Arrays;
import java.util.List;

/** What an arguments template can take from the question that is asked. */
public enum Placeholder {
    /** The start of the window, ISO-8601 UTC. */
    FROM("from"),
    /** The end of the window, ISO-8601 UTC. */
    TO("to"),
    /** The wanted distance of samples, a number of seconds. */
    STEP_SECONDS("stepSeconds"),
    /** How many earlier days to bring, a number. */
    EARLIER_DAYS("earlierDays");

    private final String key;

    Placeholder(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Placeholder::key).toList();
    }
}
