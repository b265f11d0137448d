package dev.opspilot.adapters.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for everything that Slack sends. Reads the raw body once, lets in what Slack signed, and hands it to Bolt. Bad
 * input is answered 401, 413 or 400 and reaches nothing.
 */
final class SlackServlet extends SlackAppServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SlackServlet.class);

    private final transient SignatureCheck check;

    SlackServlet(App app, SignatureCheck check) {
        super(app);
        this.check = check;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String timestamp = request.getHeader(SignatureCheck.TIMESTAMP_HEADER);
        String signature = request.getHeader(SignatureCheck.SIGNATURE_HEADER);
        if (!check.timely(timestamp, signature)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        if (request.getContentLengthLong() > SlackLimits.BODY_BYTES) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        byte[] body = body(request);
        if (body.length > SlackLimits.BODY_BYTES) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (!check.signed(timestamp, signature, body)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            handle(new ReadRequest(request, body), response);
        }
    }

    /** At most one byte more than is allowed. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        try (InputStream in = request.getInputStream()) {
            return in.readNBytes(SlackLimits.BODY_BYTES + 1);
        }
    }

    /** What Bolt throws here it threw while parsing; what a listener throws it has answered itself. */
    private void handle(ReadRequest request, HttpServletResponse response) throws IOException {
        try {
            super.doPost(request, response);
        } catch (RuntimeException | StackOverflowError malformed) {
            LOG.debug("a signed request that is not understood", malformed);
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
    }
}
