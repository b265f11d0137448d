package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.receipt.SessionId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Remembers across restarts where the app may write, which session a thread is about, and where people are in time. Thread-safe. */
public interface Conversations {

    /** Keeps a conversation as it is now. */
    void keep(Conversation conversation);

    Optional<Conversation> find(String channel);

    /** The chat of one person with the app. */
    Optional<Conversation> chatWith(String person);

    /** Any conversation of a team that can be written to: while there is one, the app is in all channels of the team. */
    Optional<Conversation> inTeam(String team);

    /** Keeps in which time zone somebody is. */
    void keep(String person, ZoneId zone);

    /** The time zone in which somebody was last. */
    Optional<ZoneId> zoneOf(String person);

    /** Says that nothing can be written to any channel of a team any more. */
    void leaveTeam(String team, String reason);

    /**
     * Says which session was shown last in a thread.
     *
     * @param thread the message that the thread hangs on; empty for a chat, which has no threads
     */
    void about(String channel, String thread, SessionId session);

    /** The session that was shown last in a thread, or in a chat, unless that was before some time. */
    Optional<SessionId> sessionIn(String channel, String thread, Instant since);
}
