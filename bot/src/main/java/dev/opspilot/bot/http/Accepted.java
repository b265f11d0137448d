package dev.opspilot.bot.http;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The latest wishes that were accepted here, so that a session can be asked for before its log has begun. Only the
 * moment between the two matters: old ones are forgotten. Thread-safe.
 */
final class Accepted {
    private static final int MOST = 10_000;

    /** A wish and when it came. */
    record Wish(Heard.Said said, Instant at) {}

    private final LinkedHashMap<SessionId, Wish> wishes = new LinkedHashMap<>();

    synchronized void remember(Wish wish) {
        wishes.put(wish.said().session(), wish);
        if (wishes.size() > MOST) {
            wishes.pollFirstEntry();
        }
    }

    synchronized Optional<Wish> find(SessionId session) {
        return Optional.ofNullable(wishes.get(session));
    }
}
