package dev.opspilot.adapters.slack.install;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.slack.api.bolt.App;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestType;
import com.slack.api.methods.MethodsClient;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The app in many workspaces: installed by OAuth, its tokens renewed in time, forgotten when it leaves. Thread-safe. */
public final class OAuthInstalls implements AutoCloseable {
    /** How long an install may take from its beginning to Slack's consent. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(OAuthInstalls.class);

    private final Installations installations;
    private final InstalledTokens tokens;
    private final InstallServlet install;
    private final RedirectServlet redirect;
    private final Map<String, String> orgs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("slack-tokens").daemon().factory());

    /** Calls nobody yet. */
    public OAuthInstalls(
            OAuthApp app, Installations installations, OAuthStates states, MethodsClient methods, InstantSource clock) {
        this.installations = installations;
        SlackOAuth oauth = new SlackOAuth(app, methods, clock);
        this.tokens = new InstalledTokens(installations, oauth, app, clock);
        this.install = new InstallServlet(app, states, clock);
        this.redirect = new RedirectServlet(app, states, installations, oauth, tokens, clock);
    }

    /** Begins to renew tokens. */
    public void start() {
        var _ = timer.scheduleWithFixedDelay(this::renew, 0, BETWEEN_RENEWALS.toSeconds(), TimeUnit.SECONDS);
    }

    private void renew() {
        try {
            tokens.renewAll();
        } catch (RuntimeException e) {
            LOG.warn("the tokens could not be looked at now", e);
        }
    }

    public Tokens tokens() {
        return tokens;
    }

    /** Takes {@code GET /slack/install}. */
    public HttpServlet installServlet() {
        return install;
    }

    /** Takes {@code GET /slack/oauth_redirect}. */
    public HttpServlet redirectServlet() {
        return redirect;
    }

    /** Hears when the app leaves. */
    public void listen(App app) {
        new InstallEvents(this::left).listen(app);
    }

    private void left(Tenant tenant, Instant at) {
        if (installations.remove(tenant, at)) {
            LOG.info("The app left {}; its tokens are deleted", tenant.id());
        }
        tokens.forget();
    }

    /** Learns from every request which organisation its workspace belongs to. */
    public Middleware learning() {
        return (request, response, chain) -> {
            learn(request);
            return chain.next(request);
        };
    }

    private void learn(Request<?> request) {
        learn(text(request.getContext().getTeamId()), text(request.getContext().getEnterpriseId()));
        if (request.getRequestType() == RequestType.Event) {
            // Bolt reads both off the authorisation, which names no team where the whole organisation has the app.
            JsonObject event =
                    JsonParser.parseString(request.getRequestBodyAsString()).getAsJsonObject();
            learn(text(event.get("team_id")), text(event.get("enterprise_id")));
        }
    }

    private void learn(String team, String org) {
        if (Tenant.Team.isId(team) && Tenant.Org.isId(org) && !org.equals(orgs.get(team))) {
            try {
                installations.belongs(new Tenant.Team(team), new Tenant.Org(org));
                orgs.put(team, org);
            } catch (RuntimeException later) {
                LOG.warn("that {} belongs to {} could not be kept; its next request says so again", team, org, later);
            }
        }
    }

    private static String text(@Nullable JsonElement sent) {
        return sent == null || !sent.isJsonPrimitive() ? "" : sent.getAsString();
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
