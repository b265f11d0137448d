package dev.opspilot.rituals.instrument;

import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A metric of a subject over a window, with the same window of earlier days.
 *
 * @param metric the source's name for it, as in {@code payment_failures}
 * @param currency of money, whose minor unit the samples count (ISO 4217); empty for all else, and where unknown
 * @param bad in which direction a change of it is bad news
 * @param serves what its subject is used for, as in {@code card payments}: of providers, those that serve the same can
 *     stand in for each other; empty where the source does not tell
 * @param earlier the same window on earlier days, latest day first; may be empty
 */
public record Series(
        Subject subject,
        String metric,
        Unit unit,
        Optional<Currency> currency,
        Bad bad,
        Optional<String> serves,
        Samples recent,
        List<Samples> earlier) {

    /** What a sample counts. */
    public enum Unit {
        /** Whole things; adds up over time. */
        COUNT,
        /** A share from 0 to 1. */
        RATIO,
        /** Money in minor units (cents, or what the currency has instead); adds up over time. */
        MONEY_MINOR,
        /** A duration in milliseconds. */
        MILLIS
    }

    /** The direction that is bad news. */
    public enum Bad {
        UP,
        DOWN,
        EITHER
    }

    public Series {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(metric);
        Objects.requireNonNull(unit);
        if (currency.isPresent() && unit != Unit.MONEY_MINOR) {
            throw new IllegalArgumentException("only money has a currency, not " + metric);
        }
        Objects.requireNonNull(bad);
        Objects.requireNonNull(serves);
        Objects.requireNonNull(recent);
        earlier = List.copyOf(earlier);
    }

    /** A series whose source does not tell what its subject serves. */
    public Series(
            Subject subject,
            String metric,
            Unit unit,
            Optional<Currency> currency,
            Bad bad,
            Samples recent,
            List<Samples> earlier) {
        this(subject, metric, unit, currency, bad, Optional.empty(), recent, earlier);
    }

    /** The same metric of the same subject over another window. */
    public Series over(Samples window, List<Samples> before) {
        return new Series(subject, metric, unit, currency, bad, serves, window, before);
    }

    /** A series of something that is not money. */
    public static Series of(Subject subject, String metric, Unit unit, Bad bad, Samples recent, List<Samples> earlier) {
        return new Series(subject, metric, unit, Optional.empty(), bad, recent, earlier);
    }

    /** The name that people read: the subject and the metric in words. */
    public String title() {
        return Name.shown(subject.name()) + " " + Name.shown(metric).replace('_', ' ');
    }
}
