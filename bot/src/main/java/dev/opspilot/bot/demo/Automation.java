package dev.opspilot.bot.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What runs by itself at the demo company, by the clock in UTC. */
enum Automation {
    DUNNING("Dunning emails", 24 * 60, 6 * 60, 9),
    NUDGES("Trial-expiry nudges", 24 * 60, 7 * 60 + 30, 6),
    REFUNDS("Refund retries", 4 * 60, 20, 4),
    WAREHOUSE("Warehouse sync", 2 * 60, 5, 14);

    private static final int FAILS_ONE_IN = 60;

    private final String title;
    private final long every;
    private final long offset;
    private final long takes;

    Automation(String title, long every, long offset, long takes) {
        this.title = title;
        this.every = every;
        this.offset = offset;
        this.takes = takes;
    }

    String title() {
        return title;
    }

    /**
     * One run.
     *
     * @param status as it is now: queued, running, finished or failed
     * @param at when it ended; for one that has not, when it began or is due
     */
    record Run(String id, String name, String status, Instant at) {

        /** Where a person would see it, if the demo company existed. */
        String link() {
            return "https://automations.lumafold.example/" + id;
        }
    }

    /** The runs that ended, began or are due from one moment to another, oldest first. */
    Stream<Run> runs(Noise noise, Story story, Instant from, Instant to, Instant now) {
        long first = Math.floorDiv(Clocks.minute(from) - offset, every) - 1;
        long last = Math.floorDiv(Clocks.minute(to) - offset, every);
        return LongStream.rangeClosed(first, last)
                .mapToObj(index -> run(noise, story, index, now))
                .filter(run -> !run.at().isBefore(from) && run.at().isBefore(to));
    }

    private Run run(Noise noise, Story story, long index, Instant now) {
        RandomGenerator random = noise.at(title, index);
        Instant due = Clocks.instant(index * every + offset);
        Instant end = due.plus(Duration.ofMinutes(takes + random.nextInt((int) takes)));
        boolean fails = random.nextInt(FAILS_ONE_IN) == 0 || inTrouble(story, due);
        String id = name().toLowerCase(Locale.ROOT) + "-" + index;
        String status = due.isAfter(now) ? "queued" : end.isAfter(now) ? "running" : fails ? "failed" : "finished";
        return new Run(
                id,
                title,
                status,
                Optional.of(end).filter(at -> !at.isAfter(now)).orElse(due));
    }

    /** Giving money back needs the payments service, like taking it. */
    private boolean inTrouble(Story story, Instant due) {
        return this == REFUNDS && story.severity(Clocks.minute(due)) > 0;
    }
}
