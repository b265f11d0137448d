package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.widget.WidgetId;
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

    /** The field of the data that says on which page of a card a button stands; without it, on the first. */
    String PAGE = "page";

    /** On which page of a card a button stands. */
    static int pageOf(JsonNode data) {
        return new Carried(data).page().orElse(1);
    }

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
     * The dialog in which a draft for those who must be told is edited and posted.
     *
     * @param audience whom it is for, which names it within its kit
     */
    record Drafted(SessionId session, WidgetId kit, String audience) implements CardAction {
        public Drafted {
            Objects.requireNonNull(session);
            Objects.requireNonNull(kit);
            Objects.requireNonNull(audience);
        }
    }

    /**
     * That draft as the person edited it, for the conversation.
     *
     * @param text as it was edited, not checked yet; empty where it is only written into a button
     * @param nonce the same for every delivery of one dialog
     */
    record Posted(SessionId session, WidgetId kit, String audience, String text, String nonce) implements CardAction {
        public Posted {
            Objects.requireNonNull(session);
            Objects.requireNonNull(kit);
            Objects.requireNonNull(audience);
            Objects.requireNonNull(text);
            Objects.requireNonNull(nonce);
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

    /**
     * The dialog that asks for what an order leaves out.
     *
     * @param command what stands behind {@code /opspilot}, as far as it goes
     */
    record Asking(String command) implements CardAction {
        public Asking {
            Objects.requireNonNull(command);
        }
    }

    /**
     * What was filled into that dialog.
     *
     * @param words as they were typed, not checked yet; empty where they are only written into a button
     * @param nonce the same for every delivery of one dialog
     */
    record Asked(String command, String words, String nonce) implements CardAction {
        public Asked {
            Objects.requireNonNull(command);
            Objects.requireNonNull(words);
            Objects.requireNonNull(nonce);
        }
    }

    /** What an {@code Action.Execute} is called. */
    default String verb() {
        return switch (this) {
            case Pressed pressed ->
                switch (pressed.button()) {
                    case Button.Why _ -> CardVerb.WHY;
                    case Button.Correct _ -> CardVerb.CORRECT;
                    case Button.PostIncident _ -> CardVerb.POST_INCIDENT;
                    case Button.Stop _ -> CardVerb.STOP;
                    case Button.Rate _ -> CardVerb.RATE;
                    case Button.Decide _ -> CardVerb.DECIDE;
                };
            case Typed _ -> CardVerb.ORDER;
            case Turn _ -> CardVerb.PAGE;
            case Refresh _ -> CardVerb.REFRESH;
            case Receipts _ -> CardVerb.RECEIPTS;
            case Drafted _ -> CardVerb.DRAFT;
            case Posted _ -> CardVerb.POST;
            case Launcher _ -> CardVerb.LAUNCHER;
            case Launched _ -> CardVerb.LAUNCH;
            case Asking _ -> CardVerb.ASKING;
            case Asked _ -> CardVerb.ASKED;
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
                data.put("session", session.value()).put(PAGE, page);
            case Refresh(SessionId session) -> data.put("session", session.value());
            case Receipts(SessionId session, int page) ->
                data.put("session", session.value()).put(PAGE, page);
            case Drafted(SessionId session, WidgetId kit, String audience) ->
                data.put("session", session.value()).put("kit", kit.value()).put("audience", audience);
            // The text comes from the input of this name.
            case Posted draft ->
                data.put("session", draft.session().value())
                        .put("kit", draft.kit().value())
                        .put("audience", draft.audience())
                        .put("nonce", draft.nonce());
            case Launcher(RitualName ritual, String intent) ->
                data.put("ritual", ritual.key()).put("intent", intent);
            // The ritual and the intent come from the dialog's inputs of these names.
            case Launched form -> data.put("nonce", form.nonce());
            case Asking(String command) -> data.put("command", command);
            // The words come from the dialog's input of this name.
            case Asked form -> data.put("command", form.command()).put("nonce", form.nonce());
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
        return ours ? CardVerb.read(verb, new Carried(data)) : Optional.empty();
    }

    /** The name of the input in which a person gives the reason for a decision about a play; the way back has its own. */
    static String reasonOf(PlayId play, Choice choice) {
        return (choice == Choice.ROLL_BACK ? "back-" : "reason-") + play;
    }

    private static void requirePage(int page) {
        if (page < 1) {
            throw new IllegalArgumentException("pages count from 1, not " + page);
        }
    }
}
