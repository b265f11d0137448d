package dev.opspilot.rituals.analysis.experiment;

/** What is measured of a unit, with its value in the control arm. */
public sealed interface Measure {

    /** The value in the control arm. */
    double baseline();

    /**
     * The share of units that do something.
     *
     * @param baseline between 0 and 1, both excluded
     */
    record Proportion(double baseline) implements Measure {
        public Proportion {
            Check.require(
                    baseline > 0 && baseline < 1,
                    "baseline must be a share between 0 and 1, both excluded, but is %s: give 0.1 for 10 %%"
                            .formatted(baseline));
        }
    }

    /**
     * A quantity averaged over units.
     *
     * @param baseline the mean, in the metric's unit
     * @param variance between units, in the metric's unit squared; positive
     */
    record Mean(double baseline, double variance) implements Measure {
        public Mean {
            Check.finite(baseline, "baseline");
            Check.positive(variance, "variance");
        }
    }
}
