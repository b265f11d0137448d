package dev.opspilot.adapters.slack.testkit;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;

/** Bolt as its own guide has it, to measure against: its signature check on, an empty answer, nothing kept. */
public final class BareBolt {
    private BareBolt() {}

    /** A servlet that acknowledges {@code /opspilot} and calls nobody. */
    public static HttpServlet servlet(String signingSecret, URI apiUrl) {
        SlackConfig client = new SlackConfig();
        client.setMethodsEndpointUrlPrefix(apiUrl.toString());
        App app = new App(AppConfig.builder()
                .slack(Slack.getInstance(client))
                .signingSecret(signingSecret)
                .build());
        app.command("/opspilot", (_, context) -> context.ack());
        return new SlackAppServlet(app.start());
    }
}
