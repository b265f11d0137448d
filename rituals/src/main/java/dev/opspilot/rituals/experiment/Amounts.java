package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Optional;

/** Amounts that only experiments speak of: signed differences, and days. */
final class Amounts {
    private Amounts() {}

    /** The size of a difference with its sign. */
    static String signed(Unit unit, Optional<Currency> currency, double difference) {
        return (difference < 0 ? "−" : "+") + Figures.difference(unit, currency, Math.abs(difference));
    }

    /** A factor as a percentage on top, as in {@code 1.7 %}. */
    static String extra(double factor) {
        return Figures.percent(factor - 1);
    }

    static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
