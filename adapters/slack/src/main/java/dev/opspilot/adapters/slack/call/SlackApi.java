package dev.opspilot.adapters.slack.call;

import com.slack.api.methods.MethodsClient;
import dev.opspilot.adapters.slack.install.Tokens;

/** Slack's Web API, called in each workspace with the token that is good there. Thread-safe. */
public record SlackApi(MethodsClient methods, Tokens tokens) {

    public SlackCalls in(String workspace) {
        return new SlackCalls(methods, tokens, workspace);
    }

    /** Whether there is a token for the workspace; may ask the database. */
    public boolean isInstalled(String workspace) {
        return tokens.of(workspace).isPresent();
    }
}
