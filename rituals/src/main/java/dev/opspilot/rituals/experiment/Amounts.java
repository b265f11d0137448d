package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Amounts that only experiments speak of: differences, p-values and days. */
final class Amounts {
    private Amounts() {}

    /** A size in a metric's unit; of a share, in points. */
    static String of(Unit unit, Optional<Currency> currency, double size) {
        return unit == Unit.RATIO
                ? String.format(Locale.ROOT, size < 0.001 ? "%.3f points" : "%.2f points", 100 * size)
                : Figures.value(unit, currency, size);
    }

    /** The same with its sign. */
    static String signed(Unit unit, Optional<Currency> currency, double difference) {
        return (difference < 0 ? "−" : "+") + of(unit, currency, Math.abs(difference));
    }

    static String p(double value) {
        return value < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, value < 0.01 ? "%.4f" : "%.3f", value);
    }

    /** A factor as a percentage on top, as in {@code 1.7 %}. */
    static String extra(double factor) {
        return Figures.percent(factor - 1);
    }

    static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** As in {@code a}, {@code a and b}, {@code a, b and c}. */
    static String listed(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
