package dev.opspilot.rituals.widget;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a chart shows, in words, for those who do not see it; and the labels of its axis. */
public final class ChartWords {
    private static final DateTimeFormatter TIME = label("HH:mm");
    private static final DateTimeFormatter DAY_TIME = label("MM-dd HH:mm");

    private static final DateTimeFormatter DAY = label("MM-dd");

    /** With the clocks put forward, and no more than two hours of that. */
    private static final Duration SHORTEST_DAY = Duration.ofHours(22);

    private ChartWords() {}

    /**
     * Where a line begins, ends, and how far it goes.
     *
     * @param unit as it is to be shown
     */
    public static String course(Widget.Chart.Line line, String unit) {
        List<Double> there = line.values().stream().filter(Double::isFinite).toList();
        if (there.isEmpty()) {
            return "no values";
        }
        double min = there.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double max = there.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return "from "
                + figure(there.getFirst())
                + " to "
                + figure(there.getLast())
                + " "
                + unit
                + " (lowest "
                + figure(min)
                + ", highest "
                + figure(max)
                + ")";
    }

    /** A value of a chart as people write it: 0.042, 41.5, 48,740, 4.87 M. */
    public static String figure(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (size >= 999_999.5) {
            ChartScale scale = ChartScale.of(size);
            return digits(scale.apply(value), 3) + " " + scale.sign();
        }
        return size >= 1_000 ? String.format(Locale.ROOT, "%,d", Math.round(value)) : digits(value, 4);
    }

    private static String digits(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /**
     * When each of so many points begins, UTC: with the day where the axis is longer than one, and as a day alone where
     * each time is one.
     */
    public static List<String> moments(List<Instant> times, int points) {
        boolean oneDay = times.isEmpty()
                || Duration.between(times.getFirst(), times.getLast()).abs().toHours() < 24;
        DateTimeFormatter label = ofDays(times) ? DAY : oneDay ? TIME : DAY_TIME;
        List<String> moments = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            moments.add(label.format(times.get(Downsampling.start(i, times.size(), points))));
        }
        return moments;
    }

    /** What the moments of an axis are: days are those of the zone that the text beside it names. */
    public static String axis(List<Instant> times) {
        return ofDays(times) ? "Day" : "Time, UTC";
    }

    /** Whether each moment is a day. */
    public static boolean ofDays(List<Instant> times) {
        return times.size() > 1
                && Duration.between(times.get(0), times.get(1)).abs().compareTo(SHORTEST_DAY) >= 0;
    }

    private static DateTimeFormatter label(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
