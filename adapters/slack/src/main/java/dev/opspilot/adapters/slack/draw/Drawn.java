package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * Something said to one person, as Slack takes it.
 *
 * @param text what notifications and screen readers say, mrkdwn; all that is shown where there are no blocks
 */
public record Drawn(String text, List<LayoutBlock> blocks) {
    public Drawn {
        blocks = List.copyOf(blocks);
    }

    /** Mrkdwn alone. */
    public static Drawn of(String mrkdwn) {
        return new Drawn(mrkdwn, List.of());
    }
}
