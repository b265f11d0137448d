package dev.opspilot.bot.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.RitualName;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the bodies of requests; what cannot be read is returned, never thrown. */
final class Bodies {
    /** Line breaks, bytes that no text has, halves of characters: nothing that an intent means. */
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cs}]+");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Bodies() {}

    /** A body that was understood, or what was wrong with it. */
    sealed interface Read<T> {
        record Good<T>(T value) implements Read<T> {}

        record Bad<T>(Reply.Failed why) implements Read<T> {}
    }

    /** The wish of a {@code POST /sessions}. */
    static Read<Command.Launch> launch(byte[] body) {
        Optional<JsonNode> json = object(body);
        if (json.isEmpty()) {
            return bad(Problem.BAD_JSON, Problem.BAD_JSON.advice());
        }
        String ritual = text(json.get(), "ritual");
        Optional<RitualName> name = RitualName.of(ritual);
        if (name.isEmpty()) {
            return bad(
                    Problem.UNKNOWN_RITUAL,
                    "The field \"ritual\" is one of incident, brief, experiment. " + Problem.UNKNOWN_RITUAL.advice());
        }
        String intent = NOT_TEXT.matcher(text(json.get(), "intent")).replaceAll(" ");
        return switch (Command.launch(name.get(), intent)) {
            case Command.Launch launch -> new Read.Good<>(launch);
            case Command.Help help ->
                bad(Problem.UNUSABLE_INTENT, help.mistake().orElse(Problem.UNUSABLE_INTENT.advice()));
        };
    }

    /** The question of a {@code POST /sessions/{id}/questions}. */
    static Read<String> question(byte[] body) {
        Optional<JsonNode> json = object(body);
        if (json.isEmpty()) {
            return bad(Problem.BAD_JSON, Problem.BAD_JSON.advice());
        }
        String question =
                NOT_TEXT.matcher(text(json.get(), "question")).replaceAll(" ").strip();
        return question.isEmpty() || question.length() > Command.MAX_INTENT
                ? bad(Problem.UNUSABLE_INTENT, "The field \"question\" has 1 to " + Command.MAX_INTENT + " characters.")
                : new Read.Good<>(question);
    }

    /** The token of a {@code POST /login}. */
    static Read<String> login(byte[] body) {
        return object(body)
                .<Read<String>>map(json -> new Read.Good<>(text(json, "token").strip()))
                .orElseGet(() -> bad(Problem.BAD_JSON, "Send a JSON object with the field \"token\"."));
    }

    /** A text without line breaks and other things that no words have. */
    static String plain(String text) {
        return NOT_TEXT.matcher(text).replaceAll(" ").strip();
    }

    static Optional<JsonNode> object(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() ? value.textValue() : "";
    }

    private static <T> Read<T> bad(Problem problem, String detail) {
        return new Read.Bad<>(Reply.Failed.of(problem, detail));
    }
}
