package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.receipt.SessionId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The conversations of one process. */
final class MemoryConversations implements Conversations {
    private record InThread(String channel, String thread) {}

    private record Shown(SessionId session, Instant at) {}

    private final Map<String, Conversation> all = new HashMap<>();
    private final Map<InThread, Shown> threads = new HashMap<>();
    private final Map<String, ZoneId> zones = new HashMap<>();
    private final InstantSource clock;

    MemoryConversations(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void keep(Conversation conversation) {
        all.put(conversation.channel(), conversation);
    }

    @Override
    public synchronized Optional<Conversation> find(String channel) {
        return Optional.ofNullable(all.get(channel));
    }

    @Override
    public synchronized Optional<Conversation> chatWith(String person) {
        return all.values().stream()
                .filter(each -> each.person().filter(person::equals).isPresent())
                .findFirst();
    }

    @Override
    public synchronized Optional<Conversation> inTeam(String team) {
        return all.values().stream()
                .filter(each -> each.team().filter(team::equals).isPresent())
                .filter(each -> each.gone().isEmpty())
                .findFirst();
    }

    @Override
    public synchronized void keep(String person, ZoneId zone) {
        zones.put(person, zone);
    }

    @Override
    public synchronized Optional<ZoneId> zoneOf(String person) {
        return Optional.ofNullable(zones.get(person));
    }

    @Override
    public synchronized void leaveTeam(String team, String reason) {
        all.replaceAll((_, each) -> each.team().filter(team::equals).isPresent() ? each.lost(reason) : each);
    }

    @Override
    public synchronized void about(String channel, String thread, SessionId session) {
        threads.put(new InThread(channel, thread), new Shown(session, clock.instant()));
    }

    @Override
    public synchronized Optional<SessionId> sessionIn(String channel, String thread, Instant since) {
        return Optional.ofNullable(threads.get(new InThread(channel, thread)))
                .filter(shown -> !shown.at().isBefore(since))
                .map(Shown::session);
    }
}
