package dev.opspilot.bot.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.RitualName;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the bodies of requests; what cannot be read is returned, never thrown. */
final class Bodies {
    private static final String DECISION = "{\"decision\":\"approve\",\"digest\":\"…\",\"reason\":\"\"}";
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

    /** The opinion of a {@code POST /sessions/{id}/ratings}. */
    static Read<Heard.Button.Rate> rating(byte[] body) {
        return object(body)
                .map(json -> json.path("helpful"))
                .filter(JsonNode::isBoolean)
                .<Read<Heard.Button.Rate>>map(helpful -> new Read.Good<>(new Heard.Button.Rate(helpful.booleanValue())))
                .orElseGet(() -> bad(Problem.BAD_JSON, "Send a JSON object, as in {\"helpful\":true}."));
    }

    /** What was meant, of a {@code POST /sessions/{id}/corrections}. */
    static Read<Heard.Button.Correct> correction(byte[] body) {
        return object(body)
                .flatMap(json -> RitualName.of(text(json, "ritual")))
                .filter(RitualName.BY_NAME::contains)
                .<Read<Heard.Button.Correct>>map(ritual -> new Read.Good<>(new Heard.Button.Correct(ritual)))
                .orElseGet(() ->
                        bad(Problem.UNKNOWN_RITUAL, "The field \"ritual\" is one of incident, brief, experiment."));
    }

    /** The decision of a {@code POST /sessions/{id}/plays/{playId}/decisions}. */
    static Read<Heard.Button.Decide> decision(byte[] body, PlayId play) {
        Optional<JsonNode> json = object(body);
        if (json.isEmpty()) {
            return bad(Problem.BAD_JSON, "Send a JSON object, as in " + DECISION + ".");
        }
        String wanted = text(json.get(), "decision");
        Optional<Ruling.Choice> choice = Arrays.stream(Ruling.Choice.values())
                .filter(each -> each.key().equals(wanted))
                .findFirst();
        if (choice.isEmpty()) {
            return bad(
                    Problem.BAD_JSON,
                    "The field \"decision\" is one of "
                            + Arrays.stream(Ruling.Choice.values())
                                    .map(Ruling.Choice::key)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        String reason =
                NOT_TEXT.matcher(text(json.get(), "reason")).replaceAll(" ").strip();
        if (reason.length() > Command.MAX_INTENT) {
            return bad(Problem.BAD_JSON, "The field \"reason\" has at most " + Command.MAX_INTENT + " characters.");
        }
        String shown = text(json.get(), "digest");
        boolean calls = choice.get().approves() || choice.get() == Ruling.Choice.ROLL_BACK;
        try {
            Digest digest = calls || !shown.isEmpty() ? new Digest(shown) : Digest.NONE;
            return new Read.Good<>(new Heard.Button.Decide(play, choice.get(), digest, reason));
        } catch (IllegalArgumentException e) {
            return bad(
                    Problem.BAD_JSON,
                    "The field \"digest\" is the one of the call that you were shown: 64 hexadecimal digits, from the "
                            + "play's JSON. As in " + DECISION + ".");
        }
    }

    /** The order of a {@code POST /orders}. */
    static Read<Command.Order> order(byte[] body) {
        Optional<JsonNode> json = object(body);
        if (json.isPresent() && Command.parse(text(json.get(), "command")) instanceof Command.Order order) {
            return new Read.Good<>(order);
        }
        return bad(
                Problem.BAD_JSON,
                "Send a JSON object, as in {\"command\":\"halt\"}; a command begins with "
                        + Arrays.stream(Command.Topic.values())
                                .map(Command.Topic::key)
                                .collect(Collectors.joining(", "))
                        + ".");
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
