package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Periods;
import dev.opspilot.rituals.analysis.Periods.Fold;
import dev.opspilot.rituals.analysis.Periods.Length;
import dev.opspilot.rituals.analysis.Periods.Period;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.experiment.Better;
import dev.opspilot.rituals.analysis.experiment.Measure;
import dev.opspilot.rituals.analysis.experiment.Metric;
import dev.opspilot.rituals.instrument.MetricDefinition;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a defined metric stands, from complete days of real traffic, or why that is not known. */
sealed interface Baseline {
    int WEEK = 7;
    /** Successes, and failures, below which a share says too little to plan on. */
    int FEW = 20;

    MetricDefinition definition();

    List<ReceiptId> receipts();

    default String title() {
        return Words.oneLine(definition().title());
    }

    static Better better(MetricDefinition definition) {
        return definition.bad() == Bad.UP ? Better.LOWER : Better.HIGHER;
    }

    /**
     * It is known.
     *
     * @param units that were counted, over all days
     * @param days complete ones, whole weeks of them
     * @param daily its value on each day, oldest first
     */
    record Live(
            MetricDefinition definition,
            Measure measure,
            Unit unit,
            Optional<Currency> currency,
            long units,
            List<LocalDate> days,
            List<Double> daily,
            List<ReceiptId> receipts)
            implements Baseline {
        double unitsPerDay() {
            return (double) units / days.size();
        }

        /** As people read it, with what it is over. */
        String value() {
            return switch (measure) {
                case Measure.Proportion(double share) -> Figures.share(share, OptionalLong.of(units));
                case Measure.Mean(double mean, double _) -> amount(mean) + " over " + Figures.count(units);
            };
        }

        /** A value of it, or for a share a difference of shares in points. */
        String amount(double value) {
            return Figures.difference(unit, currency, value);
        }

        /** As in {@code 28 complete days (UTC), 2026-02-04 to 2026-03-03}. */
        String span() {
            return Figures.counted(days.size(), "complete day") + " (UTC), " + days.getFirst() + " to "
                    + days.getLast();
        }

        Metric metric() {
            return new Metric(definition.title(), unit, currency, better(definition));
        }
    }

    /**
     * It is not known.
     *
     * @param why one clause, with what would help
     */
    record Unknown(MetricDefinition definition, String why, List<ReceiptId> receipts) implements Baseline {}

    static Baseline of(Sourced<MetricDefinition> defined, Shelf shelf) {
        MetricDefinition definition = defined.fact();
        Optional<Reported> numerator = shelf.series(definition.numerator());
        Optional<Reported> denominator = shelf.series(definition.denominator());
        if (numerator.isEmpty() || denominator.isEmpty()) {
            String metric = numerator.isEmpty() ? definition.numerator() : definition.denominator();
            return new Unknown(definition, absent(metric, shelf), defined.receipts());
        }
        List<ReceiptId> receipts = Stream.concat(
                        defined.receipts().stream(),
                        Stream.of(numerator.get().receipt(), denominator.get().receipt()))
                .distinct()
                .toList();
        Map<LocalDate, Double> bottoms = days(denominator.get());
        List<Day> both = days(numerator.get()).entrySet().stream()
                .flatMap(each -> Optional.ofNullable(bottoms.get(each.getKey())).stream()
                        .map(bottom -> new Day(each.getKey(), each.getValue(), bottom)))
                .toList();
        if (both.size() < WEEK) {
            return new Unknown(
                    definition,
                    "its series have " + Figures.counted(both.size(), "complete day")
                            + " in common, and a week is needed",
                    receipts);
        }
        return counted(definition, numerator.get(), both.subList(both.size() % WEEK, both.size()), receipts);
    }

    /** What a complete day came to. */
    record Day(LocalDate date, double top, double bottom) {}

    private static Baseline counted(
            MetricDefinition definition, Reported numerator, List<Day> days, List<ReceiptId> receipts) {
        double top = days.stream().mapToDouble(Day::top).sum();
        double bottom = days.stream().mapToDouble(Day::bottom).sum();
        Optional<String> problem = problem(definition, top, bottom);
        if (problem.isPresent()) {
            return new Unknown(definition, problem.get(), receipts);
        }
        boolean share = definition.kind() == MetricDefinition.Kind.PROPORTION;
        double deviation = definition.deviation().orElse(0);
        Measure measure =
                share ? new Measure.Proportion(top / bottom) : new Measure.Mean(top / bottom, deviation * deviation);
        Unit unit = share ? Unit.RATIO : numerator.series().unit();
        List<Double> daily = days.stream()
                .filter(day -> day.bottom() > 0)
                .map(day -> day.top() / day.bottom())
                .toList();
        return new Live(
                definition,
                measure,
                unit,
                share ? Optional.empty() : numerator.series().currency(),
                Math.round(bottom),
                days.stream().map(Day::date).toList(),
                daily,
                receipts);
    }

    /** Why the counts make no baseline. */
    private static Optional<String> problem(MetricDefinition definition, double top, double bottom) {
        if (bottom < 1) {
            return Optional.of("nothing was counted in " + Words.oneLine(definition.denominator()));
        }
        return switch (definition.kind()) {
            case PROPORTION -> {
                if (top > bottom) {
                    yield Optional.of("its numerator " + Words.oneLine(definition.numerator())
                            + " is larger than its denominator, so it is no share: check the definition");
                }
                yield top < FEW || bottom - top < FEW
                        ? Optional.of("it came to " + Figures.count(Math.round(top)) + " of "
                                + Figures.count(Math.round(bottom)) + ", too few to plan on")
                        : Optional.empty();
            }
            case MEAN -> {
                if (!(definition.deviation().orElse(0) > 0)) {
                    yield Optional.of("its standard deviation over units is not defined: bind deviation");
                }
                yield top == 0 ? Optional.of("it came to 0, of which no share can be sought") : Optional.empty();
            }
        };
    }

    private static String absent(String metric, Shelf shelf) {
        long named = shelf.named(metric);
        return named == 0
                ? "no source brought the series " + Words.oneLine(metric) + " that it is defined by"
                : named + " series are called " + Words.oneLine(metric) + ", and it is not clear which is meant";
    }

    private static Map<LocalDate, Double> days(Reported reported) {
        return Periods.of(reported.series().recent(), Length.DAY, Fold.SUM, ZoneOffset.UTC, reported.asOf())
                .complete()
                .stream()
                .collect(Collectors.toMap(Period::first, Period::value, (a, _) -> a, TreeMap::new));
    }
}
