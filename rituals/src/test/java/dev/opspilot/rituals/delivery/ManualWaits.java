package dev.opspilot.rituals.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that goes on only when a test says so; work runs on the test's own thread, in the order of its time. */
public final class ManualWaits implements Waits, InstantSource {
    private record Due(Instant at, long order, Runnable work) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private Instant now;
    private long order;

    public ManualWaits(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void run(Runnable work) {
        after(Duration.ZERO, work);
    }

    @Override
    public void after(Duration wait, Runnable work) {
        due.add(new Due(now.plus(wait), order++, work));
    }

    /** Lets time go by, and runs what becomes due on the way. */
    public void pass(Duration time) {
        Instant end = now.plus(time);
        for (Due next = due.peek(); next != null && !next.at().isAfter(end); next = due.peek()) {
            due.poll();
            now = next.at().isAfter(now) ? next.at() : now;
            next.work().run();
        }
        now = end;
    }

    /** Runs what is due now. */
    public void settle() {
        pass(Duration.ZERO);
    }

    /** Whatever was to be done is not: the process is gone. */
    public void crash() {
        due.clear();
    }

    public boolean idle() {
        return due.isEmpty();
    }
}
