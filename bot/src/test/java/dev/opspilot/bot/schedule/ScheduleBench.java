package dev.opspilot.bot.schedule;

import com.sun.management.OperatingSystemMXBean;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.HeardRows;
import dev.opspilot.bot.store.PgScheduleStore;
import dev.opspilot.rituals.schedule.Holidays;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * How fast what is due is handed on, how late the last of ten thousand is, and what the scheduler costs while nothing is
 * due. Every write to PostgreSQL is real; the sessions themselves are measured elsewhere.
 */
public final class ScheduleBench {
    private static final int COUNT = 10_000;
    private static final Instant DUE = Instant.parse("2030-01-07T08:00:00Z");
    private static final long SETTLING_SECONDS = 5;
    private static final long IDLE_SECONDS = 60;

    private final PrintStream out;
    private volatile Instant now = DUE.minusSeconds(60);

    public ScheduleBench(PrintStream out) {
        this.out = out;
    }

    public void run(Database database) throws InterruptedException {
        out.printf("%-46s %12s %20s%n", COUNT + " schedules due at once", "handed on/s", "last may run after s");
        measure(
                database,
                "on the page, which takes any number",
                i -> new Place("console", "", "p" + i, Optional.empty()));
        measure(database, "in 10,000 channels of 100 workspaces", i -> place("T" + i % 100, "C" + i));
        measure(database, "in 10,000 channels of one workspace", i -> place("T", "C" + i));
        measure(database, "in 100 channels of 10 workspaces", i -> place("T" + i % 10, "C" + i % 100));
        idle(database);
    }

    private static Place place(String workspace, String channel) {
        return new Place("slack", workspace, channel, Optional.empty());
    }

    private void measure(Database database, String where, IntFunction<Place> places) {
        PgScheduleStore store = new PgScheduleStore(database);
        HeardRows.forgetSchedules(database);
        now = DUE.minusSeconds(60);
        Schedules schedules = new Schedules(store, _ -> {}, Holidays.NONE, ZoneId.of("UTC"), Map.of(), () -> now);
        for (int i = 0; i < COUNT; i++) {
            HeardKey key = new HeardKey("bench/" + where + "/" + i);
            var asker = new Schedules.Asker(key, new Person("bench", "u", "u"), places.apply(i));
            schedules.add(asker, RitualName.BRIEF, "daily at 08:00 UTC", "");
        }
        AtomicInteger handedOn = new AtomicInteger();
        Round round = new Round(store, schedules, _ -> handedOn.incrementAndGet(), List.of(), () -> now);
        now = DUE;
        long start = System.nanoTime();
        round.run(_ -> {});
        int last = HeardRows.lastReleasedAfterMillis(database);
        now = DUE.plusMillis(last);
        round.run(_ -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        if (handedOn.get() != COUNT) {
            throw new IllegalStateException(handedOn + " of " + COUNT + " were handed on");
        }
        out.printf("%-46s %12.0f %20.1f%n", where, COUNT / seconds, last / 1e3);
    }

    /** A scheduler with ten thousand schedules, none of them due. */
    private void idle(Database database) throws InterruptedException {
        PgScheduleStore store = new PgScheduleStore(database);
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        now = DUE.plus(Duration.ofHours(1));
        Schedules schedules = new Schedules(store, _ -> {}, Holidays.NONE, ZoneId.of("UTC"), Map.of(), () -> now);
        try (Scheduler scheduler = Scheduler.on(database.connections(), () -> now)) {
            scheduler.start(store, schedules, _ -> {}, List.of());
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            int transactions = HeardRows.transactions(database);
            long cpu = machine.getProcessCpuTime();
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            out.printf(
                    "an idle scheduler, a minute: %d transactions, %.0f ms of CPU (bot only)%n%n",
                    (HeardRows.transactions(database) - transactions) * 60L / IDLE_SECONDS,
                    (machine.getProcessCpuTime() - cpu) / 1e6 * 60 / IDLE_SECONDS);
        }
    }
}
