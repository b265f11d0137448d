package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.experiment.Allocation;
import dev.opspilot.rituals.analysis.experiment.Direction;
import dev.opspilot.rituals.analysis.experiment.Measure;
import dev.opspilot.rituals.analysis.experiment.Metric;
import dev.opspilot.rituals.analysis.experiment.PowerAnalysis;
import dev.opspilot.rituals.analysis.experiment.Sample;
import dev.opspilot.rituals.analysis.experiment.TestDesign;
import dev.opspilot.rituals.instrument.Experiment;
import dev.opspilot.rituals.instrument.Experiment.Outcome;
import dev.opspilot.rituals.instrument.MetricDefinition;
import dev.opspilot.rituals.instrument.MetricDefinition.Kind;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A defined metric as every arm of an experiment measured it.
 *
 * @param samples one for each arm, control first
 */
record Measured(MetricDefinition definition, Metric metric, List<Sample> samples, List<ReceiptId> receipts) {
    Measured {
        samples = List.copyOf(samples);
    }

    /** Those that every arm has, the one that the words point to first, otherwise in the source's order. */
    static List<Measured> of(Experiment experiment, Shelf shelf, Wish wish) {
        List<Measured> all = new ArrayList<>();
        for (Outcome outcome : experiment.arms().getFirst().outcomes()) {
            shelf.definition(outcome.metric())
                    .flatMap(each -> of(each, experiment, shelf))
                    .ifPresent(all::add);
        }
        Wish rest = wish.without(Wish.words(experiment.id() + " " + experiment.title()));
        return all.stream()
                .sorted(Comparator.comparingInt(each -> -Choice.score(rest, each.definition())))
                .toList();
    }

    private static Optional<Measured> of(Sourced<MetricDefinition> defined, Experiment experiment, Shelf shelf) {
        MetricDefinition definition = defined.fact();
        List<Sample> samples = new ArrayList<>();
        for (Experiment.Arm arm : experiment.arms()) {
            arm.outcomes().stream()
                    .filter(each -> each.metric().equals(definition.name()))
                    .findFirst()
                    .flatMap(each -> sample(definition, each, arm.units()))
                    .ifPresent(samples::add);
        }
        if (samples.size() < experiment.arms().size()) {
            return Optional.empty();
        }
        Optional<Reported> series =
                definition.kind() == Kind.MEAN ? shelf.series(definition.numerator()) : Optional.empty();
        List<ReceiptId> receipts = new ArrayList<>(defined.receipts());
        series.ifPresent(each -> receipts.add(each.receipt()));
        Unit unit = definition.kind() == Kind.PROPORTION
                ? Unit.RATIO
                : series.map(each -> each.series().unit()).orElse(Unit.COUNT);
        Optional<Currency> currency = series.map(Reported::series).flatMap(Series::currency);
        String name = definition.title().isBlank() ? definition.name() : definition.title();
        return Optional.of(new Measured(
                definition, new Metric(name, unit, currency, Baseline.better(definition)), samples, receipts));
    }

    /** Empty where the source's figure cannot be one of this kind. */
    private static Optional<Sample> sample(MetricDefinition definition, Outcome outcome, long units) {
        return switch (definition.kind()) {
            case PROPORTION ->
                outcome.mean() < 0 || outcome.mean() > 1
                        ? Optional.empty()
                        : Optional.of(new Sample.Proportion(Math.round(outcome.mean() * units), units));
            case MEAN -> {
                double deviation = outcome.deviation() > 0
                        ? outcome.deviation()
                        : definition.deviation().orElse(0);
                yield deviation > 0 && Double.isFinite(deviation)
                        ? Optional.of(new Sample.Mean(units, outcome.mean(), deviation * deviation))
                        : Optional.empty();
            }
        };
    }

    Sample control() {
        return samples.getFirst();
    }

    String title() {
        return Words.oneLine(metric.name());
    }

    /** An arm's value as people read it, with what it is over. */
    String value(int arm) {
        return switch (samples.get(arm)) {
            case Sample.Proportion share -> Figures.share(share.average(), OptionalLong.of(share.trials()));
            case Sample.Mean mean ->
                Figures.value(metric.unit(), metric.currency(), mean.mean()) + " over " + Figures.count(mean.units());
        };
    }

    String signed(double difference) {
        return Amounts.signed(metric.unit(), metric.currency(), difference);
    }

    /** What the planned units were enough to find; empty where none were planned, or nothing can be found. */
    Optional<PowerAnalysis> found(Allocation allocation, long plannedUnits, Settings settings) {
        double least = allocation.weights().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        double units = plannedUnits * allocation.share(0);
        if (units * least / allocation.weights().getFirst() < 2) {
            return Optional.empty();
        }
        Optional<Measure> measure = switch (control()) {
            case Sample.Proportion share ->
                share.successes() == 0 || share.successes() == share.trials()
                        ? Optional.empty()
                        : Optional.of(new Measure.Proportion(share.average()));
            case Sample.Mean mean -> Optional.of(new Measure.Mean(mean.mean(), mean.variance()));
        };
        Direction direction = metric.better().sign() > 0 ? Direction.INCREASE : Direction.DECREASE;
        return measure.flatMap(each -> {
            TestDesign standard = TestDesign.standard(each, allocation.arms());
            return new TestDesign(each, settings.sides(), settings.alpha(), allocation, standard.formula())
                    .minimumDetectableEffect(direction, units, settings.power());
        });
    }
}
