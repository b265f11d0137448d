package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.opspilot.rituals.surface.Notice;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Buttons that stand for what could be typed. Counts them, since no two in a message may have one action id. */
public final class OrderButtons {
    public static final Pattern ACTION = Pattern.compile("opspilot_order_\\d{1,4}");

    /** Buttons of what leaves something out, which is asked by a form. */
    public static final Pattern ASKS = Pattern.compile("opspilot_form_\\d{1,4}");

    private static final String PREFIX = "opspilot_order_";
    private static final String ASKS_PREFIX = "opspilot_form_";

    private int count;

    /** None where the command is longer than a button can carry. */
    public Optional<BlockElement> button(Notice.Action action) {
        return action.command().length() > SlackLimits.BUTTON_VALUE
                ? Optional.empty()
                : Optional.of(
                        Buttons.of((action.asks() ? ASKS_PREFIX : PREFIX) + count++, action.command(), action.label())
                                .confirm(Buttons.confirm(action.label(), action.confirm()))
                                .build());
    }

    /** A row of them; none is no block. */
    public Optional<LayoutBlock> row(List<Notice.Action> actions) {
        List<BlockElement> buttons = actions.stream()
                .limit(SlackLimits.ACTIONS)
                .flatMap(action -> button(action).stream())
                .toList();
        return buttons.isEmpty() ? Optional.empty() : Optional.of(Blocks.actions(buttons));
    }
}
