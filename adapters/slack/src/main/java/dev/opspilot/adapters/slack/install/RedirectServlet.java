package dev.opspilot.adapters.slack.install;

import dev.opspilot.adapters.slack.install.SlackOAuth.Outcome;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /slack/oauth_redirect}: where Slack sends the browser back, with a code or with a refusal. */
final class RedirectServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RedirectServlet.class);
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,60}");
    private static final int LONGEST = 1_000;

    /* https://docs.slack.dev/reference/methods/oauth.v2.access#errors */
    private static final Map<String, String> ADVICE = Map.of(
            "invalid_client_id", "SLACK_CLIENT_ID is not the app's: copy it from Basic Information, then begin again.",
            "bad_client_secret",
                    "SLACK_CLIENT_SECRET is not the app's: copy it from Basic Information, then begin again.",
            "bad_redirect_uri",
                    "The app does not know this address: add it under OAuth & Permissions, Redirect URLs, or set"
                            + " OPSPILOT_PUBLIC_URL right.",
            "invalid_scope", "The app lacks a scope: update it with the output of opspilot manifest slack.",
            "pkce_not_allowed", "PKCE is not enabled for the app: take SLACK_PKCE away.");

    private static final String AGAIN = "Open /slack/install to begin again; OpsPilot's log names Slack's answer.";

    private final transient OAuthApp app;
    private final transient OAuthStates states;
    private final transient Installations installations;
    private final transient SlackOAuth oauth;
    private final transient InstalledTokens tokens;
    private final transient StateCookie cookie;
    private final transient InstantSource clock;

    RedirectServlet(
            OAuthApp app,
            OAuthStates states,
            Installations installations,
            SlackOAuth oauth,
            InstalledTokens tokens,
            InstantSource clock) {
        this.app = app;
        this.states = states;
        this.installations = installations;
        this.oauth = oauth;
        this.tokens = tokens;
        this.cookie = new StateCookie(app.publicUrl());
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.addHeader("Set-Cookie", cookie.clear());
        Pages.Page page;
        try {
            page = finish(request);
        } catch (RuntimeException notKept) {
            LOG.error("an install could not be finished", notKept);
            page = Pages.notKept();
        }
        Pages.show(response, page);
    }

    /** A link is used up by whatever it brings, before Slack is asked. */
    private Pages.Page finish(HttpServletRequest request) {
        Optional<String> state = parameter(request, "state").filter(each -> cookie.isOf(request, each));
        Optional<OAuthStates.Begun> begun = state.flatMap(each -> states.take(each, clock.instant()));
        if (begun.isEmpty()) {
            return Pages.stale();
        }
        Optional<String> error = parameter(request, "error");
        if (error.isPresent()) {
            return error.get().equals("access_denied") ? Pages.declined() : refused(error.get());
        }
        Optional<String> code = parameter(request, "code");
        return code.isEmpty()
                ? Pages.stale()
                : switch (oauth.exchange(code.get(), begun.get().verifier())) {
                    case Outcome.Done<Installation>(Installation installation) -> installed(installation);
                    case Outcome.Refused<Installation>(String reason) -> refused(reason);
                    case Outcome.Away<Installation>(String why) -> {
                        LOG.warn("an install could not be finished: {}", why);
                        yield Pages.refused("Slack did not answer as it should. " + AGAIN);
                    }
                };
    }

    private Pages.Page installed(Installation installation) {
        if (!app.allows(installation.tenant())) {
            LOG.warn(
                    "{} is not in SLACK_ALLOWED_TEAMS and was not let in",
                    installation.tenant().id());
            oauth.giveBack(installation.token());
            return Pages.notAllowed();
        }
        installations.save(installation);
        tokens.forget();
        LOG.info("The app was installed in {} by {}", installation.tenant().id(), installation.installedBy());
        return Pages.installed(installation.name());
    }

    private static Pages.Page refused(String error) {
        String code = ERROR_CODE.matcher(error).matches() ? error : "an error code that is none";
        LOG.warn("Slack did not finish an install: {}", code);
        return Pages.refused(ADVICE.getOrDefault(code, AGAIN));
    }

    private static Optional<String> parameter(HttpServletRequest request, String name) {
        @Nullable String value = request.getParameter(name);
        return Optional.ofNullable(value).filter(each -> !each.isBlank() && each.length() <= LONGEST);
    }
}
