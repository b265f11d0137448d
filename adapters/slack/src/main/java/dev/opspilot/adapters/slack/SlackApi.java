package dev.opspilot.adapters.slack;

import com.slack.api.methods.MethodsClient;
import dev.opspilot.adapters.slack.install.Tokens;

/** Slack's Web API, called in each workspace with the token that is good there. Thread-safe. */
record SlackApi(MethodsClient methods, Tokens tokens) {

    SlackCalls in(String workspace) {
        return new SlackCalls(methods, tokens, workspace);
    }
}
