package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What is usual at each hour of the week, from a history of weeks: the median of that hour, brought to today's level
 * where the weeks show a clear trend, and the spread of its values (MAD), drawn towards the spread of all hours where
 * weeks are few. Hours are those of clocks in a time zone, so that a night stays a night when clocks change. With
 * fewer weeks the hour of the day stands in, and else the level. Immutable.
 */
public final class HourOfWeek {
    /** Values of an hour of which a majority can outvote a wild one. */
    static final int FEW = 3;

    /** How much of a sample the MAD uses, for normal values (Rousseeuw and Croux, 1993). */
    static final double EFFICIENCY = 0.37;

    /** Hours below which nothing is said. */
    private static final int FEWEST_HOURS = 12;

    private static final int FEWEST_WEEKS_OF_TREND = 4;
    private static final double CONFIDENCE_OF_TREND = 0.9;
    private static final int HOURS_OF_WEEK = 168;
    /** Degrees of freedom that the spread of all hours counts for beside that of one. */
    private static final double PRIOR = 4;

    /** Amounts that never moved may move by this, relative. */
    private static final double STILL = 0.02;

    /** Trend is never believed to more than double or halve what was. */
    private static final double MOST_GROWTH = 2;

    /** What an expectation is taken from. */
    public enum Basis {
        HOUR_OF_WEEK,
        HOUR_OF_DAY,
        LEVEL
    }

    /**
     * What is usual for one sample.
     *
     * @param deviation usual stray, a standard deviation, above 0
     * @param values how many hours it was learnt from: weeks, days or hours, by the basis
     */
    public record Expectation(double value, double deviation, Basis basis, int values) {}

    private final ZoneId zone;
    private final Unit unit;
    /** When the history begins. */
    private final LocalDateTime first;
    /** What was in each hour from the first to the last; {@code NaN} where one is missing. */
    private final double[] hours;

    private final Optional<Trend> trend;
    private final LocalDateTime origin;
    private final double typical;

    private HourOfWeek(ZoneId zone, Unit unit, NavigableMap<LocalDateTime, Double> known, LocalDateTime origin) {
        this.zone = zone;
        this.unit = unit;
        this.origin = origin;
        first = known.firstKey();
        hours = new double[(int) ChronoUnit.HOURS.between(first, known.lastKey()) + 1];
        Arrays.setAll(hours, index -> known.getOrDefault(first.plusHours(index), Double.NaN));
        typical = Robust.mean(
                known.values().stream().mapToDouble(Double::doubleValue).toArray());
        trend = trendOfWeeks();
    }

    /**
     * Learns from a history.
     *
     * @param history samples of an hour or less; hours with less than half of their samples are left out
     * @return empty where it has fewer than twelve hours, or samples longer than an hour
     */
    public static Optional<HourOfWeek> of(Samples history, Unit unit, ZoneId zone) {
        if (history.step().compareTo(Duration.ofHours(1)) > 0) {
            return Optional.empty();
        }
        NavigableMap<LocalDateTime, Double> hours = hours(history, zone);
        return hours.size() < FEWEST_HOURS
                ? Optional.empty()
                : Optional.of(new HourOfWeek(zone, unit, hours, hour(history.end(), zone)));
    }

    private static NavigableMap<LocalDateTime, Double> hours(Samples history, ZoneId zone) {
        Map<LocalDateTime, double[]> sums = new TreeMap<>();
        for (int index = 0; index < history.size(); index++) {
            if (!Double.isNaN(history.value(index))) {
                double[] sum = sums.computeIfAbsent(hour(history.at(index), zone), hour -> new double[2]);
                sum[0] += history.value(index);
                sum[1]++;
            }
        }
        double half = Duration.ofHours(1).toMillis() / (2.0 * history.step().toMillis());
        NavigableMap<LocalDateTime, Double> hours = new TreeMap<>();
        sums.forEach((hour, sum) -> {
            if (sum[1] >= half) {
                hours.put(hour, sum[0] / sum[1]);
            }
        });
        return hours;
    }

