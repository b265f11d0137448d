package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the form that asks for a ritual, for a dialog. Pure; safe for many threads. */
public final class LauncherCard {
    private LauncherCard() {}

    /** The title of the dialog. */
    public static String title() {
        return "Begin with OpsPilot";
    }

    /**
     * The form.
     *
     * @param filled what stands in it
     * @param mistake what was wrong with what was sent last, plain; empty when nothing was sent yet
     * @param nonce what a submit of this form is known by
     */
    public static ObjectNode render(CardAction.Launcher filled, Optional<String> mistake, String nonce) {
        List<ObjectNode> body = new ArrayList<>();
        mistake.ifPresent(words -> body.add(Elements.container(
                        List.of(Elements.text(Run.of(CardText.line(words, CardLimits.WORDS, "Something is missing.")))))
                .put("style", "attention")));
        ObjectNode rituals = Elements.object("Input.ChoiceSet")
                .put("id", "ritual")
                .put("label", "What should it do?")
                .put("style", "expanded")
                .put("isRequired", true)
                .put("errorMessage", "Choose one of the three.")
                .put("value", filled.ritual().key());
        ArrayNode choices = rituals.putArray("choices");
        for (RitualName each : RitualName.BY_NAME) {
            choices.addObject()
                    .put("title", Wording.ritual(each) + ": " + what(each))
                    .put("value", each.key());
        }
        body.add(rituals);
        body.add(Elements.object("Input.Text")
                .put("id", "intent")
                .put("label", "In your words (a brief needs none)")
                .put("placeholder", example(filled.ritual()))
                .put("isMultiline", true)
                .put("maxLength", Command.MAX_INTENT)
                .put("value", PlainText.line(filled.intent(), Command.MAX_INTENT)));
        String summary = "A form that begins a ritual of OpsPilot.";
        ObjectNode card = Elements.card(body)
                .put("lang", "en")
                .put("speak", summary)
                .put("fallbackText", summary + " Type “incident”, “brief” or “experiment” instead.");
        ObjectNode begin = Actions.submit("Begin", new CardAction.Launched(filled.ritual(), filled.intent(), nonce));
        card.set("actions", Elements.array(List.of(Actions.positive(begin))));
        return card;
    }

    private static String what(RitualName ritual) {
        return switch (ritual) {
            case BRIEF -> "what changed";
            case INCIDENT -> "what broke, why, and what to do";
            case EXPERIMENT -> "plan a test, or read one out";
            case AUTOMATION -> "run a workflow";
        };
    }

    private static String example(RitualName ritual) {
        return switch (ritual) {
            case BRIEF -> "what changed overnight?";
            case INCIDENT -> "payments just failed";
            case EXPERIMENT -> "test freemium gating";
            case AUTOMATION -> "automation run NAME";
        };
    }
}
