package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.element.BlockElement;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import dev.opspilot.rituals.widget.WidgetId;
import java.util.Optional;

/**
 * "Edit and post" beside a draft: how it looks, what it carries, and how that is read back.
 *
 * @param draft its place in the kit, from 0
 */
public record DraftButton(SessionId session, WidgetId kit, int draft) {
    public static final String ACTION = "opspilot_draft";

    /** The button; empty when the widget's id is too long to be carried. */
    public Optional<BlockElement> button(String audience) {
        String value = session + "/" + draft + "/" + kit;
        return value.length() > SlackLimits.BUTTON_VALUE
                ? Optional.empty()
                : Optional.of(Buttons.of(ACTION, value, "Edit and post")
                        .accessibilityLabel(
                                SlackText.line("Edit and post the draft for " + audience, SlackLimits.BUTTON_LABEL))
                        .build());
    }

    /** Reads a press back; empty when it is none of ours. */
    public static Optional<DraftButton> read(String value) {
        String[] parts = value.split("/", 3);
        try {
            return parts.length == 3
                    ? Optional.of(new DraftButton(
                            new SessionId(parts[0]), new WidgetId(parts[2]), Integer.parseInt(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** The draft as the session has it by now. */
    public Optional<CommsKit.Draft> in(SessionView view) {
        return view.widgets().stream()
                .filter(CommsKit.class::isInstance)
                .map(CommsKit.class::cast)
                .filter(each -> each.id().equals(kit)
                        && draft >= 0
                        && draft < each.drafts().size())
                .map(each -> each.drafts().get(draft))
                .findFirst();
    }
}
