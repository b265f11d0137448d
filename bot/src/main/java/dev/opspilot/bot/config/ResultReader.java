package dev.opspilot.bot.config;

import com.fasterxml.jackson.core.JsonPointer;
import dev.opspilot.bot.config.ResultMapping.Earlier;
import dev.opspilot.bot.config.ResultMapping.Field;
import dev.opspilot.bot.config.ResultMapping.OfArms;
import dev.opspilot.bot.config.ResultMapping.OfChanges;
import dev.opspilot.bot.config.ResultMapping.OfDefinitions;
import dev.opspilot.bot.config.ResultMapping.OfExperiments;
import dev.opspilot.bot.config.ResultMapping.OfFreezes;
import dev.opspilot.bot.config.ResultMapping.OfIncidents;
import dev.opspilot.bot.config.ResultMapping.OfOutcomes;
import dev.opspilot.bot.config.ResultMapping.OfRuns;
import dev.opspilot.bot.config.ResultMapping.OfSeries;
import dev.opspilot.bot.config.ResultMapping.OfSubject;
import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.MetricDefinition;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Reads how a tool's result becomes facts. A text that starts with a slash is a pointer, any other is meant as it is. */
final class ResultReader {
    private ResultReader() {}

    static ResultMapping read(Spot spot) throws ConfigException {
        spot.withKeys("observedAt", "series", "changes", "incidents", "runs", "definitions", "experiments", "freezes");
        ResultMapping mapping = new ResultMapping(
                pointer(spot.find("observedAt")),
                all(spot, "series", ResultReader::series),
                all(spot, "changes", ResultReader::changes),
                all(spot, "incidents", ResultReader::incidents),
                all(spot, "runs", ResultReader::runs),
                all(spot, "definitions", ResultReader::definitions),
                all(spot, "experiments", ResultReader::experiments),
                all(spot, "freezes", ResultReader::freezes));
        if (mapping.isEmpty()) {
            throw spot.wrong("nothing is mapped: series, changes, incidents, runs, definitions, experiments or freezes"
                    + " is needed");
        }
        return mapping;
    }

    /** Reads one element of a list. */
    @FunctionalInterface
    private interface Part<T> {
        T read(Spot spot) throws ConfigException;
    }

    private static <T> List<T> all(Spot spot, String key, Part<T> part) throws ConfigException {
        List<T> all = new ArrayList<>();
        for (Spot each : items(spot, key)) {
            all.add(part.read(each));
        }
        return all;
    }

    private static List<Spot> items(Spot spot, String key) throws ConfigException {
        Optional<Spot> list = spot.find(key);
        return list.isEmpty() ? List.of() : list.get().items();
    }

    private static OfSeries series(Spot spot) throws ConfigException {
        spot.withKeys(
                "at", "subject", "metric", "unit", "currency", "bad", "serves", "start", "step", "values", "earlier");
        return new OfSeries(
                pointer(spot.get("at")),
                subject(spot.get("subject")),
                field(spot.get("metric")),
                word(spot.get("unit"), Series.Unit.class),
                currency(spot),
                word(spot.get("bad"), Series.Bad.class),
                optional(spot.find("serves")),
                time(spot.get("start")),
                seconds(spot.get("step")),
                pointer(spot.get("values")),
                earlier(spot.find("earlier")));
    }

