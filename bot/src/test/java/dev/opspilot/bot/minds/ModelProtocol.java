package dev.opspilot.bot.minds;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** How a provider streams an answer, as far as a stub needs to. */
public enum ModelProtocol {
    /** Server-sent events of {@code chat/completions}. */
    OPENAI("/v1", "text/event-stream") {
        @Override
        String part(String text) {
            ObjectNode root = JSON.createObjectNode().put("id", "c1").put("object", "chat.completion.chunk");
            root.putArray("choices")
                    .addObject()
                    .put("index", 0)
                    .putObject("delta")
                    .put("content", text);
            return "data: " + root + "\n\n";
        }

        @Override
        String end(End end) {
            ObjectNode root = JSON.createObjectNode().put("id", "c1").put("object", "chat.completion.chunk");
            root.putArray("choices")
                    .addObject()
                    .put("index", 0)
                    .put(
                            "finish_reason",
                            switch (end) {
                                case STOP -> "stop";
                                case LENGTH -> "length";
                                case REFUSAL -> "content_filter";
                            })
                    .putObject("delta");
            root.putObject("usage")
                    .put("prompt_tokens", PROMPT)
                    .put("completion_tokens", ANSWER)
                    .put("total_tokens", PROMPT + ANSWER);
            return "data: " + root + "\n\ndata: [DONE]\n\n";
        }
    },

    /** Named server-sent events of {@code messages}. */
    ANTHROPIC("/v1", "text/event-stream") {
        @Override
        String begin() {
            ObjectNode start = event("message_start");
            start.putObject("message")
                    .put("id", "m1")
                    .put("type", "message")
                    .put("role", "assistant")
                    .put("model", MODEL)
                    .putObject("usage")
                    .put("input_tokens", PROMPT)
                    .put("output_tokens", 1);
            ObjectNode block = event("content_block_start").put("index", 0);
            block.putObject("content_block").put("type", "text").put("text", "");
            return named(start) + named(block);
        }

        @Override
        String part(String text) {
            ObjectNode delta = event("content_block_delta").put("index", 0);
            delta.putObject("delta").put("type", "text_delta").put("text", text);
            return named(delta);
        }

        @Override
        String end(End end) {
            ObjectNode delta = event("message_delta");
            delta.putObject("delta")
                    .put(
                            "stop_reason",
                            switch (end) {
                                case STOP -> "end_turn";
                                case LENGTH -> "max_tokens";
                                case REFUSAL -> "refusal";
                            });
            delta.putObject("usage").put("output_tokens", ANSWER);
            return named(event("content_block_stop").put("index", 0)) + named(delta) + named(event("message_stop"));
        }

        private ObjectNode event(String type) {
            return JSON.createObjectNode().put("type", type);
        }

        private String named(ObjectNode event) {
            return "event: " + event.path("type").textValue() + "\ndata: " + event + "\n\n";
        }
    },

    /** Lines of JSON of {@code api/chat}. It knows no word for a refusal. */
    OLLAMA("", "application/x-ndjson") {
        @Override
        String part(String text) {
            ObjectNode line = JSON.createObjectNode().put("model", MODEL).put("created_at", "2026-01-01T00:00:00Z");
            line.putObject("message").put("role", "assistant").put("content", text);
            return line.put("done", false) + "\n";
        }

        @Override
        String end(End end) {
            ObjectNode line = JSON.createObjectNode().put("model", MODEL).put("created_at", "2026-01-01T00:00:00Z");
            line.putObject("message").put("role", "assistant").put("content", "");
            return line.put("done", true)
                            .put("done_reason", end == End.LENGTH ? "length" : "stop")
                            .put("prompt_eval_count", PROMPT)
                            .put("eval_count", ANSWER)
                    + "\n";
        }
    };

    /** Why an answer ends. */
    public enum End {
        STOP,
        LENGTH,
        REFUSAL
    }

    static final String MODEL = "test-model";
    static final int PROMPT = 100;
    static final int ANSWER = 23;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String path;
    private final String contentType;

    ModelProtocol(String path, String contentType) {
        this.path = path;
        this.contentType = contentType;
    }

    /** As in {@code opspilot.yml}. */
    public String provider() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the base address ends with. */
    String path() {
        return path;
    }

    String contentType() {
        return contentType;
    }

    /** What comes before the first part. */
    String begin() {
        return "";
    }

    /** Some text of the answer. */
    abstract String part(String text);

    /** The end of the stream, with what the answer cost. */
    abstract String end(End end);
}
