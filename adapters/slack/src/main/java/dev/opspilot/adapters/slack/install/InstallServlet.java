package dev.opspilot.adapters.slack.install;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /slack/install}: begins an install and sends the browser to Slack. */
final class InstallServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int SECRET_BYTES = 32;
    private static final Logger LOG = LoggerFactory.getLogger(InstallServlet.class);

    private final transient OAuthApp app;
    private final transient OAuthStates states;
    private final transient StateCookie cookie;
    private final transient InstantSource clock;
    private final transient SecureRandom random = new SecureRandom();

    InstallServlet(OAuthApp app, OAuthStates states, InstantSource clock) {
        this.app = app;
        this.states = states;
        this.cookie = new StateCookie(app.publicUrl());
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        OAuthStates.Begun begun =
                new OAuthStates.Begun(secret(), app.pkce() ? Optional.of(secret()) : Optional.empty());
        try {
            if (!states.keep(begun, clock.instant().plus(OAuthInstalls.PATIENCE))) {
                Pages.show(response, Pages.tooMany());
                return;
            }
        } catch (RuntimeException notKept) {
            LOG.error("an install could not be begun", notKept);
            Pages.show(response, Pages.notKept());
            return;
        }
        response.addHeader("Set-Cookie", cookie.set(begun.state()));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", consent(begun));
    }

    private String consent(OAuthStates.Begun begun) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", app.clientId());
        query.put("scope", String.join(",", app.scopes()));
        query.put("redirect_uri", app.redirectUrl().toString());
        query.put("state", begun.state());
        begun.verifier().ifPresent(verifier -> {
            query.put("code_challenge", Digests.base64UrlOfSha256(verifier));
            query.put("code_challenge_method", "S256");
        });
        return app.authorizeUrl() + "?"
                + query.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
