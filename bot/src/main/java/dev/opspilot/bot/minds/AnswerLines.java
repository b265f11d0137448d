package dev.opspilot.bot.minds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.mind.Claim;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a streamed answer line by line; a line that is not as agreed is dropped. Not thread-safe. */
final class AnswerLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CLAIMS = 8;
    private static final int LONGEST_LINE = 4_000;
    private static final int MOST_CITES = 20;

    private final Consumer<Claim> said;
    private final StringBuilder open = new StringBuilder();
    private final List<Claim> claims = new ArrayList<>();
    private final Set<Capability> reads = EnumSet.noneOf(Capability.class);
    private int length;

    AnswerLines(Consumer<Claim> said) {
        this.said = said;
    }

    void take(String part) {
        length += part.length();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\n' || c == '\r') {
                line();
            } else if (open.length() <= LONGEST_LINE) {
                open.append(c);
            }
        }
    }

    /** Takes what stands after the last line break for a line of its own. */
    void end() {
        line();
    }

    private void line() {
        String line = open.toString().strip();
        open.setLength(0);
        if (!line.startsWith("{") || line.length() > LONGEST_LINE) {
            return;
        }
        try {
            take(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            // A broken line says nothing that could be checked.
        }
    }

    private void take(JsonNode line) {
        for (JsonNode key : line.path("reads")) {
            Capability.of(key.asText()).ifPresent(reads::add);
        }
        if (line.path("text").isTextual() && claims.size() < MOST_CLAIMS) {
            List<String> cites = new ArrayList<>();
            for (JsonNode id : line.path("evidence")) {
                if (cites.size() < MOST_CITES) {
                    cites.add(id.asText());
                }
            }
            Claim claim = new Claim(line.path("text").textValue(), cites);
            claims.add(claim);
            said.accept(claim);
        }
    }

    List<Claim> claims() {
        return List.copyOf(claims);
    }

    Set<Capability> reads() {
        return Set.copyOf(reads);
    }

    /** Characters so far. */
    int length() {
        return length;
    }
}
