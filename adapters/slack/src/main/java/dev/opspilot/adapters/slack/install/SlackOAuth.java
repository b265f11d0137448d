package dev.opspilot.adapters.slack.install;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.oauth.OAuthV2AccessResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.FormBody;
import org.jspecify.annotations.Nullable;

/** The calls of Slack's OAuth. Never throws for what Slack or the net does. Thread-safe. */
final class SlackOAuth {
    private static final String ACCESS = "oauth.v2.access";

    private final OAuthApp app;
    private final MethodsClient methods;
    private final InstantSource clock;

    SlackOAuth(OAuthApp app, MethodsClient methods, InstantSource clock) {
        this.app = app;
        this.methods = methods;
        this.clock = clock;
    }

    /** How a call turned out. */
    sealed interface Outcome<T> {
        record Done<T>(T value) implements Outcome<T> {}

        /**
         * Slack will not, however often it is asked.
         *
         * @param error Slack's code
         */
        record Refused<T>(String error) implements Outcome<T> {}

        /** Slack was not reached, or did not answer as it does. */
        record Away<T>(String why) implements Outcome<T> {}
    }

    /** Trades the code that the browser brought for an install. */
    Outcome<Installation> exchange(String code, Optional<String> verifier) {
        FormBody.Builder form =
                form().add("code", code).add("redirect_uri", app.redirectUrl().toString());
        verifier.ifPresent(each -> form.add("code_verifier", each));
        return call(form, this::installation);
    }

    /** The token that follows. */
    Outcome<BotToken> renew(BotToken.Renewal renewal) {
        FormBody.Builder form = form().add("grant_type", "refresh_token").add("refresh_token", renewal.refreshToken());
        return call(form, this::token);
    }

    /** Gives an install back that is not wanted. */
    void giveBack(BotToken token) {
        try {
            methods.authRevoke(request -> request.token(token.access()));
        } catch (IOException | SlackApiException unheard) {
            // nothing was kept here; the workspace's admin can remove the app in Slack
        }
    }

    private FormBody.Builder form() {
        return new FormBody.Builder().add("client_id", app.clientId()).add("client_secret", app.clientSecret());
    }

    private interface Reading<T> {
        Optional<T> of(OAuthV2AccessResponse response, Instant at);
    }

    private <T> Outcome<T> call(FormBody.Builder form, Reading<T> reading) {
        Instant at = clock.instant();
        try {
            OAuthV2AccessResponse response =
                    methods.postFormAndParseResponse(_ -> form, ACCESS, OAuthV2AccessResponse.class);
            if (!response.isOk()) {
                return new Outcome.Refused<>(Objects.requireNonNullElse(response.getError(), "no error was named"));
            }
            return reading.of(response, at)
                    .<Outcome<T>>map(Outcome.Done::new)
                    .orElseGet(() -> new Outcome.Away<>("the answer lacks a token, a team or an enterprise"));
        } catch (SlackApiException e) {
            return new Outcome.Away<>("status " + e.getResponse().code());
        } catch (IOException e) {
            return new Outcome.Away<>(e.getClass().getSimpleName());
        } catch (RuntimeException unreadable) {
            return new Outcome.Away<>("an answer that is not understood");
        }
    }

    private Optional<Installation> installation(OAuthV2AccessResponse response, Instant at) {
        return token(response, at)
                .flatMap(token -> tenant(response)
                        .map(tenant -> new Installation(
                                tenant,
                                name(response, tenant),
                                text(response.getAppId()),
                                text(response.getBotUserId()),
                                scopes(response.getScope()),
                                response.getAuthedUser() == null
                                        ? ""
                                        : text(response.getAuthedUser().getId()),
                                at,
                                token)));
    }

    private Optional<BotToken> token(OAuthV2AccessResponse response, Instant at) {
        String access = text(response.getAccessToken());
        String refresh = text(response.getRefreshToken());
        if (access.isBlank()) {
            return Optional.empty();
        }
        Optional<BotToken.Renewal> renewal = refresh.isBlank() || response.getExpiresIn() == null
                ? Optional.empty()
                : Optional.of(new BotToken.Renewal(refresh, at.plusSeconds(response.getExpiresIn())));
        return Optional.of(new BotToken(access, renewal));
    }

    /** An org-wide install is the enterprise's; the team that Slack may name beside it is where the person was. */
    private static Optional<Tenant> tenant(OAuthV2AccessResponse response) {
        String org = response.getEnterprise() == null
                ? ""
                : text(response.getEnterprise().getId());
        String team = response.getTeam() == null ? "" : text(response.getTeam().getId());
        if (response.isEnterpriseInstall()) {
            return Optional.of(org).filter(Tenant.Org::isId).map(Tenant.Org::new);
        }
        return Optional.of(team).filter(Tenant.Team::isId).map(Tenant.Team::new);
    }

    private static String name(OAuthV2AccessResponse response, Tenant tenant) {
        String name = switch (tenant) {
            case Tenant.Team _ -> text(response.getTeam().getName());
            case Tenant.Org _ -> text(response.getEnterprise().getName());
        };
        return name.isBlank() ? tenant.id() : name;
    }

    private static Set<String> scopes(@Nullable String listed) {
        return Arrays.stream(text(listed).split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent;
    }
}
