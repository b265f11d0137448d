package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.ResultMapping;
import dev.opspilot.bot.config.ResultMapping.Earlier;
import dev.opspilot.bot.config.ResultMapping.OfChanges;
import dev.opspilot.bot.config.ResultMapping.OfDefinitions;
import dev.opspilot.bot.config.ResultMapping.OfExperiments;
import dev.opspilot.bot.config.ResultMapping.OfFreezes;
import dev.opspilot.bot.config.ResultMapping.OfIncidents;
import dev.opspilot.bot.config.ResultMapping.OfRuns;
import dev.opspilot.bot.config.ResultMapping.OfSeries;
import dev.opspilot.bot.config.ResultMapping.OfSubject;
import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.MetricDefinition;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the facts out of a tool's result, as its mapping says where they stand. Pure. */
final class FactsReader {
    static final int TITLE = 200;
    static final int NAME = 100;

    private final ResultMapping mapping;

    FactsReader(ResultMapping mapping) {
        this.mapping = mapping;
    }

    /** When the source observed what it says, if the result tells. */
    Optional<Instant> observedAt(JsonNode result) throws MismatchException {
        return mapping.observedAt().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Element.root(result).at(mapping.observedAt().get()).time());
    }

    Facts read(JsonNode result, Query query) throws MismatchException {
        Element root = Element.root(result);
        List<Series> series = new ArrayList<>();
        for (OfSeries each : mapping.series()) {
            for (Element item : root.at(each.at()).items()) {
                series(each, item, query).ifPresent(series::add);
            }
        }
        return new Facts(
                series,
                all(root, mapping.changes(), OfChanges::at, FactsReader::change),
                all(root, mapping.incidents(), OfIncidents::at, FactsReader::incident),
                all(root, mapping.runs(), OfRuns::at, FactsReader::run),
                all(root, mapping.definitions(), OfDefinitions::at, FactsReader::definition),
                all(root, mapping.experiments(), OfExperiments::at, ExperimentReader::experiment),
                all(root, mapping.freezes(), OfFreezes::at, FactsReader::freeze),
                List.of());
    }

    /** Reads one element of an array. */
    @FunctionalInterface
    interface Part<M, T> {
        T read(M mapping, Element item) throws MismatchException;
    }

    static <M, T> List<T> all(Element root, List<M> mappings, Function<M, JsonPointer> at, Part<M, T> part)
            throws MismatchException {
        List<T> all = new ArrayList<>();
        for (M mapping : mappings) {
            for (Element item : root.at(at.apply(mapping)).items()) {
                all.add(part.read(mapping, item));
            }
        }
        return all;
    }

    /** One series, cut to the window; none when the source has no sample at all. */
    private static Optional<Series> series(OfSeries mapping, Element item, Query query) throws MismatchException {
        Duration step = item.seconds(mapping.step());
        Instant start = item.time(mapping.start());
        Series.Unit unit = item.word(mapping.unit(), Series.Unit.class);
        Samples all = new Samples(start, step, item.at(mapping.values()).numbers(unit));
        Samples recent = all.between(query.from(), query.to());
        List<Samples> earlier = earlier(mapping.earlier(), item, unit, all, query);
        if (recent.size() == 0) {
            if (all.size() > 0) {
                throw item.at(mapping.values())
                        .expected("samples between " + query.from() + " and " + query.to() + " (they start at " + start
                                + ")");
            }
            return Optional.empty();
        }
        return Optional.of(new Series(
                subject(mapping.subject(), item),
                item.text(mapping.metric(), NAME),
                unit,
                currency(mapping, item, unit),
                item.word(mapping.bad(), Series.Bad.class),
                item.find(mapping.serves(), NAME),
                recent,
                earlier));
    }

    private static Optional<Currency> currency(OfSeries mapping, Element item, Series.Unit unit)
            throws MismatchException {
        if (unit != Series.Unit.MONEY_MINOR) {
            return Optional.empty();
        }
        if (mapping.currency().isEmpty()) {
            throw item.expected("money with its currency; map `currency` to an ISO 4217 code");
        }
        return Optional.of(item.currency(mapping.currency().get()));
    }

    private static List<Samples> earlier(Earlier mapping, Element item, Series.Unit unit, Samples all, Query query)
            throws MismatchException {
        return switch (mapping) {
            case Earlier.None() -> List.of();
            case Earlier.Sliced() -> sliced(all, query);
            case Earlier.Windows windows -> windows(windows, item, unit, all.step());
        };
    }

    private static List<Samples> sliced(Samples all, Query query) {
        List<Samples> windows = new ArrayList<>();
        for (int day = 1; day <= query.earlierDays(); day++) {
            Duration back = Duration.ofDays(day);
            Samples window = all.between(query.from().minus(back), query.to().minus(back));
            if (window.size() > 0) {
                windows.add(window);
            }
        }
        return windows;
    }

    private static List<Samples> windows(Earlier.Windows mapping, Element item, Series.Unit unit, Duration step)
            throws MismatchException {
        List<Samples> windows = new ArrayList<>();
        for (Element window : item.at(mapping.at()).items()) {
            double[] values = window.at(mapping.values()).numbers(unit);
            windows.add(new Samples(window.at(mapping.start()).time(), step, values));
        }
        windows.sort(Comparator.comparing(Samples::start).reversed());
        return windows;
    }

    private static Change change(OfChanges mapping, Element item) throws MismatchException {
        return new Change(
                item.text(mapping.id(), NAME),
                item.word(mapping.kind(), Change.Kind.class),
                item.text(mapping.title(), TITLE),
                item.find(mapping.service(), NAME),
                item.time(mapping.time()),
                item.find(mapping.author(), NAME).orElse("unknown"),
                item.link(mapping.link()));
    }

    private static Incident incident(OfIncidents mapping, Element item) throws MismatchException {
        return new Incident(
                item.text(mapping.id(), NAME),
                item.text(mapping.title(), TITLE),
                subject(mapping.subject(), item),
                item.time(mapping.startedAt()),
                item.text(mapping.status(), NAME),
                item.moment(mapping.mitigatedAt()),
                item.moment(mapping.resolvedAt()),
                item.link(mapping.link()));
    }

    private static AutomationRun run(OfRuns mapping, Element item) throws MismatchException {
        return new AutomationRun(
                item.text(mapping.id(), NAME),
                item.text(mapping.name(), TITLE),
                item.word(mapping.status(), AutomationRun.Status.class),
                item.time(mapping.time()),
                item.link(mapping.link()));
    }

    private static MetricDefinition definition(OfDefinitions mapping, Element item) throws MismatchException {
        return new MetricDefinition(
                item.text(mapping.name(), NAME),
                item.text(mapping.title(), TITLE),
                item.word(mapping.kind(), MetricDefinition.Kind.class),
                item.word(mapping.bad(), Series.Bad.class),
                item.text(mapping.per(), NAME),
                item.text(mapping.numerator(), NAME),
                item.text(mapping.denominator(), NAME),
                item.number(mapping.deviation()),
                item.link(mapping.link()));
    }

    private static Freeze freeze(OfFreezes mapping, Element item) throws MismatchException {
        Instant from = item.time(mapping.from());
        Instant to = item.time(mapping.to());
        if (!from.isBefore(to)) {
            throw item.expected("a freeze that ends after it begins");
        }
        return new Freeze(
                item.text(mapping.id(), NAME),
                item.text(mapping.title(), TITLE),
                from,
                to,
                item.find(mapping.service(), NAME));
    }

    private static Subject subject(OfSubject mapping, Element item) throws MismatchException {
        return new Subject(item.word(mapping.kind(), Subject.Kind.class), item.text(mapping.name(), NAME));
    }
}
