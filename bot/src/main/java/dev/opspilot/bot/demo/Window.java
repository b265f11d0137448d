package dev.opspilot.bot.demo;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * The stretch of time that a caller of a tool asked for, in whole minutes.
 *
 * @param from the first minute
 * @param to the minute after the last that is over
 * @param until the minute after the last that was asked for, which may not have come yet
 * @param step minutes a sample, at least one
 */
record Window(long from, long to, long until, int step, int earlierDays) {
    private static final int MOST_SAMPLES = 20_000;
    private static final int MOST_DAYS = 60;
    private static final long LONGEST = 400L * Clocks.MINUTES_A_DAY;

    /** A window, or what is wrong with the arguments. */
    sealed interface Asked {
        record Right(Window window) implements Asked {}

        record Wrong(String why) implements Asked {}
    }

    /** Reads the arguments of a call. What has not happened yet is cut off; the running minute counts as not yet. */
    static Asked of(Map<String, Object> arguments, Instant now) {
        Optional<Instant> from = time(arguments, "from");
        Optional<Instant> to = time(arguments, "to");
        if (from.isEmpty() || to.isEmpty() || !from.get().isBefore(to.get())) {
            return new Asked.Wrong("from and to: expected ISO-8601 times, the first before the second");
        }
        long seconds = number(arguments, "stepSeconds", 60);
        long days = number(arguments, "earlierDays", 0);
        if (seconds < 1 || seconds > 86_400 || days < 0 || days > MOST_DAYS) {
            return new Asked.Wrong("stepSeconds: expected 1 to 86400; earlierDays: expected 0 to " + MOST_DAYS);
        }
        int step = Math.toIntExact(Math.max(1, seconds / 60));
        long first = Clocks.minute(from.get().plusSeconds(59));
        long end = Math.max(first, Math.min(Clocks.minute(to.get()), Clocks.minute(now)));
        long until = Math.max(first, Clocks.minute(to.get()));
        if ((end - first) / step * (days + 1) > MOST_SAMPLES || until - first > LONGEST) {
            return new Asked.Wrong("too much at once: at most " + MOST_SAMPLES + " samples a series in 400 days");
        }
        return new Asked.Right(new Window(first, end, until, step, Math.toIntExact(days)));
    }

    /** How many whole steps there are. */
    int size() {
        return Math.toIntExact((to - from) / step);
    }

    Instant start() {
        return Clocks.instant(from);
    }

    /** The end that was asked for; it may lie in the future. */
    Instant end() {
        return Clocks.instant(until);
    }

    /** What a figure adds up to in each sample. */
    long[] totals(LongUnaryOperator perMinute) {
        long[] totals = new long[size()];
        for (int sample = 0; sample < totals.length; sample++) {
            long first = from + (long) sample * step;
            for (long minute = first; minute < first + step; minute++) {
                totals[sample] += perMinute.applyAsLong(minute);
            }
        }
        return totals;
    }

    /** The same window on an earlier day. */
    Window earlier(int days) {
        long back = (long) days * Clocks.MINUTES_A_DAY;
        return new Window(from - back, to - back, until - back, step, 0);
    }

    private static Optional<Instant> time(Map<String, Object> arguments, String name) {
        try {
            return Optional.of(Instant.parse(String.valueOf(arguments.get(name))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static long number(Map<String, Object> arguments, String name, long otherwise) {
        return arguments.get(name) instanceof Number number ? number.longValue() : otherwise;
    }
}
