package dev.opspilot.bot.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The arguments of a call; the server has checked them against the tool's schema before. */
record Arguments(JsonNode json) {
    String text(String name) {
        return json.path(name).asText("");
    }

    String text(String name, String otherwise) {
        return json.path(name).asText(otherwise);
    }

    Optional<String> given(String name) {
        return Optional.of(text(name)).filter(each -> !each.isBlank());
    }

    boolean flag(String name) {
        return json.path(name).asBoolean();
    }

    int number(String name, int otherwise) {
        return json.path(name).asInt(otherwise);
    }

    Duration wait(int otherwise) {
        return Duration.ofSeconds(number("waitSeconds", otherwise));
    }

    /** What a repeated call is known by. */
    String key() {
        return given("idempotencyKey").orElseGet(() -> UUID.randomUUID().toString());
    }
}
