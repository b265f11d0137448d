package dev.opspilot.adapters.slack;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import com.slack.api.util.json.GsonFactory;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Socket mode: what Slack has to say comes over a WebSocket that this side opens, to the same listeners as over HTTP.
 * What a listener did not take is not acked, and Slack sends it again. Thread-safe.
 */
final class SlackSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlackSocket.class);
    private static final int OK = 200;

    private final App app;
    private final SocketConnection connection;
    private final SocketModeRequestParser parser;

    SlackSocket(Slack slack, String appToken, App app) {
        this.app = app;
        this.parser = new SocketModeRequestParser(app.config());
        this.connection = SocketConnection.of(slack, appToken, this::heard);
    }

    /** Connects, now and whenever the connection is lost. Returns at once. */
    void start() {
        connection.open();
    }

    private void heard(String message) {
        SocketModeRequest request = parser.parse(message);
        if (request == null) {
            return;
        }
        String envelope = request.getEnvelope().getEnvelopeId();
        try {
            Response response = app.run(request.getBoltRequest());
            if (response.getStatusCode() == OK) {
                connection.sendSocketModeResponse(SocketAck.of(request, response, GsonFactory.createSnakeCase()));
            } else {
                LOG.warn("envelope {} was not understood (status {})", envelope, response.getStatusCode());
            }
        } catch (Exception notTaken) {
            LOG.warn("envelope {} is not acked; Slack sends it again", envelope, notTaken);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException("Slack's socket did not close", e);
        }
    }
}
