package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Periods;
import dev.opspilot.rituals.analysis.Periods.Comparison;
import dev.opspilot.rituals.analysis.Periods.Period;
import dev.opspilot.rituals.analysis.Span;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The complete local days that a brief tells money of: all that lie in its stretch of time, or, where that holds fewer
 * than two, the latest one that reaches into it. No day outside is told.
 *
 * @param last inclusive
 */
record WholeDays(LocalDate first, LocalDate last) {
    private static final int WEEK = 7;
    private static final int WEEKS = 4;

    /** Empty where no complete day reaches into the span. */
    static Optional<WholeDays> in(Span span, List<Period> complete, ZoneId zone) {
        List<LocalDate> touching = complete.stream()
                .map(Period::first)
                .filter(day -> of(day, day, zone).from().isBefore(span.to())
                        && of(day, day, zone).to().isAfter(span.from()))
                .sorted()
                .toList();
        if (touching.isEmpty()) {
            return Optional.empty();
        }
        LocalDate last = touching.getLast();
        LocalDate first = last;
        while (touching.contains(first.minusDays(1))
                && !of(first.minusDays(1), last, zone).from().isBefore(span.from())
                && !of(first, last, zone).to().isAfter(span.to())) {
            first = first.minusDays(1);
        }
        return Optional.of(new WholeDays(first, last));
    }

    private static Span of(LocalDate first, LocalDate last, ZoneId zone) {
        return new Span(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant());
    }

    Span span(ZoneId zone) {
        return of(first, last, zone);
    }

    int number() {
        return Math.toIntExact(last.toEpochDay() - first.toEpochDay() + 1);
    }

    /** As in {@code on Sun 22 Nov}, or {@code from Mon 16 Nov to Sun 22 Nov}. */
    String words() {
        return number() == 1 ? "on " + Times.day(last) : "from " + Times.day(first) + " to " + Times.day(last);
    }

    /** As in {@code Sun 22 Nov}, or {@code Mon 16 Nov to Sun 22 Nov}. */
    String inShort() {
        return number() == 1 ? Times.day(last) : Times.day(first) + " to " + Times.day(last);
    }

    /** Their sum beside that of the same weekdays before; empty where none of those is complete. */
    Optional<Comparison> comparison(Periods days) {
        if (number() == 1) {
            return days.sameWeekday(last, WEEKS);
        }
        double[] others = IntStream.rangeClosed(1, WEEKS / apart())
                .mapToObj(back -> sum(days, (long) back * apart() * WEEK))
                .flatMap(Optional::stream)
                .mapToDouble(each -> each)
                .sorted()
                .toArray();
        return sum(days, 0)
                .filter(_ -> others.length > 0)
                .map(sum -> Comparison.of(new Period(first, sum, true), others));
    }

    /** What they come to, some days back; empty unless each of them is complete. */
    Optional<Double> sum(Periods days, long back) {
        double[] values = days.complete().stream()
                .filter(day -> !day.first().isBefore(first.minusDays(back))
                        && !day.first().isAfter(last.minusDays(back)))
                .mapToDouble(Period::value)
                .toArray();
        return values.length == number() ? Optional.of(Arrays.stream(values).sum()) : Optional.empty();
    }

    /** In how many weeks the same weekdays come again without overlapping them. */
    private int apart() {
        return (number() + WEEK - 1) / WEEK;
    }

    /** As in {@code the median of the last 4 Sundays}, or {@code the median of the same days of the last 4 weeks}. */
    String than(Comparison days) {
        String of = days.days() == 1 ? "" : "the median of ";
        if (number() == 1) {
            return of + Times.earlier(last, days.days());
        }
        if (apart() == 1) {
            return of + "the same days of "
                    + (days.days() == 1 ? "the week before" : "the last " + days.days() + " weeks");
        }
        return of + "the same days " + (days.days() == 1 ? "before" : "before, " + days.days() + " times");
    }
}
