package dev.opspilot.adapters.slack.call;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.usergroups.UsergroupsListResponse;
import com.slack.api.methods.response.users.UsersInfoResponse;
import com.slack.api.model.User;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.install.Tokens;
import dev.opspilot.rituals.surface.Directory;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.TimeZones;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who people are in Slack: whether they belong to the workspace, their user groups and their time zone. Answers are kept
 * for minutes. Whoever cannot be looked up is who he last was, or a stranger without groups, and is looked up again soon.
 * Thread-safe.
 */
public final class SlackDirectory implements Directory, TimeZones {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(20);
    /** While Slack does not answer, somebody is who he was this long ago at most. */
    private static final Duration BELIEVED = Duration.ofHours(1);

    private static final int MOST_KEPT = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(SlackDirectory.class);

    private record Key(String workspace, String user) {}

    private record Profile(boolean member, Optional<ZoneId> zone) {
        static final Profile UNKNOWN = new Profile(false, Optional.empty());
    }

    /** @param told when Slack said so */
    private record Kept<T>(T value, Instant until, Instant told) {}

    private final MethodsClient methods;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Map<Key, Kept<Profile>> profiles = new ConcurrentHashMap<>();
    private final Map<String, Kept<Map<String, Set<String>>>> groups = new ConcurrentHashMap<>();

    public SlackDirectory(MethodsClient methods, Tokens tokens, InstantSource clock) {
        this.methods = methods;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public String surface() {
        return SlackIds.SURFACE;
    }

    @Override
    public Standing standing(Person person, Place place) {
        boolean member = profile(person, place).member();
        return new Standing(member, member ? groupsOf(person.id(), place.workspace()) : Set.of());
    }

    @Override
    public Optional<ZoneId> of(Person person, Place place) {
        return profile(person, place).zone();
    }

    private Profile profile(Person person, Place place) {
        if (!person.surface().equals(SlackIds.SURFACE)) {
            return Profile.UNKNOWN;
        }
        return kept(profiles, new Key(place.workspace(), person.id()), Profile.UNKNOWN, () -> asked(person, place));
    }

    /** The groups of a workspace are fetched at once: one call for everybody who asks in the next minutes. */
    private Set<String> groupsOf(String user, String workspace) {
        return kept(groups, workspace, Map.<String, Set<String>>of(), () -> askedGroups(workspace)).entrySet().stream()
                .filter(group -> group.getValue().contains(user))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private <K, T> T kept(Map<K, Kept<T>> all, K key, T unknown, Supplier<Optional<T>> ask) {
        Instant now = clock.instant();
        Kept<T> known = all.get(key);
        if (known != null && known.until().isAfter(now)) {
            return known.value();
        }
        Optional<T> fresh = ask.get();
        Kept<T> next;
        if (fresh.isPresent()) {
            next = new Kept<>(fresh.get(), now.plus(KEPT), now);
        } else if (known != null && known.told().plus(BELIEVED).isAfter(now)) {
            next = new Kept<>(known.value(), now.plus(FAILURE_KEPT), known.told());
        } else {
            next = new Kept<>(unknown, now.plus(FAILURE_KEPT), Instant.EPOCH);
        }
        if (all.size() >= MOST_KEPT) {
            all.values().removeIf(each -> !each.until().isAfter(now));
        }
        all.put(key, next);
        return next.value();
    }

    private Optional<Profile> asked(Person person, Place place) {
        return call("users.info", place.workspace(), token -> {
            UsersInfoResponse answer =
                    methods.usersInfo(request -> request.token(token).user(person.id()));
            return answer.isOk() && answer.getUser() != null
                    ? Optional.of(profile(answer.getUser(), place.workspace()))
                    : refused("users.info", answer.getError(), answer.getNeeded());
        });
    }

    private Optional<Map<String, Set<String>>> askedGroups(String workspace) {
        return call("usergroups.list", workspace, token -> {
            UsergroupsListResponse answer = methods.usergroupsList(request -> request.token(token)
                    .teamId(workspace.isEmpty() ? null : workspace)
                    .includeUsers(true));
            return answer.isOk() && answer.getUsergroups() != null
                    ? Optional.of(answer.getUsergroups().stream()
                            .collect(Collectors.toUnmodifiableMap(
                                    each -> each.getId(),
                                    each -> Set.copyOf(each.getUsers() == null ? List.of() : each.getUsers()),
                                    (one, _) -> one)))
                    : refused("usergroups.list", answer.getError(), answer.getNeeded());
        });
    }

    /** A guest is restricted; somebody of another organisation in a shared channel is a stranger or of another team. */
    private static Profile profile(User user, String workspace) {
        boolean guest = user.isRestricted() || user.isUltraRestricted();
        boolean member = !guest && !user.isStranger() && !user.isDeleted() && !user.isBot() && isOf(user, workspace);
        return new Profile(member, zone(user.getTz()));
    }

    private static boolean isOf(User user, String workspace) {
        if (workspace.isEmpty() || workspace.equals(user.getTeamId())) {
            return true;
        }
        List<String> teams = user.getEnterpriseUser() == null
                ? null
                : user.getEnterpriseUser().getTeams();
        return teams != null && teams.contains(workspace);
    }

    private static Optional<ZoneId> zone(@Nullable String name) {
        try {
            return name == null || name.isBlank() ? Optional.empty() : Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private interface Call<T> {
        Optional<T> with(String token) throws IOException, SlackApiException;
    }

    private <T> Optional<T> call(String method, String workspace, Call<T> call) {
        Optional<String> token = tokens.of(workspace);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        try {
            return call.with(token.get());
        } catch (IOException | SlackApiException | RuntimeException e) {
            LOG.warn("{} did not work: {}; who asks is who he last was, or a guest, meanwhile", method, e.toString());
            return Optional.empty();
        }
    }

    private static <T> Optional<T> refused(String method, @Nullable String error, @Nullable String needed) {
        LOG.warn(
                "Slack refuses {}: {}{}; who asks is who he last was, or a guest",
                method,
                error,
                needed == null ? "" : ", the app needs the scope " + needed);
        return Optional.empty();
    }
}
