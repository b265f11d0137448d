package dev.opspilot.adapters.slack.door;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.ConversationsFilter;
import com.slack.api.model.block.element.ConversationsSelectElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.Buttons;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.OrderForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form that asks for what an order leaves out: what is there now, words, and where it posts. Pure. */
final class ChangeForm {
    static final String CALLBACK = "opspilot_change";
    static final String TITLE = "Change";
    static final String WORDS = "words";
    static final String PLACE = "place";

    private static final Pattern CONVERSATION = Pattern.compile("[CGD][A-Z0-9]+");
    private static final List<String> KINDS = List.of("public", "private", "mpim", "im");

    private ChangeForm() {}

    static View draw(OrderForm form, FormContext context) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section(lines(form.about())));
        blocks.add(InputBlock.builder()
                .blockId(WORDS)
                .label(plain(form.label()))
                .hint(plain(form.hint()))
                .element(PlainTextInputElement.builder()
                        .actionId(WORDS)
                        .initialValue(form.words())
                        .maxLength(Command.MAX_INTENT)
                        .build())
                .build());
        Optional<String> now = Optional.of(form.place())
                .filter(place -> place.surface().equals(SlackIds.SURFACE))
                .map(place -> place.channel())
                .filter(channel -> CONVERSATION.matcher(channel).matches());
        blocks.add(InputBlock.builder()
                .blockId(PLACE)
                .optional(true)
                .label(Buttons.plain("Where is it shown?"))
                .hint(Buttons.plain("Left empty, it stays where it is."))
                .element(ConversationsSelectElement.builder()
                        .actionId(PLACE)
                        .initialConversation(now.orElse(null))
                        .filter(ConversationsFilter.builder().include(KINDS).build())
                        .build())
                .build());
        return Modals.asking(CALLBACK, form.title(), "Change", blocks)
                .privateMetadata(context.metadata())
                .build();
    }

    /** Lines of a form, or of what becomes of it. */
    static String lines(List<String> plain) {
        return SlackText.mrkdwn(String.join("\n", plain), SlackLimits.FIELD_TEXT);
    }

    private static PlainTextObject plain(String text) {
        return Buttons.plain(SlackText.line(text, SlackLimits.CONFIRM_TEXT));
    }
}
