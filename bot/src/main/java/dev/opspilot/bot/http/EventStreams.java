package dev.opspilot.bot.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.console.ConsoleJson;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionFeed;
import dev.opspilot.rituals.session.SessionStore;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Live events of sessions (server-sent events, WHATWG HTML 9.2). A stream is one virtual thread that reads the log
 * behind what it sent, sends it, and sleeps until the feed wakes it or the poll for other nodes' appends is due.
 */
final class EventStreams {
    /** How often other nodes' appends are looked for, and how often silence is broken so that a lost client shows. */
    record Pace(Duration poll, Duration heartbeat) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(15));
    }

    private static final byte[] HELLO = ascii("retry: 1000\n\n");
    private static final byte[] HEARTBEAT = ascii(": still here\n\n");

    private final SessionStore store;
    private final SessionFeed feed;
    private final Accepted accepted;
    private final Pace pace;
    private volatile boolean closing;

    EventStreams(SessionStore store, SessionFeed feed, Accepted accepted, Pace pace) {
        this.store = store;
        this.feed = feed;
        this.accepted = accepted;
        this.pace = pace;
    }

    Reply open(Context ctx) {
        OptionalLong from = lastSeen(ctx.header("Last-Event-ID"));
        if (from.isEmpty()) {
            return Reply.Failed.of(
                    Problem.BAD_PARAMETER, "The header Last-Event-ID is the id of an event, a whole number.");
        }
        Optional<SessionId> session = Sessions.named(ctx);
        List<SessionStore.Logged> log = session.map(id -> store.since(id, 0)).orElseGet(List::of);
        if (log.isEmpty() && session.flatMap(accepted::find).isEmpty()) {
            return Reply.Failed.of(Problem.UNKNOWN_SESSION);
        }
        long last = from.getAsLong();
        boolean live = "true".equals(ctx.queryParam("live"));
        boolean ended = !live && hasEnd(log);
        if (ended && log.getLast().seq() <= last) {
            // Tells a browser's EventSource that there is no point in coming back.
            return new Reply.Empty(Map.of());
        }
        return new Reply.Events(out -> send(session.orElseThrow(), last, ended, live, out));
    }

    /** Ends all streams within one poll. */
    void close() {
        closing = true;
    }

    /** @param live whether it stays open when the session has ended, for what is decided and asked afterwards */
    private void send(SessionId session, long from, boolean ended, boolean live, OutputStream out)
            throws IOException, InterruptedException {
        Semaphore grown = new Semaphore(0);
        try (var _ = feed.watch(session, grown::release)) {
            out.write(HELLO);
            out.flush();
            long last = from;
            long quietSince = System.nanoTime();
            while (!closing) {
                List<SessionStore.Logged> fresh = store.since(session, last);
                if (!fresh.isEmpty()) {
                    write(fresh, out);
                    last = fresh.getLast().seq();
                    quietSince = System.nanoTime();
                } else if (System.nanoTime() - quietSince >= pace.heartbeat.toNanos()) {
                    out.write(HEARTBEAT);
                    out.flush();
                    quietSince = System.nanoTime();
                }
                if (ended || (!live && hasEnd(fresh))) {
                    return;
                }
                if (grown.tryAcquire(pace.poll.toMillis(), TimeUnit.MILLISECONDS)) {
                    grown.drainPermits();
                }
            }
        }
    }

    private static void write(List<SessionStore.Logged> events, OutputStream out) throws IOException {
        for (SessionStore.Logged logged : events) {
            ObjectNode json = ConsoleJson.event(logged);
            out.write(ascii(
                    "id: " + logged.seq() + "\nevent: " + json.path("type").textValue() + "\ndata: "));
            out.write(Replies.bytes(json));
            out.write(ascii("\n\n"));
        }
        out.flush();
    }

    private static boolean hasEnd(List<SessionStore.Logged> events) {
        return events.stream().anyMatch(logged -> logged.event() instanceof SessionEvent.Finished);
    }

    private static OptionalLong lastSeen(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return OptionalLong.of(0);
        }
        return header.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(header)) : OptionalLong.empty();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
