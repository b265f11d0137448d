package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.RitualName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a button of a card means: how that is written into the button, and how it is read back from what Teams sends when
 * it is pressed. What is read may be forged, or come from an older version's card: it is taken only when every part is
 * as we write it, and it grants nothing, since who may do what is asked where it is done.
 */
public sealed interface CardAction {
    /** Of the data's form; raised when an old card's button would be misread. */
    int VERSION = 1;

    /** The longest order, name of a finding or nonce that is read back, in UTF-16 units. */
    int LONGEST = 600;

    /** A button of a session, which is handed on. */
    record Pressed(SessionId session, Button button) implements CardAction {
        public Pressed {
            Objects.requireNonNull(session);
            Objects.requireNonNull(button);
        }
    }

    /**
     * The same as typing it.
     *
     * @param command what stands behind {@code /opspilot}
     */
    record Typed(String command) implements CardAction {
        public Typed {
            Objects.requireNonNull(command);
        }
    }

    /**
     * Another page of the session's card, for the one who pressed.
     *
     * @param page from 1
     */
    record Turn(SessionId session, int page) implements CardAction {
        public Turn {
            Objects.requireNonNull(session);
            requirePage(page);
        }
    }

    /** A client asks by itself for the session's card as it is now. */
    record Refresh(SessionId session) implements CardAction {
        public Refresh {
            Objects.requireNonNull(session);
        }
    }

    /**
     * The receipts of the session, as a dialog.
     *
     * @param page from 1
     */
    record Receipts(SessionId session, int page) implements CardAction {
        public Receipts {
            Objects.requireNonNull(session);
            requirePage(page);
        }
    }

    /**
     * A draft for those who must be told, as the person edited it, for the conversation.
     *
     * @param audience whom it is for, as the card says
     * @param input the name of the input that it was edited in
     * @param text as it was edited; empty where it is only written into a button
     */
    record Posted(SessionId session, String audience, String input, String text) implements CardAction {
        public Posted {
            Objects.requireNonNull(session);
            Objects.requireNonNull(audience);
            Objects.requireNonNull(input);
            Objects.requireNonNull(text);
        }
    }

    /**
     * The dialog that asks for a ritual.
     *
     * @param intent what stands in it already; may be empty
     */
    record Launcher(RitualName ritual, String intent) implements CardAction {
        public Launcher {
            Objects.requireNonNull(ritual);
            Objects.requireNonNull(intent);
        }
    }

    /**
     * What was filled into that dialog.
     *
     * @param intent as it was typed, not checked yet
     * @param nonce the same for every delivery of one dialog
     */
    record Launched(RitualName ritual, String intent, String nonce) implements CardAction {
        public Launched {
            Objects.requireNonNull(ritual);
            Objects.requireNonNull(intent);
            Objects.requireNonNull(nonce);
        }
    }

    /** What an {@code Action.Execute} is called. */
    default String verb() {
        return switch (this) {
            case Pressed pressed ->
                switch (pressed.button()) {
                    case Button.Why _ -> Verb.WHY;
                    case Button.Correct _ -> Verb.CORRECT;
                    case Button.PostIncident _ -> Verb.POST_INCIDENT;
                    case Button.Stop _ -> Verb.STOP;
                    case Button.Rate _ -> Verb.RATE;
                    case Button.Decide _ -> Verb.DECIDE;
                };
            case Typed _ -> Verb.ORDER;
            case Turn _ -> Verb.PAGE;
            case Refresh _ -> Verb.REFRESH;
            case Receipts _ -> Verb.RECEIPTS;
            case Posted _ -> Verb.POST;
            case Launcher _ -> Verb.LAUNCHER;
            case Launched _ -> Verb.LAUNCH;
        };
    }

    /** What the button carries; the verb too, since an {@code Action.Submit} has no other place for it. */
    default ObjectNode data() {
        ObjectNode data =
                JsonNodeFactory.instance.objectNode().put("v", VERSION).put("verb", verb());
        switch (this) {
            case Pressed(SessionId session, Button button) -> {
                data.put("session", session.value());
                switch (button) {
                    case Button.Why why -> data.put("finding", why.finding().value());
                    case Button.Correct correct ->
                        data.put("ritual", correct.ritual().key());
                    case Button.Rate rate -> data.put("helpful", rate.helpful());
                    // The reason comes from the input of this play.
                    case Button.Decide decide ->
                        data.put("play", decide.play().value())
                                .put("choice", decide.choice().key())
                                .put("shown", decide.shown().hex());
                    case Button.PostIncident _, Button.Stop _ -> {}
                }
            }
            case Typed(String command) -> data.put("command", command);
            case Turn(SessionId session, int page) ->
                data.put("session", session.value()).put("page", page);
            case Refresh(SessionId session) -> data.put("session", session.value());
            case Receipts(SessionId session, int page) ->
                data.put("session", session.value()).put("page", page);
            // The text comes from the input.
            case Posted draft ->
                data.put("session", draft.session().value())
                        .put("audience", draft.audience())
                        .put("input", draft.input());
            case Launcher(RitualName ritual, String intent) ->
                data.put("ritual", ritual.key()).put("intent", intent);
            // The ritual and the intent come from the dialog's inputs of these names.
            case Launched form -> data.put("nonce", form.nonce());
        }
        return data;
    }

