package dev.opspilot.adapters.slack;

import java.net.URI;
import java.util.Objects;

/**
 * What the adapter needs to know of its workspace.
 *
 * @param signingSecret of the app, with which Slack signs its requests
 * @param botToken of the one workspace, {@code xoxb-…}
 * @param apiUrl where Slack's Web API is, as in {@code https://slack.com/api/}
 * @param publicUrl where people reach OpsPilot's own page
 */
public record SlackSettings(String signingSecret, String botToken, URI apiUrl, URI publicUrl) {

    /** @throws IllegalArgumentException if the secret or the token is blank */
    public SlackSettings {
        Objects.requireNonNull(apiUrl);
        Objects.requireNonNull(publicUrl);
        if (signingSecret.isBlank()) {
            throw new IllegalArgumentException("SLACK_SIGNING_SECRET is blank");
        }
        if (botToken.isBlank()) {
            throw new IllegalArgumentException("SLACK_BOT_TOKEN is blank");
        }
    }

    /** Without the secrets, since settings end up in logs. */
    @Override
    public String toString() {
        return "SlackSettings[apiUrl=" + apiUrl + ", publicUrl=" + publicUrl + "]";
    }
}
