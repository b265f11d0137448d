package dev.opspilot.bot.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** The arguments of an act that runs a workflow. */
record RunWish(String automation, String key) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Optional<RunWish> of(String arguments) {
        try {
            JsonNode json = JSON.readTree(arguments);
            String automation = json.path("automation").asText();
            String key = json.path("key").asText();
            return automation.isEmpty() || key.isEmpty() ? Optional.empty() : Optional.of(new RunWish(automation, key));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
