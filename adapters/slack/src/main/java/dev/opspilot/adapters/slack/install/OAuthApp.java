package dev.opspilot.adapters.slack.install;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The app as Slack's OAuth knows it.
 *
 * @param scopes that every install asks for
 * @param allowed ids of the teams and enterprises that may install it; empty for all that Slack lets
 * @param pkce whether the app is one for which PKCE is enabled
 * @param apiUrl where Slack's Web API is, as in {@code https://slack.com/api/}
 * @param publicUrl where browsers reach OpsPilot
 */
public record OAuthApp(
        String clientId,
        String clientSecret,
        List<String> scopes,
        Set<String> allowed,
        boolean pkce,
        URI apiUrl,
        URI publicUrl) {
    public static final String INSTALL_PATH = "/slack/install";
    public static final String REDIRECT_PATH = "/slack/oauth_redirect";

    /** @throws IllegalArgumentException if the id or the secret is blank, or there are no scopes */
    public OAuthApp {
        Objects.requireNonNull(apiUrl);
        Objects.requireNonNull(publicUrl);
        scopes = List.copyOf(scopes);
        allowed = Set.copyOf(allowed);
        if (clientId.isBlank() || clientSecret.isBlank() || scopes.isEmpty()) {
            throw new IllegalArgumentException("OAuth needs SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and scopes");
        }
    }

    boolean allows(Tenant tenant) {
        return allowed.isEmpty() || allowed.contains(tenant.id());
    }

    /** Where people begin to install it. */
    URI installUrl() {
        return at(INSTALL_PATH);
    }

    /** Where Slack sends the browser back. */
    URI redirectUrl() {
        return at(REDIRECT_PATH);
    }

    /** The page of Slack that asks for consent. */
    URI authorizeUrl() {
        return URI.create(apiUrl.toString().endsWith("/") ? apiUrl.toString() : apiUrl + "/")
                .resolve("../oauth/v2/authorize");
    }

    private URI at(String path) {
        String base = publicUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OAuthApp[clientId=" + clientId + ", publicUrl=" + publicUrl + "]";
    }
}
