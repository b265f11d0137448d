package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.experiment.Direction;
import dev.opspilot.rituals.analysis.experiment.Measure;
import dev.opspilot.rituals.analysis.experiment.NonInferiorityDesign;
import dev.opspilot.rituals.analysis.experiment.PowerAnalysis;
import dev.opspilot.rituals.analysis.experiment.RunLength;
import dev.opspilot.rituals.analysis.experiment.SequentialDesign;
import dev.opspilot.rituals.analysis.experiment.Spending;
import dev.opspilot.rituals.analysis.experiment.TestDesign;
import dev.opspilot.rituals.analysis.experiment.Traffic;
import dev.opspilot.rituals.instrument.Series.Bad;
import java.util.List;
import java.util.Optional;

/** What comes of the wish to test something. */
sealed interface Proposal {
    /** The loss of a guardrail that is no longer tolerable, as a share of its baseline. */
    double MARGIN = 0.05;

    int LONGEST_WEEKS = 8;
    int GUARDRAILS = 3;
    List<Double> LOOKS = List.of(0.25, 0.5, 0.75, 1.0);

    /** Units for an arm beyond which nobody plans. */
    double MOST_UNITS = 1e12;
    /** Units for an arm, in variances over the effect squared, of a test with the usual errors. */
    double SEVERAL_UNITS = 16;

    Wish wish();

    List<Baseline> metrics();

    /**
     * A plan.
     *
     * @param effect treatment less control, signed
     * @param plan without early looks
     * @param inflation what the looks cost
     * @param sizes units in each arm, looks paid for, control first
     * @param finds the smallest effect that all units of the run find, looks paid for; empty where it never ends
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
            Optional<PowerAnalysis> finds,
            List<Guarded> guardrails)
            implements Proposal {
        Baseline.Live primary() {
            return choice.primary();
        }

        Settings settings() {
            return wish.settings();
        }

        long total() {
            return sizes.stream().mapToLong(Long::longValue).sum();
        }

        /** The effect as a share of the baseline, without its sign. */
        double relative() {
            return Math.abs(effect) / Math.abs(primary().measure().baseline());
        }

        Optional<RunLength.Ends> ends() {
            return length instanceof RunLength.Ends ends ? Optional.of(ends) : Optional.empty();
        }
    }

    /**
     * A guardrail with the units that the run brings.
     *
     * @param margin the loss that is no longer tolerable, in the metric's unit
     * @param power the chance to rule such a loss out when there is none
     * @param narrowest the margin that would be ruled out with the power of the test; empty when there is none
     */
    record Guarded(Baseline.Live metric, double margin, double power, Optional<Double> narrowest) {}

    /**
     * No plan.
     *
     * @param why one sentence
     * @param refused whether what was asked for cannot be; otherwise too little is known
     */
    record Unplanned(Wish wish, List<Baseline> metrics, String why, boolean refused) implements Proposal {}

    static Proposal of(Wish wish, Shelf shelf) {
        List<Baseline> metrics = shelf.definitions().stream()
                .map(each -> Baseline.of(each, shelf))
                .toList();
        if (!wish.settings().mistakes().isEmpty()) {
            return new Unplanned(
                    wish, metrics, String.join("; ", wish.settings().mistakes()), true);
        }
        List<Baseline.Live> live = metrics.stream()
                .filter(Baseline.Live.class::isInstance)
                .map(Baseline.Live.class::cast)
                .toList();
        return Choice.of(wish, live)
                .map(choice -> aimed(
                        Churn.turned(wish, choice.primary())
                                .apartFrom(choice.primary().title()),
                        metrics,
                        choice))
                .orElseGet(() -> new Unplanned(
                        wish,
                        metrics,
                        metrics.isEmpty()
                                ? "no definition of a metric could be read"
                                : "none of " + Figures.counted(metrics.size(), "defined metric")
                                        + " has traffic that could be read",
                        false));
    }

    private static Proposal aimed(Wish wish, List<Baseline> metrics, Choice choice) {
        Baseline.Live primary = choice.primary();
        return switch (Aim.of(wish.settings(), primary)) {
            case Aim.Refused(String why) -> new Unplanned(wish, metrics, why, true);
            case Aim.Effect(double effect) -> {
                double variance = switch (primary.measure()) {
                    case Measure.Proportion(double p) -> p * (1 - p);
                    case Measure.Mean(double _, double own) -> own;
                };
                yield SEVERAL_UNITS * variance / (effect * effect) > MOST_UNITS
                        ? new Unplanned(
                                wish,
                                metrics,
                                "a change of " + primary.amount(Math.abs(effect)) + " in “" + primary.title()
                                        + "” is too small to be found by any traffic: type a larger one, as in “5 % lift”",
                                true)
                        : planned(wish, metrics, choice, effect);
            }
        };
    }

    private static TestDesign design(Settings settings, Measure measure) {
        TestDesign standard = TestDesign.standard(measure, 2);
        return new TestDesign(measure, settings.sides(), settings.alpha(), settings.allocation(), standard.formula());
    }

    private static Proposal planned(Wish wish, List<Baseline> metrics, Choice choice, double effect) {
        Settings settings = wish.settings();
        Baseline.Live primary = choice.primary();
        TestDesign design = design(settings, primary.measure());
        double power = settings.power();
        PowerAnalysis plan = design.sampleSize(effect, power);
        SequentialDesign looks =
                new SequentialDesign(plan.alphaEach(), settings.sides(), Spending.O_BRIEN_FLEMING, LOOKS);
        double inflation = Math.max(1, looks.inflation(power));
        RunLength length = RunLength.of(
                design,
                effect,
                power,
                inflation,
                new Traffic(primary.unitsPerDay(), settings.traffic(), true),
                LONGEST_WEEKS);
        List<Long> sizes = plan.exactSizes().stream()
                .map(exact -> (long) Math.ceil(exact * inflation - 1e-9 * exact))
                .toList();
        double least = design.allocation().leastControl();
        double control = Math.max(
                least,
                design.allocation().share(0)
                        * switch (length) {
                            case RunLength.Ends ends -> ends.unitsExpected();
                            case RunLength.Never never -> never.unitsExpected();
                        });
        Optional<PowerAnalysis> finds = length instanceof RunLength.Ends
                ? design.minimumDetectableEffect(
                        effect > 0 ? Direction.INCREASE : Direction.DECREASE,
                        Math.max(least, control / inflation),
                        power)
                : Optional.empty();
        List<Guarded> guardrails = choice.others().stream()
                .filter(each -> guards(each, primary))
                .limit(GUARDRAILS)
                .map(each -> guarded(each, control, settings))
                .toList();
        return new Blueprint(wish, metrics, choice, effect, plan, looks, inflation, sizes, length, finds, guardrails);
    }

    /** Only a metric that is counted over the same unit can be held against a margin with the units of this test. */
    private static boolean guards(Baseline.Live metric, Baseline.Live primary) {
        return metric.definition().per().equals(primary.definition().per())
                && metric.definition().bad() != Bad.EITHER;
    }

    private static Guarded guarded(Baseline.Live metric, double control, Settings settings) {
        double margin = MARGIN * Math.abs(metric.measure().baseline());
        NonInferiorityDesign design = new NonInferiorityDesign(
                metric.measure(),
                Baseline.better(metric.definition()),
                margin,
                0,
                settings.alpha(),
                settings.allocation());
        return new Guarded(
                metric, margin, design.power(control).power(), design.narrowestMargin(control, settings.power()));
    }
}
