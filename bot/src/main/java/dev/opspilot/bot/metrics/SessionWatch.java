package dev.opspilot.bot.metrics;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent;

/** Sees what happens to the sessions of this node. Thread-safe; never throws. */
interface SessionWatch {

    /** The event stands in the log. */
    void kept(SessionId session, SessionEvent event);

    /** Another node works on the session from now on. */
    void lost(SessionId session);
}
