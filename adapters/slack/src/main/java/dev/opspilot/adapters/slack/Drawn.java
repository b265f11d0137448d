package dev.opspilot.adapters.slack;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * Something said to one person, as Slack takes it.
 *
 * @param text what notifications and screen readers say, mrkdwn; all that is shown where there are no blocks
 */
record Drawn(String text, List<LayoutBlock> blocks) {
    Drawn {
        blocks = List.copyOf(blocks);
    }

    /** Mrkdwn alone. */
    static Drawn of(String mrkdwn) {
        return new Drawn(mrkdwn, List.of());
    }
}