    private static Earlier earlier(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return new Earlier.None();
        }
        Spot spot = given.get();
        if (spot.node().isTextual()) {
            if (!spot.text().equals("sliced")) {
                throw spot.expected("“sliced”, or an object with the keys at, start, values");
            }
            return new Earlier.Sliced();
        }
        spot.withKeys("at", "start", "values");
        return new Earlier.Windows(pointer(spot.get("at")), pointer(spot.get("start")), pointer(spot.get("values")));
    }

    private static OfChanges changes(Spot spot) throws ConfigException {
        spot.withKeys("at", "id", "kind", "title", "service", "time", "author", "link");
        return new OfChanges(
                pointer(spot.get("at")),
                field(spot.get("id")),
                word(spot.get("kind"), Change.Kind.class),
                field(spot.get("title")),
                optional(spot.find("service")),
                time(spot.get("time")),
                optional(spot.find("author")),
                optional(spot.find("link")));
    }

    private static OfIncidents incidents(Spot spot) throws ConfigException {
        spot.withKeys("at", "id", "title", "subject", "startedAt", "status", "mitigatedAt", "resolvedAt", "link");
        return new OfIncidents(
                pointer(spot.get("at")),
                field(spot.get("id")),
                field(spot.get("title")),
                subject(spot.get("subject")),
                time(spot.get("startedAt")),
                field(spot.get("status")),
                optional(spot.find("mitigatedAt")),
                optional(spot.find("resolvedAt")),
                optional(spot.find("link")));
    }

    private static OfRuns runs(Spot spot) throws ConfigException {
        spot.withKeys("at", "id", "name", "status", "time", "link");
        return new OfRuns(
                pointer(spot.get("at")),
                field(spot.get("id")),
                field(spot.get("name")),
                word(spot.get("status"), AutomationRun.Status.class),
                time(spot.get("time")),
                optional(spot.find("link")));
    }

    private static OfDefinitions definitions(Spot spot) throws ConfigException {
        spot.withKeys("at", "name", "title", "kind", "bad", "per", "numerator", "denominator", "deviation", "link");
        return new OfDefinitions(
                pointer(spot.get("at")),
                field(spot.get("name")),
                field(spot.get("title")),
                word(spot.get("kind"), MetricDefinition.Kind.class),
                word(spot.get("bad"), Series.Bad.class),
                field(spot.get("per")),
                field(spot.get("numerator")),
                field(spot.get("denominator")),
                pointer(spot.find("deviation")),
                optional(spot.find("link")));
    }

    private static OfExperiments experiments(Spot spot) throws ConfigException {
        spot.withKeys("at", "id", "title", "startedAt", "endsAt", "plannedUnits", "per", "arms", "link");
        return new OfExperiments(
                pointer(spot.get("at")),
                field(spot.get("id")),
                field(spot.get("title")),
                time(spot.get("startedAt")),
                optional(spot.find("endsAt")),
                pointer(spot.find("plannedUnits")),
                field(spot.get("per")),
                arms(spot.get("arms")),
                optional(spot.find("link")));
    }

    private static OfArms arms(Spot spot) throws ConfigException {
        spot.withKeys("at", "name", "weight", "units", "outcomes");
        return new OfArms(
                pointer(spot.get("at")),
                field(spot.get("name")),
                pointer(spot.get("weight")),
                pointer(spot.get("units")),
                outcomes(spot.get("outcomes")));
    }

    private static OfOutcomes outcomes(Spot spot) throws ConfigException {
        spot.withKeys("at", "metric", "mean", "deviation");
        return new OfOutcomes(
                pointer(spot.get("at")),
                field(spot.get("metric")),
                pointer(spot.get("mean")),
                pointer(spot.find("deviation")));
    }

    private static OfFreezes freezes(Spot spot) throws ConfigException {
        spot.withKeys("at", "id", "title", "from", "to", "service");
        return new OfFreezes(
                pointer(spot.get("at")),
                field(spot.get("id")),
                field(spot.get("title")),
                time(spot.get("from")),
                time(spot.get("to")),
                optional(spot.find("service")));
    }

    /** Money says its currency; nothing else has one. */
    private static Optional<Field> currency(Spot spot) throws ConfigException {
        Optional<Spot> given = spot.find("currency");
        if (given.isEmpty()) {
            if (field(spot.get("unit")) instanceof Field.Fixed(String unit)
                    && Words.find(Series.Unit.class, unit).equals(Optional.of(Series.Unit.MONEY_MINOR))) {
                throw spot.wrong("money needs its currency: an ISO 4217 code, as in EUR, or a pointer to one");
            }
            return Optional.empty();
        }
        Field field = field(given.get());
        if (field instanceof Field.Fixed(String code)
                && Currency.getAvailableCurrencies().stream()
                        .noneMatch(each -> each.getCurrencyCode().equals(code))) {
            throw given.get().expected("a pointer or an ISO 4217 code, as in EUR");
        }
        return Optional.of(field);
    }

    private static OfSubject subject(Spot spot) throws ConfigException {
        spot.withKeys("kind", "name");
        return new OfSubject(word(spot.get("kind"), Subject.Kind.class), field(spot.get("name")));
    }

    private static Optional<Field> optional(Optional<Spot> given) throws ConfigException {
        return given.isEmpty() ? Optional.empty() : Optional.of(field(given.get()));
    }

    private static <E extends Enum<E>> Field word(Spot spot, Class<E> type) throws ConfigException {
        Field field = field(spot);
        if (field instanceof Field.Fixed(String word) && Words.find(type, word).isEmpty()) {
            throw spot.expected("a pointer or one of " + Words.of(type));
        }
        return field;
    }

    private static Field time(Spot spot) throws ConfigException {
        Field field = field(spot);
        if (field instanceof Field.Fixed(String text)) {
            try {
                Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw spot.expected("a pointer to a time, as in /startedAt");
            }
        }
        return field;
    }

    private static Field seconds(Spot spot) throws ConfigException {
        if (spot.isNumber() && spot.node().canConvertToInt() && spot.node().intValue() > 0) {
            return new Field.Fixed(spot.node().asText());
        }
        if (!spot.node().isTextual() || !spot.text().startsWith("/")) {
            throw spot.expected("a pointer or a number of seconds");
        }
        return field(spot);
    }

    private static Field field(Spot spot) throws ConfigException {
        return spot.text().startsWith("/") ? new Field.At(pointer(spot)) : new Field.Fixed(spot.text());
    }

    private static Optional<JsonPointer> pointer(Optional<Spot> given) throws ConfigException {
        return given.isEmpty() ? Optional.empty() : Optional.of(pointer(given.get()));
    }

    private static JsonPointer pointer(Spot spot) throws ConfigException {
        // The empty pointer, which means the whole, is the one text that may be blank here.
        String text = spot.node().isTextual() && spot.node().textValue().isEmpty() ? "" : spot.text();
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw spot.expected("a JSON Pointer, as in /data/items");
        }
        return JsonPointer.compile(text);
    }
}
