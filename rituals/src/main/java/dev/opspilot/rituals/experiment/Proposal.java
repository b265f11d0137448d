package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.experiment.Measure;
import dev.opspilot.rituals.analysis.experiment.NonInferiorityDesign;
import dev.opspilot.rituals.analysis.experiment.PowerAnalysis;
import dev.opspilot.rituals.analysis.experiment.RunLength;
import dev.opspilot.rituals.analysis.experiment.SequentialDesign;
import dev.opspilot.rituals.analysis.experiment.Sides;
import dev.opspilot.rituals.analysis.experiment.Spending;
import dev.opspilot.rituals.analysis.experiment.TestDesign;
import dev.opspilot.rituals.analysis.experiment.Traffic;
import dev.opspilot.rituals.instrument.Series.Bad;
import java.util.List;
import java.util.Optional;

/** What comes of the wish to test something. */
sealed interface Proposal {
    double POWER = 0.80;
    double ALPHA = 0.05;
    /** The loss of a guardrail that is no longer tolerable, as a share of its baseline. */
    double MARGIN = 0.05;

    int LONGEST_WEEKS = 8;
    int GUARDRAILS = 3;
    List<Double> LOOKS = List.of(0.25, 0.5, 0.75, 1.0);

    /** Units for an arm beyond which nobody plans. */
    double MOST_UNITS = 1e12;

    Wish wish();

    List<Baseline> metrics();

    /**
     * A plan.
     *
     * @param effect treatment less control, signed
     * @param plan without early looks
     * @param inflation what the looks cost
     * @param sizes units in each arm, looks paid for
     */
    record Blueprint(
            Wish wish,
            List<Baseline> metrics,
            Choice choice,
            double effect,
            PowerAnalysis plan,
            SequentialDesign looks,
            double inflation,
            List<Long> sizes,
            RunLength length,
            List<Guarded> guardrails)
            implements Proposal {
        Baseline.Live primary() {
            return choice.primary();
        }

        long total() {
            return sizes.stream().mapToLong(Long::longValue).sum();
        }

        Optional<RunLength.Ends> ends() {
            return length instanceof RunLength.Ends ends ? Optional.of(ends) : Optional.empty();
        }
    }

    /**
     * A guardrail at the size that the primary metric asks for.
     *
     * @param margin the loss that is no longer tolerable, in the metric's unit
     * @param power the chance to rule such a loss out when there is none
     * @param narrowest the margin that would be ruled out with the usual power; empty when there is none
     */
    record Guarded(Baseline.Live metric, double margin, double power, Optional<Double> narrowest) {}

    /**
     * No plan.
     *
     * @param why one sentence
     */
    record Unplanned(Wish wish, List<Baseline> metrics, String why) implements Proposal {}

    static Proposal of(Wish wish, Shelf shelf) {
        List<Baseline> metrics = shelf.definitions().stream()
                .map(each -> Baseline.of(each, shelf))
                .toList();
        List<Baseline.Live> live = metrics.stream()
                .filter(Baseline.Live.class::isInstance)
                .map(Baseline.Live.class::cast)
                .toList();
        return Choice.of(wish, live)
                .map(choice -> planned(wish, metrics, choice))
                .orElseGet(() -> new Unplanned(
                        wish,
                        metrics,
                        metrics.isEmpty()
                                ? "no definition of a metric could be read"
                                : "none of " + Figures.counted(metrics.size(), "defined metric")
                                        + " has traffic that could be read"));
    }

    private static Proposal planned(Wish wish, List<Baseline> metrics, Choice choice) {
        Baseline.Live primary = choice.primary();
        double baseline = primary.measure().baseline();
        double size = wish.effect() * Math.abs(baseline);
        double effect = Baseline.better(primary.definition()).sign() * size;
        double variance = switch (primary.measure()) {
            case Measure.Proportion(double p) -> p * (1 - p);
            case Measure.Mean(double _, double own) -> own;
        };
        if (primary.measure() instanceof Measure.Proportion(double p) && p + effect >= 1) {
            return new Unplanned(
                    wish,
                    metrics,
                    "a relative change of " + Figures.chosen(wish.effect()) + " would take “" + primary.title()
                            + "” from " + primary.value() + " past 100 %; name a smaller one");
        }
        if (16 * variance / (size * size) > MOST_UNITS) {
            return new Unplanned(
                    wish,
                    metrics,
                    "a relative change of " + Figures.chosen(wish.effect()) + " of “" + primary.title()
                            + "” is too small to be found by any traffic; name a larger one");
        }
        TestDesign design = TestDesign.standard(primary.measure(), wish.arms());
        PowerAnalysis plan = design.sampleSize(effect, POWER);
        SequentialDesign looks = new SequentialDesign(plan.alphaEach(), Sides.TWO, Spending.O_BRIEN_FLEMING, LOOKS);
        double inflation = looks.inflation(POWER);
        RunLength length = RunLength.of(
                design,
                effect,
                POWER,
                inflation,
                new Traffic(primary.unitsPerDay(), wish.share(), true),
                LONGEST_WEEKS);
        List<Long> sizes = plan.exactSizes().stream()
                .map(exact -> (long) Math.ceil(exact * inflation - 1e-9 * exact))
                .toList();
        double control = switch (length) {
            case RunLength.Ends _ -> sizes.getFirst();
            case RunLength.Never never -> (double) never.unitsExpected() / wish.arms();
        };
        List<Guarded> guardrails = choice.others().stream()
                .filter(each -> guards(each, primary))
                .limit(GUARDRAILS)
                .map(each -> guarded(each, control, design))
                .toList();
        return new Blueprint(wish, metrics, choice, effect, plan, looks, inflation, sizes, length, guardrails);
    }

    /** Only a metric that is counted over the same unit can be held against a margin with the units of this test. */
    private static boolean guards(Baseline.Live metric, Baseline.Live primary) {
        return metric.definition().per().equals(primary.definition().per())
                && metric.definition().bad() != Bad.EITHER;
    }

    private static Guarded guarded(Baseline.Live metric, double control, TestDesign test) {
        double margin = MARGIN * Math.abs(metric.measure().baseline());
        NonInferiorityDesign design = new NonInferiorityDesign(
                metric.measure(), Baseline.better(metric.definition()), margin, 0, ALPHA, test.allocation());
        double units = Math.max(2, control);
        return new Guarded(metric, margin, design.power(units).power(), design.narrowestMargin(units, POWER));
    }
}