    /** The hour on the clock in which the moment lies. */
    static LocalDateTime hour(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.HOURS);
    }

    /** What is usual for a sample that begins then; of the basis that the history allows for that hour. */
    public Expectation at(Instant moment) {
        LocalDateTime hour = hour(moment, zone);
        Basis basis = basis(hour);
        double[] values = values(hour, basis, any -> true);
        double expected = Robust.median(values);
        return new Expectation(expected, deviation(hour, basis, values, expected), basis, values.length);
    }

    /** The trend of the weeks, as a share of the usual level, where it is clear; x counts weeks back from the end. */
    public Optional<Trend> trend() {
        return trend;
    }

    ZoneId zone() {
        return zone;
    }

    /** The best basis that has enough values for the hour. */
    Basis basis(LocalDateTime hour) {
        if (values(hour, Basis.HOUR_OF_WEEK, any -> true).length >= FEW) {
            return Basis.HOUR_OF_WEEK;
        }
        return values(hour, Basis.HOUR_OF_DAY, any -> true).length >= FEW ? Basis.HOUR_OF_DAY : Basis.LEVEL;
    }

    /** The median for an hour from the hours of the basis that are asked for; {@code NaN} without any. */
    double expected(LocalDateTime hour, Basis basis, Predicate<LocalDateTime> from) {
        return Robust.median(values(hour, basis, from));
    }

    /** How many values the basis has for an hour. */
    int values(LocalDateTime hour, Basis basis) {
        return values(hour, basis, any -> true).length;
    }

    /** What was in an hour; {@code NaN} where it is missing. */
    double seen(LocalDateTime hour) {
        long index = ChronoUnit.HOURS.between(first, hour);
        return index < 0 || index >= hours.length ? Double.NaN : hours[(int) index];
    }

    /** When the history begins. */
    LocalDateTime first() {
        return first;
    }

    /** Values of the same hour, brought to the level of that hour. */
    private double[] values(LocalDateTime hour, Basis basis, Predicate<LocalDateTime> from) {
        int step = switch (basis) {
            case HOUR_OF_WEEK -> HOURS_OF_WEEK;
            case HOUR_OF_DAY -> 24;
            case LEVEL -> 1;
        };
        int behind = Math.floorMod(ChronoUnit.HOURS.between(first, hour), step);
        return IntStream.iterate(behind, index -> index < hours.length, index -> index + step)
                .filter(index -> !Double.isNaN(hours[index]))
                .mapToObj(first::plusHours)
                .filter(from)
                .mapToDouble(each -> seen(each) * growth(each, hour))
                .toArray();
    }

    private double growth(LocalDateTime from, LocalDateTime to) {
        return trend.map(line -> line.at(weeks(to)) / line.at(weeks(from)))
                .map(factor -> factor > 0 ? Math.clamp(factor, 1 / MOST_GROWTH, MOST_GROWTH) : 1.0)
                .orElse(1.0);
    }

    private double weeks(LocalDateTime hour) {
        return ChronoUnit.HOURS.between(origin, hour) / (double) HOURS_OF_WEEK;
    }

    /** The trend of each week's level: the median of its hours as multiples of what is usual at each. */
    private Optional<Trend> trendOfWeeks() {
        int weeks = (int) -weeks(first);
        if (weeks < FEWEST_WEEKS_OF_TREND) {
            return Optional.empty();
        }
        double[] usual = new double[HOURS_OF_WEEK];
        Arrays.setAll(
                usual,
                back -> Robust.median(IntStream.range(0, weeks)
                        .mapToDouble(week -> seen(hourBack(week, back)))
                        .toArray()));
        double[] levels = IntStream.range(0, weeks)
                .mapToDouble(week -> Robust.median(IntStream.range(0, usual.length)
                        .filter(back -> usual[back] > 0)
                        .mapToDouble(back -> seen(hourBack(week, back)) / usual[back])
                        .toArray()))
                .toArray();
        double[] middles =
                IntStream.range(0, weeks).mapToDouble(week -> -(week + 0.5)).toArray();
        return Trend.of(middles, levels, CONFIDENCE_OF_TREND)
                .filter(line -> line.clear() && line.points() >= FEWEST_WEEKS_OF_TREND);
    }

    private LocalDateTime hourBack(int week, int back) {
        return origin.minusHours((long) HOURS_OF_WEEK * week + back + 1);
    }

    private double deviation(LocalDateTime hour, Basis basis, double[] values, double expected) {
        double own = values.length < 2 ? 0 : Robust.spread(values);
        double overall = relativeSpread(hour, basis) * Math.sqrt(size(expected));
        double weight = basis == Basis.LEVEL ? 0 : PRIOR;
        double believed = EFFICIENCY * Math.max(1, values.length - 1);
        double variance = (believed * own * own + weight * overall * overall) / (believed + weight);
        return Math.max(Math.sqrt(variance), least(expected));
    }

    /** The usual spread of hours around that one, in units of the root of their size, as noise grows with it. */
    private double relativeSpread(LocalDateTime hour, Basis basis) {
        int cells = basis == Basis.HOUR_OF_WEEK ? HOURS_OF_WEEK : basis == Basis.HOUR_OF_DAY ? 24 : 1;
        double[] spreads = IntStream.range(0, cells)
                .mapToObj(hour::plusHours)
                .map(each -> values(each, basis, any -> true))
                .filter(values -> values.length >= 2)
                .mapToDouble(values -> Robust.spread(values) / Math.sqrt(size(Robust.median(values))))
                .toArray();
        double middle = Robust.median(spreads);
        return spreads.length == 0
                ? 0
                : DoubleStream.of(spreads)
                        .map(spread -> Math.min(spread, 3 * middle))
                        .average()
                        .orElse(0);
    }

    /** What chance grows with the root of. */
    double size(double expected) {
        return unit == Unit.RATIO
                ? Math.max(expected * (1 - expected), 1e-3)
                : Math.max(Math.abs(expected), Math.max(Math.abs(typical) / 100, Double.MIN_NORMAL));
    }

    /** The least deviation, so that what never moved may move a little. */
    double least(double expected) {
        return unit == Unit.RATIO ? 1e-3 : Math.max(STILL * Math.abs(expected), Double.MIN_NORMAL);
    }
}
