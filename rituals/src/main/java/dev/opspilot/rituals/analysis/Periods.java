package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Samples;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Samples folded into the days or weeks of a time zone, whatever their length there. An incomplete period is told, but
 * never compared: comparisons take complete ones only. Immutable.
 *
 * @param all the periods that the samples touch, in order
 */
public record Periods(List<Period> all) {
    private static final int WEEK = 7;
    private static final double CONFIDENCE = 0.95;

    /** How long a period is. */
    public enum Length {
        DAY,
        /** From Monday on. */
        WEEK
    }

    /** What becomes of a period's samples. */
    public enum Fold {
        SUM,
        MEAN
    }

    /**
     * One period.
     *
     * @param first its first day
     * @param value of the samples that are there and lie wholly in it; {@code NaN} without any
     * @param complete whether it has ended and every sample of it is there
     */
    public record Period(LocalDate first, double value, boolean complete) {
        public Period {
            Objects.requireNonNull(first);
            if (complete && Double.isNaN(value)) {
                throw new IllegalArgumentException("a complete period has a value");
            }
        }
    }

    /**
     * A complete day against earlier ones of its weekday.
     *
     * @param usual their median
     * @param least the lowest of them
     * @param days how many there are, at least 1
     */
    public record Comparison(Period day, double usual, double least, double most, int days) {
        /** @param others the earlier values, lowest first, at least one */
        public static Comparison of(Period day, double[] others) {
            return new Comparison(day, Robust.median(others), others[0], others[others.length - 1], others.length);
        }

        /** The change against the median, relative; empty where that is 0. */
        public Optional<Double> change() {
            return usual == 0 ? Optional.empty() : Optional.of((day.value() - usual) / Math.abs(usual));
        }
    }

    public Periods {
        all = all.stream().sorted(Comparator.comparing(Period::first)).toList();
    }

    /**
     * Folds samples.
     *
     * @param zone whose midnights part the days; a sample that spans one leaves both periods incomplete
     * @param asOf when the samples were read: a period that had not ended by then is incomplete
     */
    public static Periods of(Samples samples, Length length, Fold fold, ZoneId zone, Instant asOf) {
        List<Period> periods = new ArrayList<>();
        if (samples.size() == 0) {
            return new Periods(periods);
        }
        LocalDate first = firstDay(samples.start().atZone(zone).toLocalDate(), length);
        while (first.atStartOfDay(zone).toInstant().isBefore(samples.end())) {
            LocalDate next = first.plusDays(length == Length.DAY ? 1 : WEEK);
            periods.add(period(
                    samples,
                    first,
                    first.atStartOfDay(zone).toInstant(),
                    next.atStartOfDay(zone).toInstant(),
                    fold,
                    asOf));
            first = next;
        }
        return new Periods(periods);
    }

    private static LocalDate firstDay(LocalDate day, Length length) {
        return switch (length) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        };
    }

    private static Period period(Samples samples, LocalDate first, Instant from, Instant to, Fold fold, Instant asOf) {
        double[] inside = inside(samples, from, to);
        double[] present =
                Arrays.stream(inside).filter(value -> !Double.isNaN(value)).toArray();
        boolean covered = samples.step().multipliedBy(inside.length).equals(Duration.between(from, to));
        double sum = Arrays.stream(present).sum();
        double value = present.length == 0 ? Double.NaN : fold == Fold.SUM ? sum : sum / present.length;
        return new Period(
                first, value, covered && present.length == inside.length && !to.isAfter(asOf) && present.length > 0);
    }

    /** The samples that lie wholly in the stretch. */
    private static double[] inside(Samples samples, Instant from, Instant to) {
        Samples begun = samples.between(from, to);
        int last = begun.size();
        while (last > 0 && begun.at(last).isAfter(to)) {
            last--;
        }
        return Arrays.copyOf(begun.values(), last);
    }

    /** The complete periods, in order. */
    public List<Period> complete() {
        return all.stream().filter(Period::complete).toList();
    }

    /** The latest complete period. */
    public Optional<Period> latest() {
        return complete().reversed().stream().findFirst();
    }

    /**
     * A complete day beside the same weekday of the weeks before it.
     *
     * @param weeks how many weeks to look back, at least 1; incomplete days among them are passed over
     * @return empty where the day is not complete, or none of the others is
     */
    public Optional<Comparison> sameWeekday(LocalDate day, int weeks) {
        List<Period> complete = complete();
        double[] others = complete.stream()
                .filter(period -> period.first().isBefore(day)
                        && !period.first().isBefore(day.minusWeeks(weeks))
                        && period.first().getDayOfWeek() == day.getDayOfWeek())
                .mapToDouble(Period::value)
                .sorted()
                .toArray();
        return complete.stream()
                .filter(period -> period.first().equals(day) && others.length > 0)
                .findFirst()
                .map(period -> Comparison.of(period, others));
    }

    /**
     * By how much complete days grow each day, with 95 % confidence. From two weeks on, the latest whole weeks count, so
     * that a weekend at one end is no trend.
     *
     * @return empty with fewer than three complete days
     */
    public Optional<Trend> trend() {
        List<Period> complete = complete();
        if (complete.isEmpty()) {
            return Optional.empty();
        }
        LocalDate last = complete.getLast().first();
        long span = last.toEpochDay() - complete.getFirst().first().toEpochDay() + 1;
        LocalDate from = last.minusDays(span >= 2 * WEEK ? span / WEEK * WEEK - 1 : span);
        List<Period> counted = complete.stream()
                .filter(period -> !period.first().isBefore(from))
                .toList();
        return Trend.of(
                counted.stream()
                        .mapToDouble(period -> period.first().toEpochDay() - from.toEpochDay())
                        .toArray(),
                counted.stream().mapToDouble(Period::value).toArray(),
                CONFIDENCE);
    }
}
