package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.rituals.surface.Directory;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.UnansweredException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Teams knows of people. Members of the conversation's tenant count as members, guests and people of other tenants
 * do not; the groups are the team that the conversation belongs to. Asked once in ten minutes a person. Thread-safe.
 */
final class TeamsDirectory implements Directory {
    private static final Logger LOG = LoggerFactory.getLogger(TeamsDirectory.class);
    private static final Duration KEPT = Duration.ofMinutes(10);
    /** While Teams does not answer, somebody is who he was this long ago at most. */
    private static final Duration BELIEVED = Duration.ofHours(1);

    private static final int MOST = 10_000;
    private static final Standing STRANGER = new Standing(false, Set.of());

    private record Asked(String person, String channel) {}

    private record Known(Standing standing, Instant told) {}

    private final Connector connector;
    private final Conversations conversations;
    private final InstantSource clock;
    private final Map<Asked, Known> known = new ConcurrentHashMap<>();

    TeamsDirectory(Connector connector, Conversations conversations, InstantSource clock) {
        this.connector = connector;
        this.conversations = conversations;
        this.clock = clock;
    }

    @Override
    public String surface() {
        return TeamsSurface.NAME;
    }

    /**
     * Somebody of whom Teams says that he is no member of the conversation is none. While it says nothing, somebody is who
     * he was within the last hour.
     */
    @Override
    public Standing standing(Person person, Place place) {
        Instant now = clock.instant();
        Asked asked = new Asked(person.id(), place.channel());
        Known before = known.get(asked);
        if (before != null && before.told().plus(KEPT).isAfter(now)) {
            return before.standing();
        }
        Optional<Conversation> in = conversations.find(place.channel());
        if (in.isEmpty()) {
            return STRANGER;
        }
        try {
            Standing standing = connector
                    .member(in.get(), person.id())
                    .map(member -> standing(member, in.get()))
                    .orElse(STRANGER);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(asked, new Known(standing, now));
            return standing;
        } catch (IOException e) {
            if (before == null || !before.told().plus(BELIEVED).isAfter(now)) {
                throw new UnansweredException("Teams does not say who " + person.actor() + " is: " + e);
            }
            LOG.warn("Teams does not say who {} is: {}", person.actor(), e.toString());
            return before.standing();
        }
    }

    private static Standing standing(JsonNode member, Conversation in) {
        String role = member.path("userRole").asText(member.path("role").asText());
        String tenant = member.path("tenantId").asText(in.tenant());
        boolean ofTenant = in.tenant().isEmpty() || tenant.equalsIgnoreCase(in.tenant());
        boolean guest = role.equals("guest") || role.equals("anonymous");
        return new Standing(ofTenant && !guest, in.team().map(Set::of).orElse(Set.of()));
    }
}
