package dev.opspilot.bot.bench;

import dev.opspilot.adapters.slack.SlackAdapter;
import dev.opspilot.adapters.slack.SlackSettings;
import dev.opspilot.adapters.slack.home.House;
import dev.opspilot.adapters.slack.testkit.BareBolt;
import dev.opspilot.bot.http.HttpParts;
import dev.opspilot.bot.http.HttpServer;
import dev.opspilot.bot.http.HttpSettings;
import dev.opspilot.bot.http.Mount;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.PgArchive;
import dev.opspilot.bot.store.PgInbox;
import dev.opspilot.bot.store.PgPostBook;
import dev.opspilot.bot.store.PgSessionStore;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Acknowledgements a second of a signed slash command. The full path is signature, one insert that also de-duplicates,
 * answer; nothing is done with what was heard, so that the figure is of the acknowledgement alone. Beside it, in the
 * same run and on the same server, a bare Bolt servlet that answers an empty 200.
 */
final class AckBench {
    private static final String SECRET = "bench-secret";
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/api/");
    private static final int CONNECTIONS = 32;
    private static final int REQUESTS = 20_000;
    private static final int ROUNDS = 3;

    /** Commands of the bench are rituals only. */
    private record NoDesk() implements FrontDesk {
        @Override
        public Set<Command.Topic> topics() {
            return Set.of();
        }

        @Override
        public Notice take(Heard.Ordered order) {
            return Notice.of("Not available here");
        }

        @Override
        public Optional<Notice> refusal(Heard heard) {
            return Optional.empty();
        }
    }

    private final PrintStream out;

    AckBench(PrintStream out) {
        this.out = out;
    }

    void run(Database database) throws Exception {
        InstantSource clock = InstantSource.system();
        AtomicLong heard = new AtomicLong();
        AtomicLong ids = new AtomicLong();
        try (PgInbox inbox = new PgInbox(database);
                SlackAdapter slack = new SlackAdapter(
                        new SlackSettings(SECRET, "xoxb-bench", NOWHERE, URI.create("http://localhost:3000")),
                        inbox,
                        new PgPostBook(database),
                        new House(
                                new PgArchive(database, new PgSessionStore(database, Duration.ofSeconds(10))),
                                new NoDesk(),
                                List::of,
                                Minds.NONE),
                        () -> new SessionId("bench-" + ids.incrementAndGet()),
                        clock,
                        new Random(1));
                HttpServer full = serve(
                        database,
                        inbox,
                        clock,
                        new Mount("/slack/events", slack.servlets().get("/slack/events")));
                HttpServer bare =
                        serve(database, inbox, clock, new Mount("/slack/events", BareBolt.servlet(SECRET, NOWHERE)))) {
            inbox.start(_ -> heard.incrementAndGet());
            out.printf("%-34s %12s %9s %9s%n", "acknowledgement", "acks/s", "p50 ms", "p99 ms");
            SlashRequests requests = new SlashRequests(SECRET, Instant.now());
            for (int round = 0; round <= ROUNDS; round++) {
                String name = round == 0 ? "warm-up" : "round " + round;
                print("bare Bolt servlet, " + name, load(bare, requests));
                print("full path, " + name, load(full, requests));
            }
            out.printf("%d commands were kept.%n%n", heard.get());
        }
    }

    private static AckLoad.Result load(HttpServer server, SlashRequests requests) throws Exception {
        return new AckLoad(server.port(), CONNECTIONS)
                .run(requests.make(UUID.randomUUID().toString(), REQUESTS));
    }

    private void print(String name, AckLoad.Result result) {
        out.printf("%-34s %,12.0f %9.1f %9.1f%n", name, result.perSecond(), result.p50Millis(), result.p99Millis());
        if (result.refused() > 0) {
            out.println("  " + result.refused() + " were refused: this figure does not count");
        }
    }

    private static HttpServer serve(Database database, PgInbox inbox, InstantSource clock, Mount mount) {
        HttpSettings settings =
                new HttpSettings("127.0.0.1", 0, Optional.of("bench"), false, URI.create("http://localhost:3000"));
        return HttpServer.start(
                settings,
                new PgSessionStore(database, Duration.ofSeconds(10)),
                (_, _) -> () -> {},
                inbox,
                clock,
                HttpParts.NONE.withMounts(List.of(mount)));
    }
}
