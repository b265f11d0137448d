package dev.opspilot.bot.bench;

import dev.opspilot.bot.schedule.ScheduleBench;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.EmbeddedDatabase;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The load harness; {@code .ci/bench} runs it. The ranking comes first, while the JVM is fresh. Server, load generator
 * and PostgreSQL (synchronous commits, fsync on) share one machine, which the first line describes.
 */
public final class Bench {
    private Bench() {}

    /** @param args the parts to run, of rank, acks, sessions and schedules; none for all of them */
    public static void main(String[] args) throws Exception {
        Set<String> parts = args.length == 0 ? Set.of("rank", "acks", "sessions", "schedules") : Set.of(args);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.printf(
                "%s, Java %s, %d processors, heap at most %d MiB%n%n",
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
        if (parts.contains("rank")) {
            new RankBench(out).run();
        }
        Path home = Files.createTempDirectory("opspilot-bench");
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(home);
                Database database = Database.open(embedded.url())) {
            if (parts.contains("acks")) {
                new AckBench(out).run(database);
            }
            if (parts.contains("sessions")) {
                new SessionBench(out).run(database);
            }
            if (parts.contains("schedules")) {
                new ScheduleBench(out).run(database);
            }
        }
        System.exit(0);
    }
}
