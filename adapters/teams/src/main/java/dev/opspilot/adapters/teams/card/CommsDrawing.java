package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import java.util.ArrayList;
import java.util.List;

/** Draws drafts for those who must be told: one a button, which opens it to be edited, copied and posted. */
final class CommsDrawing {
    private static final int DRAFTS = 5;

    private final Parts parts;
    private final Sources sources;
    private final SessionId session;
    private int drafts;

    CommsDrawing(Parts parts, Sources sources, SessionId session) {
        this.parts = parts;
        this.sources = sources;
        this.session = session;
    }

    void draw(CommsKit kit) {
        List<ObjectNode> items = new ArrayList<>();
        items.add(Elements.heading(WidgetDrawing.title(kit)));
        List<ObjectNode> openers = new ArrayList<>();
        for (int i = 0; i < Math.min(DRAFTS, kit.drafts().size()); i++) {
            openers.add(draft(kit, i));
        }
        if (!openers.isEmpty()) {
            items.add(Elements.near(Elements.text(
                    Run.of("Nothing is sent until you post it.").small().subtle())));
            items.add(Elements.near(Elements.actions(openers)));
        }
        items.add(sources.chips(kit.receipts()));
        parts.add(Elements.apart(Elements.container(items)));
    }

    private ObjectNode draft(CommsKit kit, int place) {
        CommsKit.Draft draft = kit.drafts().get(place);
        String audience = CardText.line(draft.audience(), CardLimits.NAME, "Draft " + (place + 1));
        String input = "draft-" + ++drafts;
        ObjectNode text = Elements.object("Input.Text")
                .put("id", input)
                .put("label", audience)
                .put("isMultiline", true)
                .put("maxLength", CardLimits.DRAFT)
                .put("value", text(draft));
        List<ObjectNode> body = new ArrayList<>(List.of(text));
        if (!draft.receipts().isEmpty()) {
            body.add(sources.chips(draft.receipts()));
        }
        CardAction meaning = new CardAction.Posted(session, PlainText.line(audience, CardLimits.NAME), input, "");
        ObjectNode post = Actions.positive(Actions.execute("Post in this conversation", meaning));
        return Actions.show(audience, body, List.of(post));
    }

    /** Subject and body as they are edited: no Markdown there, so nothing but what is invisible is taken out. */
    private static String text(CommsKit.Draft draft) {
        String subject = PlainText.line(draft.subject(), CardLimits.TITLE);
        String body = PlainText.of(draft.body()).strip();
        return PlainText.clipped(subject.isEmpty() ? body : subject + "\n\n" + body, CardLimits.DRAFT / 2);
    }
}
