package dev.opspilot.rituals.analysis.experiment;

import dev.opspilot.rituals.instrument.Series.Unit;

/**
 * What an experiment measures.
 *
 * @param name as people know it, not empty; may come from outside
 * @param unit {@code RATIO} for proportions, otherwise that of the mean
 * @param better the direction in which it improves
 */
public record Metric(String name, Unit unit, Better better) {
    public Metric {
        Check.require(!name.isBlank(), "name must not be blank: give the metric's name as people know it");
    }
}
