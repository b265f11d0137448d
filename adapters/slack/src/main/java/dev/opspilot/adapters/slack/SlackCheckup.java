package dev.opspilot.adapters.slack;

import com.slack.api.Slack;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import com.slack.api.methods.response.auth.AuthTestResponse;
import dev.opspilot.adapters.slack.SlackSettings.Install;
import dev.opspilot.adapters.slack.call.Refusals;
import dev.opspilot.adapters.slack.call.SlackClient;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.install.Installation;
import dev.opspilot.adapters.slack.install.OAuthApp;
import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Checkup;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks whether Slack lets the app do its work, and whether what Slack sends arrives. Makes its calls when run. */
public final class SlackCheckup implements Checkup {
    private static final String AREA = "Slack";
    private static final Duration SKEW_THAT_SHOWS = Duration.ofSeconds(60);

    private final SlackSettings settings;
    private final Set<String> needed;
    private final URI here;
    private final InstantSource clock;

    /**
     * Looks at nothing yet.
     *
     * @param needed the scopes of the manifest
     * @param here where the running server listens on this machine, as in {@code http://127.0.0.1:3000}
     */
    public SlackCheckup(SlackSettings settings, Set<String> needed, URI here, InstantSource clock) {
        this.settings = settings;
        this.needed = Set.copyOf(needed);
        this.here = here;
        this.clock = clock;
    }

    @Override
    public String area() {
        return AREA;
    }

    @Override
    public List<Check> run() {
        List<Check> checks = new ArrayList<>();
        try (Slack slack = SlackClient.to(settings.apiUrl())) {
            switch (settings.install()) {
                case Install.OneWorkspace(String botToken) -> checks.addAll(token(slack, "token", botToken));
                case Install.ByOAuth by -> checks.addAll(installs(slack, by));
            }
            settings.appToken().ifPresent(token -> checks.add(socket(slack, token)));
        } catch (Exception unreadable) {
            checks.add(Check.fail(
                    AREA, "API", "the database's installs cannot be read", "See the check of the database."));
        }
        settings.signingSecret()
                .ifPresent(secret -> checks.addAll(new SignedProbe(secret, clock)
                        .through(here, settings.publicUrl(), settings.appToken().isPresent())));
        return checks;
    }

    private List<Check> installs(Slack slack, Install.ByOAuth by) {
        List<Check> checks = new ArrayList<>();
        List<Installation> all = by.installations().all();
        if (all.isEmpty()) {
            checks.add(Check.warn(
                    AREA,
                    "installs",
                    "the app is installed nowhere",
                    "Open " + settings.publicUrl() + OAuthApp.INSTALL_PATH + " and allow it."));
        }
        if (by.app().allowed().isEmpty()) {
            checks.add(Check.warn(
                    AREA,
                    "who may install",
                    "every workspace that Slack lets",
                    "Set SLACK_ALLOWED_TEAMS to the ids of your workspaces, above all if the app is distributed."));
        }
        for (Installation each : all) {
            checks.addAll(
                    token(slack, "token of " + each.tenant().id(), each.token().access()));
        }
        return checks;
    }

    private List<Check> token(Slack slack, String name, String token) {
        AuthTestResponse answer;
        try {
            answer = slack.methods().authTest(request -> request.token(token));
        } catch (IOException | SlackApiException | RuntimeException e) {
            return List.of(Check.fail(
                    AREA,
                    name,
                    settings.apiUrl() + " does not answer (" + e.getClass().getSimpleName() + ")",
                    "Let this machine reach it over HTTPS, by HTTPS_PROXY where there is a proxy."));
        }
        Map<String, List<String>> headers = answer.getHttpResponseHeaders();
        List<Check> checks = new ArrayList<>();
        checks.add(
                answer.isOk()
                        ? Check.ok(
                                AREA,
                                name,
                                named(answer.getUser(), answer.getUserId()) + " in "
                                        + named(answer.getTeam(), answer.getTeamId()))
                        : Check.fail(AREA, name, "Slack refuses it: " + meaning(answer.getError()), reinstall()));
        if (answer.isOk()) {
            checks.add(scopes(name, header(headers, "x-oauth-scopes").orElse("")));
        }
        header(headers, "date").flatMap(this::skew).ifPresent(checks::add);
        return checks;
    }

    private static String named(@Nullable String name, @Nullable String id) {
        return Optional.ofNullable(name).or(() -> Optional.ofNullable(id)).orElse("somebody");
    }

    /** Slack's code, with what it comes to. */
    private static String meaning(@Nullable String error) {
        return error
                + Refusals.lost(String.valueOf(error)).map(why -> ", " + why).orElse("");
    }

    private Check scopes(String name, String granted) {
        Set<String> has =
                Arrays.stream(granted.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        String missing =
                needed.stream().filter(scope -> !has.contains(scope)).sorted().collect(Collectors.joining(", "));
        String what = name.equals("token") ? "scopes" : name.replace("token", "scopes");
        return missing.isEmpty()
                ? Check.ok(AREA, what, "all " + needed.size())
                : Check.fail(
                        AREA,
                        what,
                        "missing: " + missing,
                        "Update the app with the output of opspilot manifest slack, then install it again: " + link());
    }

    private String link() {
        return switch (settings.install()) {
            case Install.OneWorkspace _ -> "https://api.slack.com/apps, OAuth & Permissions, Reinstall to Workspace.";
            case Install.ByOAuth _ -> settings.publicUrl() + OAuthApp.INSTALL_PATH;
        };
    }

    private String reinstall() {
        return switch (settings.install()) {
            case Install.OneWorkspace _ ->
                "Copy the Bot User OAuth Token from https://api.slack.com/apps, OAuth & Permissions, to SLACK_BOT_TOKEN.";
            case Install.ByOAuth _ -> "Install the app there again: " + link();
        };
    }

    private Check socket(Slack slack, String token) {
        String next = "Make an app-level token (xapp-…) with connections:write at https://api.slack.com/apps, Basic"
                + " Information, switch Socket Mode on, and set SLACK_APP_TOKEN.";
        try {
            AppsConnectionsOpenResponse answer = slack.methods().appsConnectionsOpen(request -> request.token(token));
            return answer.isOk()
                    ? Check.ok(AREA, "socket mode", "a connection is granted")
                    : Check.fail(AREA, "socket mode", "Slack refuses: " + answer.getError(), next);
        } catch (IOException | SlackApiException | RuntimeException e) {
            return Check.fail(
                    AREA,
                    "socket mode",
                    "Slack does not answer (" + e.getClass().getSimpleName() + ")",
                    next);
        }
    }

    private Optional<Check> skew(String date) {
        try {
            Duration off = Duration.between(
                            ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant(),
                            clock.instant())
                    .abs();
            String found = off.toSeconds() + " s from Slack's";
            String next = "Set the clock by NTP: requests more than five minutes off are refused.";
            if (off.compareTo(SlackLimits.SIGNATURE_WINDOW.minus(SKEW_THAT_SHOWS)) > 0) {
                return Optional.of(Check.fail(AREA, "clock", found, next));
            }
            return Optional.of(
                    off.compareTo(SKEW_THAT_SHOWS) > 0
                            ? Check.warn(AREA, "clock", found, next)
                            : Check.ok(AREA, "clock", found));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(each -> each.getKey() != null
                        && each.getKey().toLowerCase(Locale.ROOT).equals(name))
                .flatMap(each -> each.getValue().stream())
                .findFirst();
    }
}
