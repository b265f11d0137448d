package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.delivery.Backoff;
import dev.opspilot.rituals.delivery.Waits;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.SessionView;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What the writers of messages share.
 *
 * @param targeted whether what one person alone needs to see goes to that person alone
 * @param stops hears of a session whose stream its person stopped
 */
record Desk(
        Connector connector,
        CallQueue queue,
        Streams streams,
        Conversations conversations,
        PostBook book,
        PostBook.Writer writer,
        Waits waits,
        Backoff backoff,
        boolean targeted,
        Consumer<SessionView> stops,
        InstantSource clock) {}