    /** Reads what an {@code Action.Submit} carries; empty when it is none of ours. */
    static Optional<CardAction> read(JsonNode data) {
        return read(data.path("verb").asText(), data);
    }

    /** Reads what an {@code Action.Execute} carries; empty when it is none of ours, or says one thing and carries another. */
    static Optional<CardAction> read(String verb, JsonNode data) {
        boolean ours = data.path("v").isInt()
                && data.path("v").intValue() == VERSION
                && data.path("verb").asText().equals(verb);
        return ours ? Verb.read(verb, new Carried(data)) : Optional.empty();
    }

    /** The name of the input in which a person gives the reason for a decision about a play. */
    static String reasonOf(PlayId play) {
        return "reason-" + play;
    }

    private static void requirePage(int page) {
        if (page < 1) {
            throw new IllegalArgumentException("pages count from 1, not " + page);
        }
    }

    /** The names of what buttons mean. */
    final class Verb {
        static final String WHY = "opspilot.why";
        static final String CORRECT = "opspilot.correct";
        static final String POST_INCIDENT = "opspilot.postincident";
        static final String STOP = "opspilot.stop";
        static final String RATE = "opspilot.rate";
        static final String DECIDE = "opspilot.decide";
        static final String ORDER = "opspilot.order";
        static final String PAGE = "opspilot.page";
        static final String REFRESH = "opspilot.refresh";
        static final String RECEIPTS = "opspilot.receipts";
        static final String POST = "opspilot.post";
        static final String LAUNCHER = "opspilot.launcher";
        static final String LAUNCH = "opspilot.launch";

        private Verb() {}

        private static Optional<CardAction> read(String verb, Carried data) {
            return switch (verb) {
                case WHY ->
                    pressed(data, data.text("finding").map(FindingId::new).map(Button.Why::new));
                case CORRECT -> pressed(data, data.ritual().map(Button.Correct::new));
                case POST_INCIDENT -> pressed(data, Optional.of(new Button.PostIncident()));
                case STOP -> pressed(data, Optional.of(new Button.Stop()));
                case RATE -> pressed(data, data.truth("helpful").map(Button.Rate::new));
                case DECIDE -> pressed(data, decide(data));
                case ORDER -> data.text("command").map(Typed::new);
                case PAGE -> data.session().flatMap(session -> data.page().map(page -> new Turn(session, page)));
                case REFRESH -> data.session().map(Refresh::new);
                case RECEIPTS ->
                    data.session().flatMap(session -> data.page().map(page -> new Receipts(session, page)));
                case POST ->
                    data.session()
                            .flatMap(session -> data.text("audience")
                                    .flatMap(audience -> data.text("input")
                                            .map(input -> new Posted(
                                                    session, audience, input, data.typed(input, CardLimits.DRAFT)))));
                case LAUNCHER -> data.ritual().map(ritual -> new Launcher(ritual, data.typed("intent", LONGEST)));
                case LAUNCH ->
                    data.ritual()
                            .flatMap(ritual -> data.text("nonce")
                                    .map(nonce -> new Launched(ritual, data.typed("intent", LONGEST), nonce)));
                default -> Optional.empty();
            };
        }

        private static Optional<Button> decide(Carried data) {
            return data.text("play")
                    .flatMap(play -> data.choice()
                            .flatMap(choice -> data.digest("shown")
                                    .map(shown -> new Button.Decide(
                                            new PlayId(play),
                                            choice,
                                            shown,
                                            data.typed(reasonOf(new PlayId(play)), LONGEST)))));
        }

        private static Optional<CardAction> pressed(Carried data, Optional<? extends Button> button) {
            return data.session().flatMap(session -> button.map(each -> new Pressed(session, each)));
        }
    }

    /** What came with a press, each part empty unless it is as we write it. */
    record Carried(JsonNode data) {
        /** One line that is there and of bearable length. */
        Optional<String> text(String name) {
            JsonNode value = data.path(name);
            return Optional.of(value.asText())
                    .filter(text -> value.isTextual() && !text.isBlank() && text.length() <= LONGEST)
                    .filter(text -> text.equals(PlainText.of(text).replace('\n', ' ')));
        }

        /** What a person typed; empty when nothing. */
        String typed(String name, int max) {
            JsonNode value = data.path(name);
            return value.isTextual()
                    ? PlainText.clipped(PlainText.of(value.asText()).strip(), max)
                    : "";
        }

        Optional<Boolean> truth(String name) {
            JsonNode value = data.path(name);
            return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
        }

        Optional<Integer> page() {
            JsonNode value = data.path("page");
            return value.isInt() && value.intValue() >= 1 && value.intValue() <= 10_000
                    ? Optional.of(value.intValue())
                    : Optional.empty();
        }

        Optional<RitualName> ritual() {
            return text("ritual").flatMap(name -> RitualName.of(name.toLowerCase(Locale.ROOT)));
        }

        Optional<Ruling.Choice> choice() {
            return text("choice")
                    .flatMap(key -> Arrays.stream(Ruling.Choice.values())
                            .filter(each -> each.key().equals(key))
                            .findFirst());
        }

        Optional<Digest> digest(String name) {
            try {
                return text(name).map(Digest::new);
            } catch (IllegalArgumentException notADigest) {
                return Optional.empty();
            }
        }

        Optional<SessionId> session() {
            try {
                return text("session").map(SessionId::new);
            } catch (IllegalArgumentException notAnId) {
                return Optional.empty();
            }
        }
    }
}
