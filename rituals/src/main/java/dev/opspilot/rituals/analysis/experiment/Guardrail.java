package dev.opspilot.rituals.analysis.experiment;

/**
 * A metric that may not suffer for the primary one.
 *
 * @param metric what is measured
 * @param nonInferiorityMargin the loss that is no longer tolerable, positive, in the metric's unit
 * @param alpha one-sided, the chance to pass a loss as large as the margin, below one half. Not shared between
 *     guardrails, since all of them must pass (Berger 1982); shared between treatments, and spent over looks as the
 *     primary metric's is
 */
public record Guardrail(Metric metric, double nonInferiorityMargin, double alpha) {
    public Guardrail {
        Check.positive(nonInferiorityMargin, "nonInferiorityMargin");
        Check.require(
                alpha > 0 && alpha < 0.5,
                "alpha of a guardrail must lie between 0 and 0.5, but is %s: give 0.05 for 5 %%".formatted(alpha));
    }
}
