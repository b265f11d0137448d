package dev.opspilot.bot.config;

import com.fasterxml.jackson.core.JsonPointer;
import dev.opspilot.bot.config.ResultMapping.Earlier;
import dev.opspilot.bot.config.ResultMapping.Field;
import dev.opspilot.bot.config.ResultMapping.OfChanges;
import dev.opspilot.bot.config.ResultMapping.OfIncidents;
import dev.opspilot.bot.config.ResultMapping.OfSeries;
import dev.opspilot.bot.config.ResultMapping.OfSubject;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a tool's result becomes facts. A text that starts with a slash is a pointer, any other is meant as it is. */
final class ResultReader {
    private ResultReader() {}

    static ResultMapping read(Spot spot) throws ConfigException {
        spot.withKeys("observedAt", "series", "changes", "incidents");
        Optional<Spot> observedAt = spot.find("observedAt");
        List<OfSeries> series = new ArrayList<>();
        for (Spot each : items(spot, "series")) {
            series.add(series(each));
        }
        List<OfChanges> changes = new ArrayList<>();
        for (Spot each : items(spot, "changes")) {
            changes.add(changes(each));
        }
        List<OfIncidents> incidents = new ArrayList<>();
        for (Spot each : items(spot, "incidents")) {
            incidents.add(incidents(each));
        }
        if (series.isEmpty() && changes.isEmpty() && incidents.isEmpty()) {
            throw spot.wrong("nothing is mapped: series, changes or incidents is needed");
        }
        return new ResultMapping(
                observedAt.isEmpty() ? Optional.empty() : Optional.of(pointer(observedAt.get())),
                series,
                changes,
                incidents);
    }

    private static List<Spot> items(Spot spot, String key) throws ConfigException {
        Optional<Spot> list = spot.find(key);
        return list.isEmpty() ? List.of() : list.get().items();
    }

    private static OfSeries series(Spot spot) throws ConfigException {
        spot.withKeys("at", "subject", "metric", "unit", "bad", "start", "step", "values", "earlier");
        return new OfSeries(
                pointer(spot.get("at")),
                subject(spot.get("subject")),
                field(spot.get("metric")),
                word(spot.get("unit"), Series.Unit.class),
                word(spot.get("bad"), Series.Bad.class),
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
        spot.withKeys("at", "id", "title", "subject", "startedAt", "status", "link");
        return new OfIncidents(
                pointer(spot.get("at")),
                field(spot.get("id")),
                field(spot.get("title")),
                subject(spot.get("subject")),
                time(spot.get("startedAt")),
                field(spot.get("status")),
                optional(spot.find("link")));
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

    private static JsonPointer pointer(Spot spot) throws ConfigException {
        // The empty pointer, which means the whole, is the one text that may be blank here.
        String text = spot.node().isTextual() && spot.node().textValue().isEmpty() ? "" : spot.text();
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw spot.expected("a JSON Pointer, as in /data/items");
        }
        return JsonPointer.compile(text);
    }
}
