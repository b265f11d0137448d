package dev.opspilot.rituals.analysis.experiment;

import dev.opspilot.rituals.instrument.Series.Unit;
import java.util.Currency;
import java.util.Optional;

/**
 * What an experiment measures.
 *
 * @param name as people know it, not empty; may come from outside
 * @param unit {@code RATIO} for proportions, otherwise that of the mean
 * @param currency of money, whose minor unit means and variances are in; empty for all else
 * @param better the direction in which it improves
 */
public record Metric(String name, Unit unit, Optional<Currency> currency, Better better) {
    public Metric {
        Check.require(!name.isBlank(), "name must not be blank: give the metric's name as people know it");
        Check.require(
                currency.isEmpty() || unit == Unit.MONEY_MINOR,
                "only money has a currency, not %s: give none".formatted(unit));
    }

    /** A metric that is not money. */
    public Metric(String name, Unit unit, Better better) {
        this(name, unit, Optional.empty(), better);
    }
}
