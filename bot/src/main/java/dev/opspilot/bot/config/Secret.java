package dev.opspilot.bot.config;

import java.util.Objects;

/** A value that must not be seen: it prints as dots wherever it is logged or shown. */
public record Secret(String reveal) {
    public Secret {
        Objects.requireNonNull(reveal);
    }

    @Override
    public String toString() {
        return "•••";
    }
}
