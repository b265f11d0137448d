package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import dev.opspilot.rituals.widget.WidgetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * "Draft: …", which opens a draft to be edited and posted: how it looks, what it carries, and how that is read back.
 *
 * @param draft its place in the kit, from 0
 */
public record DraftButton(SessionId session, WidgetId kit, int draft) {
    /** Each button of a row has its own: Slack takes none twice. */
    public static final Pattern ACTION = Pattern.compile("opspilot_draft_\\d{1,3}");

    private static final String PREFIX = "opspilot_draft_";

    /** One for each draft of a session, which stand on its message whatever else does; none is no block. */
    public static Optional<LayoutBlock> row(SessionView view) {
        List<BlockElement> buttons = new ArrayList<>();
        for (CommsKit kit : kits(view).toList()) {
            for (int i = 0; i < kit.drafts().size() && buttons.size() < SlackLimits.ACTIONS; i++) {
                DraftButton each = new DraftButton(view.id(), kit.id(), i);
                String audience = kit.drafts().get(i).audience();
                each.button(buttons.size(), audience).ifPresent(buttons::add);
            }
        }
        return buttons.isEmpty() ? Optional.empty() : Optional.of(Blocks.actions(buttons));
    }

    /** The button; empty when the widget's id is too long to be carried. */
    private Optional<BlockElement> button(int number, String audience) {
        String value = session + "/" + draft + "/" + kit;
        return value.length() > SlackLimits.BUTTON_VALUE
                ? Optional.empty()
                : Optional.of(Buttons.of(PREFIX + number, value, "Draft: " + audience)
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
        return kits(view)
                .filter(each -> each.id().equals(kit)
                        && draft >= 0
                        && draft < each.drafts().size())
                .map(each -> each.drafts().get(draft))
                .findFirst();
    }

    private static Stream<CommsKit> kits(SessionView view) {
        return view.widgets().stream().filter(CommsKit.class::isInstance).map(CommsKit.class::cast);
    }
}
