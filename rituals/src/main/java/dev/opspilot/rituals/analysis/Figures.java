package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Series.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** Figures as people read them, the same in every language and on every machine. */
public final class Figures {
    /** A share of fewer trials than this is told as a count of them. */
    public static final int FEW_TRIALS = 20;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT);
    private static final String NOTHING_KNOWN = "unknown";

    private Figures() {}

    /** A value with its unit, as in {@code 31.2 %}, {@code 1,204}, {@code 12,340}, {@code 1.4 s}. */
    public static String value(Unit unit, double value) {
        if (Double.isNaN(value)) {
            return NOTHING_KNOWN;
        }
        return switch (unit) {
            case COUNT -> count(value);
            case RATIO -> percent(value);
            case MONEY_MINOR -> money(value);
            case MILLIS -> millis(value);
        };
    }

    /** A range with its unit once, as in {@code 0.8–2.1 %}. */
    public static String range(Unit unit, double low, double high) {
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return NOTHING_KNOWN;
        }
        return switch (unit) {
            case COUNT -> joined(count(Math.floor(low)), count(Math.ceil(high)), "");
            case RATIO -> {
                int digits = digits(100 * high);
                yield joined(number(100 * low, digits), number(100 * high, digits), " %");
            }
            case MONEY_MINOR -> joined(money(low), money(high), "");
            case MILLIS ->
                high < 1000
                        ? joined(number(low, 0), number(high, 0), " ms")
                        : joined(number(low / 1000, 1), number(high / 1000, 1), " s");
        };
    }

    /** A share with what it is a share of: few trials as {@code 3 of 8}, more as {@code 31.2 % of 1,204}. */
    public static String share(double share, OptionalLong trials) {
        if (trials.isEmpty() || Double.isNaN(share)) {
            return value(Unit.RATIO, share);
        }
        long n = trials.getAsLong();
        return n < FEW_TRIALS ? count(Math.round(share * n)) + " of " + count(n) : percent(share) + " of " + count(n);
    }

    /** A share from 0 to 1 as a percentage. */
    public static String percent(double share) {
        return number(100 * share, digits(100 * share)) + " %";
    }

    /** A number of things; one decimal below ten where it is an average. */
    public static String count(double value) {
        return number(value, value == Math.rint(value) || Math.abs(value) >= 10 ? 0 : 1);
    }

    /** A whole number of things. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Minor units as a plain amount without a currency; cents are left out from 1,000 on. */
    public static String money(double minor) {
        double amount = minor / 100;
        return number(amount, Math.abs(amount) >= 1000 || amount == 0 ? 0 : 2);
    }

    private static String millis(double value) {
        return Math.abs(value) < 1000 ? number(value, 0) + " ms" : number(value / 1000, 1) + " s";
    }

    /** A length of time in its largest units, as in {@code 6 minutes} or {@code 1 hour 12 minutes}. */
    public static String duration(Duration duration) {
        Duration length = duration.abs();
        if (length.toSeconds() < 60) {
            return counted(length.toSeconds(), "second");
        }
        long minutes = Math.round(length.toSeconds() / 60.0);
        if (minutes < 60) {
            return counted(minutes, "minute");
        }
        String hours = counted(minutes / 60, "hour");
        return minutes % 60 == 0 ? hours : hours + " " + counted(minutes % 60, "minute");
    }

    /** A number of things with their noun, as in {@code 1 figure}, {@code 3 figures}. */
    public static String counted(long n, String noun) {
        return count(n) + " " + noun + (n == 1 ? "" : "s");
    }

    /** A moment's time of day, as in {@code 10:42 UTC}. */
    public static String clock(Instant at) {
        return CLOCK.format(at.atOffset(ZoneOffset.UTC));
    }

    /** A score from 0 to 1, which is no probability and does not look like one. */
    public static String score(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }

    /** A distance in standard deviations, told as precisely as it is worth. */
    public static String distance(double z) {
        double far = Math.abs(z);
        return far >= 30 ? "more than 30" : number(far, far < 10 ? 1 : 0);
    }

    private static String joined(String low, String high, String unit) {
        return (low.equals(high) ? low : low + "–" + high) + unit;
    }

    private static int digits(double percentage) {
        return percentage == 0 || percentage == 100 ? 0 : Math.abs(percentage) < 0.1 ? 2 : 1;
    }

    private static String number(double value, int digits) {
        String text = String.format(Locale.ROOT, "%,." + digits + "f", value);
        return text.matches("-?0[.0]*") ? "0" : text;
    }
}
