package dev.opspilot.adapters.slack;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.response.Response;
import dev.opspilot.rituals.delivery.Backoff;
import dev.opspilot.rituals.delivery.ThreadWaits;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.PostBook;
import jakarta.servlet.http.HttpServlet;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Slack, whole: the servlet that hears and the surface that shows. Thread-safe. */
public final class SlackAdapter implements AutoCloseable {
    private final ThreadWaits waits = new ThreadWaits("slack");
    private final Slack slack;
    private final SlackSurface surface;
    private final SlackServlet servlet;

    /**
     * Calls nobody yet.
     *
     * @param inbox takes what was heard, on the thread that answers Slack: it should take milliseconds
     * @param ids makes the ids of new sessions
     * @param random spreads retries in time
     */
    public SlackAdapter(
            SlackSettings settings,
            Inbox inbox,
            PostBook book,
            Supplier<SessionId> ids,
            InstantSource clock,
            RandomGenerator random) {
        this.slack = SlackClient.to(settings.apiUrl());
        SlackApi api = new SlackApi(slack.methods(), Tokens.single(settings.botToken()));
        PostBook.Writer writer = new PostBook.Writer(SlackSurface.NAME + "-" + Long.toHexString(random.nextLong()));
        Desk desk = new Desk(api, new CallQueues(clock, waits), book, writer, waits, new Backoff(random), clock);
        Links links = Links.on(settings.publicUrl());
        this.surface = new SlackSurface(desk, links);
        App app = app(slack);
        new SlackInbox(inbox, book, ids, surface, links, clock).listen(app);
        this.servlet = new SlackServlet(app.start(), new SignatureCheck(settings.signingSecret(), clock));
    }

    /** Bolt without its middleware: the signature is checked before it, and nothing on the way may call Slack. */
    private static App app(Slack slack) {
        AppConfig config = AppConfig.builder()
                .slack(slack)
                .clientId(null)
                .clientSecret(null)
                .allEventsApiAutoAckEnabled(true)
                .unmatchedRequestHandler(_ -> Response.ok())
                .build();
        return new App(config, List.of());
    }

    /** Takes {@code POST /slack/events}: commands, interactions and events. */
    public HttpServlet servlet() {
        return servlet;
    }

    public ChatSurface surface() {
        return surface;
    }

    /** Stops writing. What was not written yet is in the sessions' logs, and is written after the next start. */
    @Override
    public void close() {
        waits.close();
        try {
            slack.close();
        } catch (Exception e) {
            throw new IllegalStateException("the client of Slack did not close", e);
        }
    }
}
