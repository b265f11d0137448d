package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Experiment;
import dev.opspilot.rituals.instrument.Experiment.Arm;
import dev.opspilot.rituals.instrument.Experiment.Outcome;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.MetricDefinition;
import dev.opspilot.rituals.instrument.MetricDefinition.Kind;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.session.Played;
import dev.opspilot.rituals.session.RitualSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A small shop's definitions, traffic and experiments, made by hand, and the ritual run on them. */
final class Shop {
    static final Instant NOW = Instant.parse("2026-03-04T11:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant FIRST = Instant.parse("2026-02-04T00:00:00Z");

    private final List<MetricDefinition> definitions = new ArrayList<>();
    private final List<Series> product = new ArrayList<>();
    private final List<Series> revenue = new ArrayList<>();
    private final List<Experiment> experiments = new ArrayList<>();
    private final List<Freeze> freezes = new ArrayList<>();
    private final Map<Capability, String> failures = new EnumMap<>(Capability.class);
    private final List<Capability> unbound = new ArrayList<>();

    /** 100 checkouts an hour, of which 64 pay; 10 trials end an hour, of which 2 convert; EUR 3,100 an hour. */
    static Shop open() {
        return new Shop()
                .share("checkout_conversion", "Checkout conversion", "checkout", "paid", "starts")
                .share("trial_to_paid", "Trial to paid", "trial", "converted", "ended")
                .mean("revenue_per_checkout", "Revenue per checkout", "checkout", "takings", "starts", 3_140)
                .counts("starts", 100)
                .counts("paid", 64)
                .counts("ended", 10)
                .counts("converted", 2)
                .takes(310_000);
    }

    Shop share(String name, String title, String per, String numerator, String denominator) {
        definitions.add(new MetricDefinition(
                name,
                title,
                Kind.PROPORTION,
                Bad.DOWN,
                per,
                numerator,
                denominator,
                OptionalDouble.empty(),
                Optional.empty()));
        return this;
    }

    Shop mean(String name, String title, String per, String numerator, String denominator, double deviation) {
        OptionalDouble known = deviation > 0 ? OptionalDouble.of(deviation) : OptionalDouble.empty();
        definitions.add(new MetricDefinition(
                name, title, Kind.MEAN, Bad.DOWN, per, numerator, denominator, known, Optional.empty()));
        return this;
    }

    /** Every hour of four weeks. */
    Shop counts(String metric, double anHour) {
        product.removeIf(each -> each.metric().equals(metric));
        product.add(Series.of(shop(), metric, Unit.COUNT, Bad.DOWN, hours(anHour, 28 * 24), List.of()));
        return this;
    }

    /** The same for fewer days. */
    Shop countsFor(String metric, double anHour, int days) {
        product.removeIf(each -> each.metric().equals(metric));
        product.add(Series.of(shop(), metric, Unit.COUNT, Bad.DOWN, hours(anHour, days * 24), List.of()));
        return this;
    }

    private Shop takes(double minorAnHour) {
        revenue.add(new Series(
                shop(),
                "takings",
                Unit.MONEY_MINOR,
                Optional.of(Currency.getInstance("EUR")),
                Bad.DOWN,
                hours(minorAnHour, 28 * 24),
                List.of()));
        return this;
    }

    private static Subject shop() {
        return new Subject(Subject.Kind.BUSINESS, "Shop");
    }

    private static Samples hours(double value, int hours) {
        double[] values = new double[hours];
        Arrays.fill(values, value);
        return new Samples(FIRST, HOUR, values);
    }

    /** Nine days in, five to go, and two arms of the same weight. */
    Shop runs(String id, String title, long planned, Arm... arms) {
        experiments.add(new Experiment(
                id,
                title,
                NOW.minus(Duration.ofDays(9)),
                Optional.of(NOW.plus(Duration.ofDays(5))),
                planned,
                "checkout",
                List.of(arms),
                Optional.empty()));
        return this;
    }

    /** One whose source says neither how long nor how many. */
    Shop runsOpenly(String id, Arm... arms) {
        experiments.add(new Experiment(
                id,
                id,
                NOW.minus(Duration.ofDays(9)),
                Optional.empty(),
                0,
                "checkout",
                List.of(arms),
                Optional.empty()));
        return this;
    }

    static Arm arm(String name, long units, double conversion, double revenueMinor) {
        return new Arm(
                name,
                0.5,
                units,
                List.of(
                        new Outcome("checkout_conversion", conversion, 0),
                        new Outcome("revenue_per_checkout", revenueMinor, 3_140)));
    }

    Shop frozen() {
        freezes.add(new Freeze("f1", "Quarter end", NOW.minus(HOUR), NOW.plus(Duration.ofDays(2)), Optional.empty()));
        return this;
    }

    Shop failing(Capability capability) {
        failures.put(capability, "No answer within 5 seconds.");
        return this;
    }

    Shop without(Capability capability) {
        unbound.add(capability);
        return this;
    }

    private Map<Capability, Reading> readings() {
        Map<Capability, Reading> readings = new EnumMap<>(Capability.class);
        readings.put(
                Capability.METRICS_DEFINITIONS,
                reading("catalogue", facts(List.of(), definitions, List.of(), List.of())));
        readings.put(Capability.PRODUCT_METRICS, reading("analytics", facts(product, List.of(), List.of(), List.of())));
        readings.put(Capability.REVENUE_METRICS, reading("billing", facts(revenue, List.of(), List.of(), List.of())));
        readings.put(
                Capability.EXPERIMENTS_RESULTS,
                reading("experiments", facts(List.of(), List.of(), experiments, List.of())));
        readings.put(Capability.CHANGES_FREEZES, reading("calendar", facts(List.of(), List.of(), List.of(), freezes)));
        failures.forEach((capability, why) -> readings.put(capability, new Reading.Failed(origin("broken"), why)));
        unbound.forEach(readings::remove);
        return readings;
    }

    private static Facts facts(
            List<Series> series,
            List<MetricDefinition> definitions,
            List<Experiment> experiments,
            List<Freeze> freezes) {
        return new Facts(series, List.of(), List.of(), List.of(), definitions, experiments, freezes, List.of());
    }

    private static Reading reading(String tool, Facts facts) {
        return facts.isEmpty() ? new Reading.Nothing(origin(tool)) : new Reading.Found(origin(tool), facts);
    }

    private static Reading.Origin origin(String tool) {
        return new Reading.Origin("Shop", tool, "{}", NOW, false, "{}", Optional.empty());
    }

    /** The session after all answers. */
    RitualSession asked(String intent) {
        return asked(intent, NOW);
    }

    RitualSession asked(String intent, Instant now) {
        return new Played(new RevenueExperiment(), readings(), intent, now).run(0);
    }
}
