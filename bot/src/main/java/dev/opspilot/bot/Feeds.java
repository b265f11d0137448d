package dev.opspilot.bot;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionFeed;

/**
 * What those watch who are made before sessions run: until then nothing grows. Thread-safe.
 */
final class Feeds implements SessionFeed {
    private volatile SessionFeed running = (_, _) -> () -> {};

    /** From now on it is told of what this one tells. */
    void follow(SessionFeed sessions) {
        running = sessions;
    }

    @Override
    public Subscription watch(SessionId session, Runnable grown) {
        return running.watch(session, grown);
    }
}
