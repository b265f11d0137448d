package dev.opspilot.adapters.slack.door;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.draw.Buttons;
import dev.opspilot.adapters.slack.draw.PlayDrawing;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;

/** The form in which somebody approves what takes more than one person: the exact call, and room to say why. Pure. */
final class ReasonForm {
    static final String CALLBACK = "opspilot_reason";
    static final String TITLE = "Approve a play";
    static final String REASON = "reason";

    private static final int LONGEST = 500;

    private ReasonForm() {}

    static View draw(Play play, Choice choice, FormContext context) {
        List<LayoutBlock> blocks = new ArrayList<>(PlayDrawing.told(play));
        blocks.add(InputBlock.builder()
                .blockId(REASON)
                .label(Buttons.plain(
                        choice == Choice.APPROVE_FOR_WINDOW ? "Why, in the next change window?" : "Why now?"))
                .hint(Buttons.plain("It stands in the session's log. A freeze is broken by two people who say why."))
                .element(PlainTextInputElement.builder()
                        .actionId(REASON)
                        .multiline(true)
                        .minLength(1)
                        .maxLength(LONGEST)
                        .build())
                .build());
        String submit = choice == Choice.APPROVE_FOR_WINDOW ? "Approve for later" : Wording.choice(choice);
        return Modals.asking(CALLBACK, TITLE, submit, blocks)
                .privateMetadata(context.metadata())
                .build();
    }
}
