package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the form that asks for what an order leaves out, for a dialog. Pure; safe for many threads. */
public final class OrderCard {
    private OrderCard() {}

    /** The title of the dialog. */
    public static String title(OrderForm form) {
        return CardText.line(form.title(), CardLimits.NAME, "Change");
    }

    /**
     * The form.
     *
     * @param filled the order, what stands in the field, and what a submit of this form is known by
     * @param mistake what was wrong with what was sent last, plain; empty when nothing was sent yet
     */
    public static ObjectNode render(OrderForm form, CardAction.Asked filled, Optional<String> mistake) {
        List<ObjectNode> body = new ArrayList<>();
        mistake.ifPresent(words -> body.add(Elements.container(
                        List.of(Elements.text(Run.of(CardText.line(words, CardLimits.WORDS, "Something is missing.")))))
                .put("style", "attention")));
        form.about()
                .forEach(line ->
                        body.add(Elements.near(Elements.text(Run.of(CardText.line(line, CardLimits.WORDS, "–"))))));
        body.add(Elements.object("Input.Text")
                .put("id", "words")
                .put("label", CardText.line(form.label(), CardLimits.TITLE, "What it is to be"))
                .put("isRequired", true)
                .put("errorMessage", "Say what it is to be.")
                .put("maxLength", CardAction.LONGEST)
                .put("value", PlainText.line(filled.words(), CardAction.LONGEST)));
        body.add(Elements.text(Run.of(CardText.line(form.hint(), CardLimits.WORDS)
                        + " With “in here” it is shown in this conversation.")
                .small()
                .subtle()));
        String summary = title(form) + ": a form.";
        ObjectNode card = Elements.card(body)
                .put("lang", "en")
                .put("speak", summary)
                .put(
                        "fallbackText",
                        summary + " Type “" + CardText.line(filled.command(), CardLimits.NAME) + " …” instead.");
        card.set("actions", Elements.array(List.of(Actions.positive(Actions.submit(title(form), filled)))));
        return card;
    }
}
