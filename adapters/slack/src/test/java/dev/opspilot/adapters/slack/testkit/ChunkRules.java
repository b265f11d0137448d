package dev.opspilot.adapters.slack.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Slack's rules for the chunks of a stream, as {@code reference/slack.md} and Slack's pages give them. */
public final class ChunkRules {
    private final List<String> flaws = new ArrayList<>();

    private ChunkRules() {}

    /** What Slack would object to; empty for good chunks. */
    public static List<String> flaws(JsonNode chunks) {
        ChunkRules rules = new ChunkRules();
        rules.check(chunks.isArray() && !chunks.isEmpty(), "chunks are no array of some");
        chunks.forEach(rules::chunk);
        return rules.flaws;
    }

    private void chunk(JsonNode chunk) {
        switch (chunk.path("type").asText()) {
            case "markdown_text" -> length(chunk.path("text"), 12_000, "markdown text");
            case "plan_update" -> length(chunk.path("title"), 256, "plan title");
            case "task_update" -> task(chunk);
            case "blocks" -> flaws.addAll(BlockRules.flaws(chunk.path("blocks")));
            case String other -> check(false, "a chunk of type " + other);
        }
    }

    private void task(JsonNode task) {
        length(task.path("id"), 256, "task id");
        length(task.path("title"), 256, "task title");
        check(
                Set.of("pending", "in_progress", "complete", "error")
                        .contains(task.path("status").asText()),
                "a task's status");
        for (String part : List.of("details", "output")) {
            if (task.has(part)) {
                length(task.path(part), 256, part);
            }
        }
        if (task.has("sources")) {
            check(!task.path("sources").isEmpty(), "sources that are none");
            for (JsonNode source : task.path("sources")) {
                check(source.path("type").asText().equals("url"), "a source that is no url");
                check(source.path("url").asText().matches("https?://\\S+"), "a source's url: " + source.path("url"));
                length(source.path("text"), 256, "source text");
            }
        }
    }

    private void length(JsonNode text, int max, String where) {
        check(text.isTextual() && !text.asText().isEmpty(), where + " is no text");
        check(text.asText().length() <= max, where + " of " + text.asText().length() + " characters");
    }

    private void check(boolean good, String flaw) {
        if (!good) {
            flaws.add(flaw);
        }
    }
}
