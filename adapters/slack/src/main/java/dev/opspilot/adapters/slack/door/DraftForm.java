package dev.opspilot.adapters.slack.door;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.ConversationsFilter;
import com.slack.api.model.block.element.ConversationsSelectElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.Buttons;
import dev.opspilot.adapters.slack.draw.CommsDrawing;
import dev.opspilot.adapters.slack.draw.DraftButton;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The form in which a draft is edited, copied, and posted to a conversation. Pure. */
final class DraftForm {
    static final String CALLBACK = "opspilot_draft";
    static final String TITLE = "Post a draft";
    static final String TEXT = "text";
    static final String PLACE = "place";

    private static final int WORDS = 300;
    private static final List<String> KINDS = List.of("public", "private", "mpim");

    private final CommsDrawing drawing;

    DraftForm(CommsDrawing drawing) {
        this.drawing = drawing;
    }

    View draw(SessionView view, DraftButton button, CommsKit.Draft draft, FormContext context) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section(
                "For *" + SlackText.mrkdwnLine(draft.audience(), WORDS).replace('*', '∗') + "*, from "
                        + Wording.ritual(view.ritual()).toLowerCase(Locale.ROOT) + " “"
                        + SlackText.mrkdwnLine(view.intent(), WORDS) + "”"));
        blocks.addAll(drawing.fate(view, button.kit(), draft.audience()));
        blocks.add(InputBlock.builder()
                .blockId(TEXT)
                .label(Buttons.plain("Text"))
                .hint(Buttons.plain("It is posted as it stands here: mentions ping nobody."))
                .element(PlainTextInputElement.builder()
                        .actionId(TEXT)
                        .multiline(true)
                        .maxLength(SlackLimits.INPUT_TEXT)
                        .initialValue(text(draft))
                        .build())
                .build());
        blocks.add(InputBlock.builder()
                .blockId(PLACE)
                .label(Buttons.plain("Where to"))
                .hint(Buttons.plain("Everybody who reads that channel sees it, with your name."))
                .element(ConversationsSelectElement.builder()
                        .actionId(PLACE)
                        .placeholder(Buttons.plain("Choose a channel"))
                        .filter(ConversationsFilter.builder()
                                .include(KINDS)
                                .excludeBotUsers(true)
                                .build())
                        .build())
                .build());
        return Modals.asking(CALLBACK, TITLE, "Post", blocks)
                .privateMetadata(context.metadata())
                .build();
    }

    /** Subject and body as they are edited; an input shows everything as it is. */
    private static String text(CommsKit.Draft draft) {
        String subject = SlackText.line(draft.subject(), WORDS);
        String body = SlackText.plain(draft.body()).strip();
        return PlainText.clipped(subject.isEmpty() ? body : subject + "\n\n" + body, SlackLimits.INPUT_TEXT);
    }
}
