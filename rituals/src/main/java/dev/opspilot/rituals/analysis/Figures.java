package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Figures as people read them, the same in every language and on every machine. */
public final class Figures {
    /** A share of fewer trials than this is told as a count of them. */
    public static final int FEW_TRIALS = 20;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm 'UTC'", Locale.ENGLISH);
    /** Of a currency that is not known. */
    private static final int USUAL_FRACTION = 2;

    private static final String NOTHING_KNOWN = "unknown";

    private Figures() {}

    /** A value of a series with its unit, as in {@code 31.2 %}, {@code 1,204}, {@code USD 12,340}, {@code 1.4 s}. */
    public static String value(Series series, double value) {
        return value(series.unit(), series.currency(), value);
    }

    /** The same for a value that is of no series. */
    public static String value(Unit unit, Optional<Currency> currency, double value) {
        if (Double.isNaN(value)) {
            return NOTHING_KNOWN;
        }
        return switch (unit) {
            case COUNT -> count(value);
            case RATIO -> percent(value);
            case MONEY_MINOR -> code(currency) + amount(currency, value);
            case MILLIS -> millis(value);
        };
    }

    /** A range with its unit once, as in {@code 0.8–2.1 %}. */
    public static String range(Series series, double low, double high) {
        return range(series.unit(), series.currency(), low, high);
    }

    /** The same for values that are of no series. */
    public static String range(Unit unit, Optional<Currency> currency, double low, double high) {
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return NOTHING_KNOWN;
        }
        return switch (unit) {
            case COUNT -> joined(count(Math.floor(low)), count(Math.ceil(high)), "");
            case RATIO -> {
                int digits = digits(100 * high);
                yield joined(number(100 * low, digits), number(100 * high, digits), " %");
            }
            case MONEY_MINOR -> {
                double units = minorUnits(currency);
                int digits = digits(currency, Math.max(Math.abs(low), Math.abs(high)) / units);
                yield code(currency) + joined(number(low / units, digits), number(high / units, digits), "");
            }
            case MILLIS ->
                high < 1000
                        ? joined(number(low, 0), number(high, 0), " ms")
                        : joined(number(low / 1000, 1), number(high / 1000, 1), " s");
        };
    }

    /** A share with what it is a share of: few trials as {@code 3 of 8}, more as {@code 31.2 % of 1,204}. */
    public static String share(double share, OptionalLong trials) {
        if (trials.isEmpty() || Double.isNaN(share)) {
            return value(Unit.RATIO, Optional.empty(), share);
        }
        long n = trials.getAsLong();
        return n < FEW_TRIALS ? count(Math.round(share * n)) + " of " + count(n) : percent(share) + " of " + count(n);
    }

    /** A share from 0 to 1 as a percentage. */
    public static String percent(double share) {
        return number(100 * share, digits(100 * share)) + " %";
    }

    /**
     * A share that somebody chose and nobody measured, as in {@code 80 %}, {@code 0.25 %} or {@code 0.0001 %}: as it
     * was chosen, unless it has more than four digits, as a third has.
     */
    public static String chosen(double share) {
        if (!Double.isFinite(share)) {
            return NOTHING_KNOWN;
        }
        BigDecimal percentage =
                BigDecimal.valueOf(100 * share).round(new MathContext(10)).stripTrailingZeros();
        return percentage.precision() <= 4 && percentage.scale() > 0
                ? percentage.toPlainString() + " %"
                : percentage.scale() <= 0 ? number(percentage.doubleValue(), 0) + " %" : percent(share);
    }

    /** A number of things; one decimal below ten where it is an average. */
    public static String count(double value) {
        return number(value, value == Math.rint(value) || Math.abs(value) >= 10 ? 0 : 1);
    }

    /** A whole number of things. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Minor units as an amount with the currency's ISO 4217 code; fractions are left out from 1,000 on. */
    public static String money(Currency currency, double minor) {
        return value(Unit.MONEY_MINOR, Optional.of(currency), minor);
    }

    private static String code(Optional<Currency> currency) {
        return currency.map(each -> each.getCurrencyCode() + " ").orElse("");
    }

    /** What a value is multiplied by to stand on the axis of a chart, whose unit is {@link #axis}. */
    public static double scale(Unit unit, Optional<Currency> currency) {
        return switch (unit) {
            case RATIO -> 100;
            case MONEY_MINOR -> 1 / minorUnits(currency);
            case COUNT, MILLIS -> 1;
        };
    }

    /** The unit of a chart of a series, as in {@code %} or {@code USD in 1 hour}. */
    public static String axis(Series series) {
        String every = duration(series.recent().step());
        return switch (series.unit()) {
            case RATIO -> "%";
            case MILLIS -> "ms";
            case COUNT -> "in " + every;
            case MONEY_MINOR -> series.currency().map(Currency::getCurrencyCode).orElse("amount") + " in " + every;
        };
    }

    /** The size of a difference; of shares in percentage points, which are not percent. */
    public static String difference(Unit unit, Optional<Currency> currency, double size) {
        return unit == Unit.RATIO ? points(size) + " points" : value(unit, currency, size);
    }

    /** The size of a difference of shares in percentage points, the number alone. */
    public static String points(double share) {
        if (share > 0 && share < 1e-5) {
            return BigDecimal.valueOf(100 * share).round(new MathContext(2)).toPlainString();
        }
        return String.format(Locale.ROOT, share < 0.001 ? "%.3f" : "%.2f", 100 * share);
    }

    /** A p-value: never as 0, and no more precise than anyone needs. */
    public static String pValue(double p) {
        return p < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, p < 0.01 ? "%.4f" : "%.3f", p);
    }

    /** How many minor units a currency's unit has: 100 for the euro, 1 for the yen. */
    public static double minorUnits(Optional<Currency> currency) {
        return Math.pow(10, fraction(currency));
    }

    private static String amount(Optional<Currency> currency, double minor) {
        double amount = minor / minorUnits(currency);
        return number(amount, digits(currency, amount));
    }

    private static int digits(Optional<Currency> currency, double amount) {
        return Math.abs(amount) >= 1000 || amount == 0 ? 0 : fraction(currency);
    }

    private static int fraction(Optional<Currency> currency) {
        return Math.max(0, currency.map(Currency::getDefaultFractionDigits).orElse(USUAL_FRACTION));
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

    /** A moment, as in {@code Tuesday 9 February, 10:42 UTC}. */
    public static String moment(Instant at) {
        return MOMENT.format(at.atOffset(ZoneOffset.UTC));
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
