package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import dev.opspilot.rituals.widget.WidgetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dialog in which a draft for those who must be told is edited, copied, and posted in the conversation. It stands by
 * itself, so that a card which is redrawn meanwhile takes no words away. Pure.
 */
public final class DraftCard {
    private DraftCard() {}

    public static String title(CommsKit.Draft draft) {
        return CardText.line(draft.audience(), CardLimits.NAME, "Draft");
    }

    /**
     * The form.
     *
     * @param mistake what was wrong with what was sent last, plain; empty when nothing was sent yet
     * @param nonce what a submit of this form is known by
     */
    public static ObjectNode render(
            SessionId session, WidgetId kit, CommsKit.Draft draft, Optional<String> mistake, String nonce) {
        List<ObjectNode> body = new ArrayList<>();
        mistake.ifPresent(words -> body.add(Elements.container(
                        List.of(Elements.text(Run.of(CardText.line(words, CardLimits.WORDS, "Something is missing.")))))
                .put("style", "attention")));
        body.add(Elements.object("Input.Text")
                .put("id", "text")
                .put("label", "For: " + title(draft))
                .put("isMultiline", true)
                .put("isRequired", true)
                .put("errorMessage", "Nothing is posted without words.")
                .put("maxLength", CardLimits.DRAFT)
                .put("value", text(draft)));
        body.add(Elements.text(
                Run.of("Copy it from here for other places. Posting puts it into this conversation, with your name.")
                        .small()
                        .subtle()));
        String summary = "A draft to edit and to post.";
        ObjectNode card =
                Elements.card(body).put("lang", "en").put("speak", summary).put("fallbackText", summary);
        CardAction meaning = new CardAction.Posted(session, kit, draft.audience(), "", nonce);
        card.set(
                "actions",
                Elements.array(List.of(Actions.positive(Actions.submit("Post in this conversation", meaning)))));
        return card;
    }

    /** Subject and body as they are edited: no Markdown there, so nothing but what is invisible is taken out. */
    private static String text(CommsKit.Draft draft) {
        String subject = PlainText.line(draft.subject(), CardLimits.TITLE);
        String body = PlainText.of(draft.body()).strip();
        return PlainText.clipped(subject.isEmpty() ? body : subject + "\n\n" + body, CardLimits.DRAFT);
    }
}
