package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.receipt.SessionId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a conversation or a zone down only when it is new or changed, for every activity names one; reads it as it is kept, for
 * what another node learned counts. Thread-safe.
 */
final class KnownConversations implements Conversations {
    private static final int MOST = 10_000;

    private final Conversations kept;
    private final Map<String, Conversation> known = latest();
    private final Map<String, ZoneId> zones = latest();

    KnownConversations(Conversations kept) {
        this.kept = kept;
    }

    private static <V> Map<String, V> latest() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<String, V> eldest) {
                return size() > MOST;
            }
        });
    }

    @Override
    public void keep(Conversation conversation) {
        if (!conversation.equals(known.get(conversation.channel()))) {
            kept.keep(conversation);
            known.put(conversation.channel(), conversation);
        }
    }

    @Override
    public Optional<Conversation> find(String channel) {
        Optional<Conversation> found = kept.find(channel);
        found.ifPresentOrElse(each -> known.put(channel, each), () -> known.remove(channel));
        return found;
    }

    @Override
    public Optional<Conversation> chatWith(String person) {
        return kept.chatWith(person);
    }

    @Override
    public Optional<Conversation> inTeam(String team) {
        return kept.inTeam(team);
    }

    @Override
    public void keep(String person, ZoneId zone) {
        if (!zone.equals(zones.get(person))) {
            kept.keep(person, zone);
            zones.put(person, zone);
        }
    }

    @Override
    public Optional<ZoneId> zoneOf(String person) {
        return kept.zoneOf(person);
    }

    @Override
    public void leaveTeam(String team, String reason) {
        kept.leaveTeam(team, reason);
        synchronized (known) {
            known.values().removeIf(each -> each.team().filter(team::equals).isPresent());
        }
    }

    @Override
    public void about(String channel, String thread, SessionId session) {
        kept.about(channel, thread, session);
    }

    @Override
    public Optional<SessionId> sessionIn(String channel, String thread, Instant since) {
        return kept.sessionIn(channel, thread, since);
    }
}
