package dev.opspilot.adapters.slack.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One streamed message: what it says, and whether it still takes more. Guarded by {@link FakeSlack}. */
final class FakeStream {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int TEXT = 12_000;
    private static final int BLOCKS = 50;

    private final Instant since;
    private final boolean ofChunks;
    private final List<JsonNode> parts = new ArrayList<>();
    private final Map<String, ObjectNode> tasks = new LinkedHashMap<>();
    private String title = "";
    private int text;
    private int blocks;
    private boolean stopped;
    private boolean stoppedByUser;

    FakeStream(Instant since, boolean ofChunks) {
        this.since = since;
        this.ofChunks = ofChunks;
    }

    boolean isLive(Instant now) {
        return !stopped && !stoppedByUser && now.isBefore(since.plus(LIFE));
    }

    void stop() {
        stopped = true;
    }

    void stopByUser() {
        stoppedByUser = true;
    }

    /** Why Slack refuses more of it; empty when it takes it. */
    Optional<String> refusal(Map<String, String> form, Instant now) {
        if (stoppedByUser) {
            return Optional.of("stopped_by_user");
        }
        if (!isLive(now)) {
            return Optional.of("message_not_in_streaming_state");
        }
        boolean chunks = form.containsKey("chunks");
        if ((chunks || form.containsKey("markdown_text")) && chunks != ofChunks) {
            return Optional.of("streaming_mode_mismatch");
        }
        return flaw(form).or(() -> tooMuch(form));
    }

    /** What is wrong with a payload, whatever stream it is for. */
    static Optional<String> flaw(Map<String, String> form) {
        if (form.containsKey("chunks") && form.containsKey("markdown_text")) {
            return Optional.of("cannot_provide_both_markdown_text_and_chunks");
        }
        return form.containsKey("chunks")
                        && !ChunkRules.flaws(FakeChannel.read(form.get("chunks")))
                                .isEmpty()
                ? Optional.of("invalid_chunks")
                : Optional.empty();
    }

    private Optional<String> tooMuch(Map<String, String> form) {
        JsonNode chunks = FakeChannel.read(form.getOrDefault("chunks", "[]"));
        int more = chunks.findValues("text").stream()
                        .filter(JsonNode::isTextual)
                        .mapToInt(each -> each.asText().length())
                        .sum()
                + form.getOrDefault("markdown_text", "").length();
        if (text + more > TEXT) {
            return Optional.of("msg_too_long");
        }
        int moreBlocks = 0;
        for (JsonNode chunk : chunks) {
            moreBlocks += chunk.path("blocks").size();
        }
        return blocks + moreBlocks > BLOCKS ? Optional.of("invalid_blocks") : Optional.empty();
    }

    void take(Map<String, String> form) {
        JsonNode chunks = FakeChannel.read(form.getOrDefault("chunks", "[]"));
        chunks.findValues("text").stream()
                .filter(JsonNode::isTextual)
                .forEach(each -> text += each.asText().length());
        for (JsonNode chunk : chunks) {
            switch (chunk.path("type").asText()) {
                case "markdown_text" ->
                    parts.add(JSON.createObjectNode()
                            .put("type", "markdown")
                            .put("text", chunk.path("text").asText()));
                case "plan_update" -> title = chunk.path("title").asText();
                case "task_update" -> tasks.put(chunk.path("id").asText(), card(chunk));
                default -> {
                    chunk.path("blocks").forEach(parts::add);
                    blocks += chunk.path("blocks").size();
                }
            }
        }
    }

    private static ObjectNode card(JsonNode chunk) {
        ObjectNode card = JSON.createObjectNode()
                .put("type", "task_card")
                .put("task_id", chunk.path("id").asText())
                .put("title", chunk.path("title").asText())
                .put("status", chunk.path("status").asText());
        for (String part : List.of("details", "output", "sources")) {
            if (chunk.has(part)) {
                card.set(part, chunk.path(part));
            }
        }
        return card;
    }

    /** The message as it is read back. */
    ArrayNode blocks() {
        ArrayNode all = JSON.createArrayNode();
        ObjectNode plan = all.addObject().put("type", "plan").put("title", title);
        plan.putArray("tasks").addAll(tasks.values());
        parts.forEach(all::add);
        return all;
    }

    /** The first words, which a notification shows. */
    String text() {
        return parts.stream()
                .filter(part -> part.path("type").asText().equals("markdown"))
                .map(part -> part.path("text").asText())
                .findFirst()
                .orElse("");
    }
}
