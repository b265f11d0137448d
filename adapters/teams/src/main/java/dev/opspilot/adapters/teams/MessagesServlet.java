package dev.opspilot.adapters.teams;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for everything that Teams sends. Lets in what Bot Framework signed for this app, from the tenant it serves and
 * with a service URL that may be called. Bad input is answered 401, 413 or 400 and reaches nothing.
 */
final class MessagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(MessagesServlet.class);
    private static final int BODY_BYTES = 1_000_000;
    private static final String CHANNEL = "msteams";

    private final transient Optional<TokenCheck> check;
    private final transient Optional<String> tenant;
    private final transient ServiceHosts hosts;
    private final transient TeamsInbox inbox;

    /** @param check empty where nobody proves anything, and then only this machine is heard */
    MessagesServlet(Optional<TokenCheck> check, Optional<String> tenant, ServiceHosts hosts, TeamsInbox inbox) {
        this.check = check;
        this.tenant = tenant;
        this.hosts = hosts;
        this.inbox = inbox;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String header = request.getHeader("Authorization");
        if (check.isPresent() ? !TokenCheck.mayPass(header) : !isFromHere(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        byte[] body = body(request);
        if (body.length > BODY_BYTES) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        Activity activity;
        try {
            activity = Activity.read(body);
        } catch (Activity.MalformedException malformed) {
            LOG.debug("a request that is no activity", malformed);
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        write(response, answer(header, activity));
    }

    private Reply answer(String header, Activity activity) {
        try {
            Optional<String> refusal = refusal(header, activity);
            if (refusal.isPresent()) {
                LOG.warn("An activity was refused: {}", refusal.get());
                return new Reply(HttpServletResponse.SC_UNAUTHORIZED, Optional.empty());
            }
        } catch (IOException cannotTell) {
            LOG.error("An activity could not be checked: {}", cannotTell.getMessage());
            return Reply.later();
        }
        try {
            return inbox.hear(activity);
        } catch (RuntimeException failed) {
            LOG.error("{} {} could not be heard", activity.type(), activity.name(), failed);
            return Reply.later();
        }
    }

    private Optional<String> refusal(String header, Activity activity) throws IOException {
        if (hosts.allowed(activity.serviceUrl()).isEmpty()) {
            return Optional.of("its service URL may not be called: " + activity.serviceUrl());
        }
        if (!activity.channelId().equals(CHANNEL)) {
            return Optional.of("it is of another channel: " + activity.channelId());
        }
        Optional<String> untrusted = check.isPresent() ? check.get().refusal(header, activity) : Optional.empty();
        if (untrusted.isPresent()) {
            return untrusted;
        }
        return tenant.filter(
                        ours -> !ours.equalsIgnoreCase(activity.conversation().tenant()))
                .map(_ -> "it is of another tenant: " + activity.conversation().tenant());
    }

    /** A proxy on this machine would let everybody in: what went through one says so. */
    private static boolean isFromHere(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null;
    }

    /** At most one byte more than is allowed. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        try (InputStream in = request.getInputStream()) {
            return in.readNBytes(BODY_BYTES + 1);
        }
    }

    private static void write(HttpServletResponse response, Reply reply) throws IOException {
        response.setStatus(reply.status());
        if (reply.body().isPresent()) {
            response.setContentType("application/json");
            response.setCharacterEncoding("utf-8");
            response.getOutputStream().write(reply.body().get().toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
