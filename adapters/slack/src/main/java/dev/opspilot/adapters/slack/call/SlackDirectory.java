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
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.TimeZones;
import dev.opspilot.rituals.surface.UnansweredException;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who people are in Slack: whether they belong to the workspace, their user groups and their time zone. Answers are kept
 * for minutes. While Slack does not answer, people are who they were within the last hour; of somebody else it is said that
 * Slack did not answer, and the next question asks it again. Whom Slack refuses to tell about is a stranger without groups.
 * Thread-safe.
 */
public final class SlackDirectory implements Directory, TimeZones {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(20);
    /** While Slack does not answer, somebody is who he was this long ago at most. */
    private static final Duration BELIEVED = Duration.ofHours(1);

    private static final int MOST_KEPT = 10_000;
    private static final int TOO_MANY = 429;
    private static final int LONGEST_NAME = 80;
    private static final Set<String> AWAY =
            Set.of("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout");
    private static final Logger LOG = LoggerFactory.getLogger(SlackDirectory.class);

    private record Key(String workspace, String user) {}

    private record Profile(boolean member, Optional<ZoneId> zone, Optional<String> name) {
        static final Profile UNKNOWN = new Profile(false, Optional.empty(), Optional.empty());
    }

    /** @param told when Slack said so */
    private record Kept<T>(T value, Instant until, Instant told) {}

    private final MethodsClient methods;
    private final Tokens tokens;
    private final InstantSource clock;
    /** Until when Slack wants not to be asked, by method and workspace. */
    private final Map<String, Instant> silent = new ConcurrentHashMap<>();

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
        return lately(person, place).zone();
    }

    @Override
    public Optional<String> name(Person person, Place place) {
        return lately(person, place).name();
    }

    private Profile lately(Person person, Place place) {
        try {
            return profile(person, place);
        } catch (UnansweredException e) {
            return Profile.UNKNOWN;
        }
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
        Optional<T> fresh;
        try {
            fresh = ask.get();
        } catch (UnansweredException e) {
            if (known == null || !known.told().plus(BELIEVED).isAfter(now)) {
                throw e;
            }
            fresh = Optional.empty();
        }
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
        return new Profile(member, zone(user.getTz()), name(user));
    }

    /** As Slack shows it: the name a person chose, else the full one. */
    private static Optional<String> name(User user) {
        Optional<User.Profile> profile = Optional.ofNullable(user.getProfile());
        return Stream.of(
                        profile.map(User.Profile::getDisplayName),
                        profile.map(User.Profile::getRealName),
                        Optional.ofNullable(user.getRealName()),
                        Optional.ofNullable(user.getName()))
                .flatMap(Optional::stream)
                .map(each -> PlainText.line(each, LONGEST_NAME))
                .filter(each -> !each.isBlank())
                .findFirst();
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
        String asked = method + " in " + workspace;
        Instant until = silent.get(asked);
        if (until != null && until.isAfter(clock.instant())) {
            throw new UnansweredException("Slack wants " + asked + " not to be called until " + until);
        }
        try {
            Optional<T> answer = call.with(token.get());
            silent.remove(asked);
            return answer;
        } catch (SlackApiException e) {
            if (e.getResponse().code() == TOO_MANY) {
                silent.put(
                        asked, clock.instant().plus(retryAfter(e.getResponse().header("Retry-After"))));
            }
            throw new UnansweredException(asked + " did not work: " + e);
        } catch (IOException e) {
            throw new UnansweredException(asked + " did not work: " + e);
        }
    }

    private static Duration retryAfter(@Nullable String seconds) {
        try {
            return seconds == null
                    ? Duration.ofSeconds(1)
                    : Duration.ofSeconds(Math.clamp(Long.parseLong(seconds), 1, 60));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(1);
        }
    }

    /** What Slack refuses for good counts as told; what it cannot do at the moment does not. */
    private static <T> Optional<T> refused(String method, @Nullable String error, @Nullable String needed) {
        if (error != null && AWAY.contains(error)) {
            throw new UnansweredException(method + " did not work: " + error);
        }
        LOG.warn(
                "Slack refuses {}: {}{}; who asks is who he last was, or a guest",
                method,
                error,
                needed == null ? "" : ", the app needs the scope " + needed);
        return Optional.empty();
    }
}
