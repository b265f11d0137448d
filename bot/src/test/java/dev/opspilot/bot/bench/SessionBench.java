package dev.opspilot.bot.bench;

import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.instruments.McpInstruments;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.PgSessionStore;
import dev.opspilot.rituals.incident.IncidentDrill;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.Lifecycle;
import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.Orchestrator;
import dev.opspilot.rituals.session.Ritual;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the orchestrator adds to its slowest tool: the time from hearing to the shown end of a drill, less the delay of
 * the slowest tool. Each tool gives, after a fixed delay, what the demo company's tool once said over MCP; planning,
 * statistics, rendering into the log and every write to PostgreSQL are real.
 */
final class SessionBench {
    private static final Duration SLOWEST = Duration.ofMillis(300);
    private static final int ALONE = 60;
    private static final int AT_ONCE = 1_000;
    private static final long PATIENCE_SECONDS = 120;

    private final PrintStream out;

    SessionBench(PrintStream out) {
        this.out = out;
    }

    void run(Database database) throws Exception {
        InstantSource clock = InstantSource.system();
        Instruments delayed = delayed(clock);
        Ends ends = new Ends();
        List<Ritual> rituals = List.of(new IncidentDrill());
        try (Orchestrator orchestrator = new Orchestrator(
                new NodeId("bench"),
                new PgSessionStore(database, Duration.ofSeconds(10)),
                new Lifecycle(rituals, delayed, Minds.NONE),
                delayed,
                Minds.NONE,
                List.of(ends),
                _ -> {},
                clock)) {
            orchestrator.start();
            out.printf("%-34s %12s %9s %9s%n", "overhead over the slowest tool", "p50 ms", "p99 ms", "max ms");
            print("one session, warm-up", alone(orchestrator, ends, ALONE));
            print("one session at a time", alone(orchestrator, ends, ALONE));
            long start = System.nanoTime();
            print(AT_ONCE + " sessions at once", atOnce(orchestrator, ends));
            out.printf(
                    "%d sessions were done after %.1f s, heap at most %d MiB, in use after collection %d MiB%n%n",
                    AT_ONCE,
                    (System.nanoTime() - start) / 1e9,
                    Runtime.getRuntime().maxMemory() >> 20,
                    used() >> 20);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double[] alone(Orchestrator orchestrator, Ends ends, int count) throws Exception {
        double[] overheads = new double[count];
        for (int i = 0; i < count; i++) {
            overheads[i] = overhead(start(orchestrator, ends));
        }
        return overheads;
    }

    private static double[] atOnce(Orchestrator orchestrator, Ends ends) throws Exception {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            runs.add(start(orchestrator, ends));
        }
        double[] overheads = new double[AT_ONCE];
        for (int i = 0; i < AT_ONCE; i++) {
            overheads[i] = overhead(runs.get(i));
        }
        return overheads;
    }

    private record Run(long startedNanos, CompletableFuture<Long> endedNanos) {}

    private static Run start(Orchestrator orchestrator, Ends ends) {
        SessionId id = new SessionId(UUID.randomUUID().toString());
        Run run = new Run(System.nanoTime(), ends.of(id));
        var _ = orchestrator.hear(new Heard.Said(
                new HeardKey(id.value()),
                new Person("bench", "u", "u"),
                new Place("bench", "", "c", Optional.empty()),
                id,
                RitualName.INCIDENT,
                "payments just failed",
                Optional.empty()));
        return run;
    }

    private static double overhead(Run run) throws Exception {
        long ended = run.endedNanos.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return (ended - run.startedNanos - SLOWEST.toNanos()) / 1e6;
    }

    private void print(String name, double[] overheads) {
        Arrays.sort(overheads);
        out.printf(
                "%-34s %12.1f %9.1f %9.1f%n",
                name,
                overheads[overheads.length / 2],
                overheads[(int) Math.ceil(overheads.length * 0.99) - 1],
                overheads[overheads.length - 1]);
    }

    private static Instruments delayed(InstantSource clock) throws Exception {
        try (DemoCompany company = DemoCompany.start(Scenario.BAD_DEPLOY, 1, clock, 0);
                McpInstruments real = McpInstruments.of(company.config(), clock)) {
            Map<Capability, Query> queries = new ConcurrentHashMap<>();
            new IncidentDrill()
                    .plan("payments just failed", clock.instant())
                    .forEach(stage -> stage.queries().forEach(query -> queries.put(query.capability(), query)));
            List<Instrument> all = new ArrayList<>();
            for (Instrument instrument : real.instruments().all()) {
                Query query = queries.get(instrument.capability());
                if (query != null) {
                    Duration delay = all.isEmpty() ? SLOWEST : SLOWEST.dividedBy(all.size() + 1L);
                    all.add(new Delayed(instrument.capability(), instrument.tool(), delay, instrument.read(query)));
                }
            }
            return new Instruments(all);
        }
    }

    private record Delayed(Capability capability, String tool, Duration delay, Reading reading) implements Instrument {
        @Override
        public String source() {
            return reading.origin().source();
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Reading read(Query query) {
            try {
                TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return reading;
        }
    }

    /** A surface that only says when a session's end was shown. */
    private static final class Ends implements ChatSurface {
        private final Map<SessionId, CompletableFuture<Long>> ends = new ConcurrentHashMap<>();

        CompletableFuture<Long> of(SessionId id) {
            return ends.computeIfAbsent(id, _ -> new CompletableFuture<>());
        }

        @Override
        public String name() {
            return "bench";
        }

        @Override
        public CompletableFuture<Void> show(SessionView view) {
            if (view.status().isEnd()) {
                of(view.id()).complete(System.nanoTime());
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> answer(Answer answer) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<PostRef> announce(SessionId session, Announcement announcement) {
            return CompletableFuture.completedFuture(
                    new PostRef(announcement.to().channel(), announcement.key().value()));
        }

        @Override
        public CompletableFuture<Void> tell(HeardKey about, Person person, Place place, Notice notice) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
