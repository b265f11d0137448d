package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.surface.PostKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which message streams in which personal chat: Teams takes one stream a chat. Thread-safe. */
final class Streams {
    private final Map<String, PostKey> open = new ConcurrentHashMap<>();

    /** Whether the message may stream now; it keeps others from doing so until it is left. */
    boolean enter(String chat, PostKey message) {
        return open.putIfAbsent(chat, message) == null || message.equals(open.get(chat));
    }

    void leave(String chat, PostKey message) {
        open.remove(chat, message);
    }
}
