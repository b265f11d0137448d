package dev.opspilot.adapters.slack.call;

import dev.opspilot.rituals.delivery.Backoff;
import dev.opspilot.rituals.delivery.Waits;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.PostBook;
import java.time.InstantSource;

/** What every writer of a message works with. */
public record Desk(
        SlackApi api,
        CallQueues queues,
        PostBook book,
        PostBook.Writer writer,
        Waits waits,
        Backoff backoff,
        Inbox inbox,
        InstantSource clock) {

    public SlackCalls calls(String workspace) {
        return api.in(workspace);
    }
}
