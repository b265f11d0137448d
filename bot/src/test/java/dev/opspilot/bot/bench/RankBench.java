package dev.opspilot.bot.bench;

import dev.opspilot.rituals.analysis.cause.ThousandMetrics;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** The ranking of {@link ThousandMetrics}. */
final class RankBench {
    private static final int RUNS = 40;

    private final PrintStream out;

    RankBench(PrintStream out) {
        this.out = out;
    }

    void run() throws Exception {
        Runnable ranking = new ThousandMetrics()::rank;
        out.printf("ranking %s%n", ThousandMetrics.SIZE);
        out.printf("  first in a fresh JVM      %5d ms%n", millis(ranking));
        out.printf("  warm, all processors      %5d ms (median of %d)%n", median(ranking), RUNS);
        try (ForkJoinPool alone = new ForkJoinPool(1)) {
            // parallel streams stay in the pool that they are started from
            out.printf(
                    "  warm, one thread          %5d ms (median of %d)%n%n",
                    alone.submit(() -> median(ranking)).get(), RUNS);
        }
    }

    private static long median(Runnable ranking) {
        long[] taken = IntStream.range(0, RUNS)
                .mapToLong(run -> millis(ranking))
                .sorted()
                .toArray();
        return taken[taken.length / 2];
    }

    private static long millis(Runnable ranking) {
        long start = System.nanoTime();
        ranking.run();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
