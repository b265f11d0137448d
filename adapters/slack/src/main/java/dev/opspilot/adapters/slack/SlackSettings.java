package dev.opspilot.adapters.slack;

import dev.opspilot.adapters.slack.install.Installations;
import dev.opspilot.adapters.slack.install.OAuthApp;
import dev.opspilot.adapters.slack.install.OAuthStates;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What the adapter needs to know of its app.
 *
 * @param signingSecret with which Slack signs its requests; empty where Slack sends none
 * @param appToken of socket mode, {@code xapp-…}; empty where Slack sends requests
 * @param install where the app is installed
 * @param apiUrl where Slack's Web API is, as in {@code https://slack.com/api/}
 * @param publicUrl where people reach OpsPilot's own page
 */
public record SlackSettings(
        Optional<String> signingSecret, Optional<String> appToken, Install install, URI apiUrl, URI publicUrl) {

    /** Where the app is installed. */
    public sealed interface Install {

        /**
         * In one workspace.
         *
         * @param botToken of it, {@code xoxb-…}
         */
        record OneWorkspace(String botToken) implements Install {
            /** @throws IllegalArgumentException if the token is blank */
            public OneWorkspace {
                if (botToken.isBlank()) {
                    throw new IllegalArgumentException("SLACK_BOT_TOKEN is blank");
                }
            }

            /** Without the secret. */
            @Override
            public String toString() {
                return "OneWorkspace";
            }
        }

        /** In as many as people install it in. */
        record ByOAuth(OAuthApp app, Installations installations, OAuthStates states) implements Install {
            public ByOAuth {
                Objects.requireNonNull(app);
                Objects.requireNonNull(installations);
                Objects.requireNonNull(states);
            }
        }
    }

    /** @throws IllegalArgumentException if neither a secret nor a token is given, or one is blank */
    public SlackSettings {
        Objects.requireNonNull(install);
        Objects.requireNonNull(apiUrl);
        Objects.requireNonNull(publicUrl);
        if (signingSecret.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("SLACK_SIGNING_SECRET is blank");
        }
        if (appToken.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("SLACK_APP_TOKEN is blank");
        }
        if (signingSecret.isEmpty() && appToken.isEmpty()) {
            throw new IllegalArgumentException("Slack needs SLACK_SIGNING_SECRET or SLACK_APP_TOKEN");
        }
    }

    /** One workspace, and Slack sends requests. */
    public SlackSettings(String signingSecret, String botToken, URI apiUrl, URI publicUrl) {
        this(Optional.of(signingSecret), Optional.empty(), new Install.OneWorkspace(botToken), apiUrl, publicUrl);
    }

    /** Without the secrets, since settings end up in logs. */
    @Override
    public String toString() {
        return "SlackSettings[apiUrl=" + apiUrl + ", publicUrl=" + publicUrl + "]";
    }
}
