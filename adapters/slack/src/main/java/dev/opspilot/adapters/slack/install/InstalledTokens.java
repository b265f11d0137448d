package dev.opspilot.adapters.slack.install;

import dev.opspilot.adapters.slack.install.SlackOAuth.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens of the installs: looked up, remembered for a minute, and renewed before they are over. Thread-safe. */
final class InstalledTokens implements Tokens {
    /** Slack's tokens live for twelve hours; one that has less than this left is replaced. */
    static final Duration RENEWED_BEFORE = Duration.ofHours(2);

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final Duration TOO_LATE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(InstalledTokens.class);

    private record Known(String token, Instant until) {}

    private final Installations installations;
    private final SlackOAuth oauth;
    private final OAuthApp app;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    InstalledTokens(Installations installations, SlackOAuth oauth, OAuthApp app, InstantSource clock) {
        this.installations = installations;
        this.oauth = oauth;
        this.app = app;
        this.clock = clock;
    }

    @Override
    public Optional<String> of(String workspace) {
        Instant now = clock.instant();
        Known remembered = known.get(workspace);
        if (remembered != null && remembered.until().isAfter(now)) {
            return Optional.of(remembered.token());
        }
        Optional<Installation> found = serving(workspace);
        if (found.filter(each -> each.token().isOverAt(now.plus(TOO_LATE))).isPresent()) {
            renew(found.get().tenant(), each -> each.token().isOverAt(now.plus(TOO_LATE)));
            found = serving(workspace);
        }
        Optional<String> token = found.map(each -> each.token().access());
        token.ifPresentOrElse(
                each -> known.put(workspace, new Known(each, now.plus(REMEMBERED))), () -> known.remove(workspace));
        return token;
    }

    private Optional<Installation> serving(String workspace) {
        return Tenant.Team.isId(workspace) ? installations.serving(new Tenant.Team(workspace)) : Optional.empty();
    }

    /** A token may be over earlier than was said; it is then renewed at once. */
    @Override
    public void refused(String workspace, String token) {
        known.remove(workspace);
        serving(workspace)
                .filter(each -> each.token().access().equals(token))
                .ifPresent(each ->
                        renew(each.tenant(), still -> still.token().access().equals(token)));
    }

    /** Forgets what it remembers of all workspaces: an install came or went. */
    void forget() {
        known.clear();
    }

    /** Renews every token that will be over soon. */
    void renewAll() {
        Instant soon = clock.instant().plus(RENEWED_BEFORE);
        for (Tenant tenant : installations.overAt(soon)) {
            renew(tenant, each -> each.token().isOverAt(soon));
        }
    }

    private void renew(Tenant tenant, Predicate<Installation> due) {
        installations.renew(tenant, each -> each.token().renewal().isPresent() && due.test(each), this::next);
    }

    private Optional<BotToken> next(Installation installation) {
        return installation.token().renewal().flatMap(renewal -> switch (oauth.renew(renewal)) {
            case Outcome.Done<BotToken>(BotToken token) -> Optional.of(token);
            case Outcome.Refused<BotToken>(String error) -> {
                LOG.error(
                        "Slack does not renew the token of {} ({}), which is over at {}: install the app there again at {}",
                        installation.tenant().id(),
                        error,
                        renewal.expiresAt(),
                        app.installUrl());
                yield Optional.empty();
            }
            case Outcome.Away<BotToken>(String why) -> {
                LOG.warn(
                        "the token of {} could not be renewed now ({}); it is tried again",
                        installation.tenant().id(),
                        why);
                yield Optional.empty();
            }
        });
    }
}
