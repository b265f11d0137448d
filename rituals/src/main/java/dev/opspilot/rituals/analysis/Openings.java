package dev.opspilot.rituals.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Ways to begin that say the same, so that nobody reads one twice in a week: another on every day, and never one that is
 * known to have been said in the week before, as long as there are any left. Immutable.
 */
public record Openings(List<String> ways) {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int WEEKDAYS = 7;

    /**
     * Something that was said.
     *
     * @param at when
     * @param text what it began with, and more
     */
    public record Said(Instant at, String text) {}

    /** @throws IllegalArgumentException if a week has more days than there are ways */
    public Openings {
        ways = List.copyOf(ways);
        if (ways.stream().distinct().count() < WEEKDAYS) {
            throw new IllegalArgumentException("a week needs seven ways to begin, not " + ways.size());
        }
    }

    /** Seven or more ways. */
    public static Openings of(String... ways) {
        return new Openings(List.of(ways));
    }

    /** The way for a day, where nothing is known of what was said before. */
    public String on(Instant now, ZoneId zone) {
        return on(now, zone, List.of());
    }

    /**
     * The way for a day: what was not said in the week before; if all were, what was said longest ago.
     *
     * @param said in any order; what is not of the week before does not count
     */
    public String on(Instant now, ZoneId zone, Collection<Said> said) {
        long day = now.atZone(zone).toLocalDate().toEpochDay();
        return IntStream.range(0, ways.size())
                .mapToObj(step -> ways.get(Math.floorMod(day + step, ways.size())))
                .min(Comparator.comparing(way -> lastSaid(way, now, said)))
                .orElseThrow();
    }

    /** When it was last said in the week before; the beginning of time if it was not. */
    private static Instant lastSaid(String way, Instant now, Collection<Said> said) {
        String begins = way.toLowerCase(Locale.ROOT);
        return said.stream()
                .filter(each -> !each.at().isAfter(now) && !each.at().isBefore(now.minus(WEEK)))
                .filter(each -> each.text().toLowerCase(Locale.ROOT).startsWith(begins))
                .map(Said::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
