package dev.opspilot.bot.config;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the facts stand in a tool's result. Pointers are JSON Pointers (RFC 6901); {@code at} is taken from the root
 * and points to an array, every other pointer from an element of that array.
 *
 * @param observedAt from the root; absent means the time of the answer
 */
public record ResultMapping(
        Optional<JsonPointer> observedAt, List<OfSeries> series, List<OfChanges> changes, List<OfIncidents> incidents) {

    public ResultMapping {
        Objects.requireNonNull(observedAt);
        series = List.copyOf(series);
        changes = List.copyOf(changes);
        incidents = List.copyOf(incidents);
    }

    /** Where one field comes from. */
    public sealed interface Field {

        /** It is the same in every element. */
        record Fixed(String text) implements Field {}

        /** It stands in the element. */
        record At(JsonPointer pointer) implements Field {}
    }

    /** What a fact is about. */
    public record OfSubject(Field kind, Field name) {}

    /** Where the same window of earlier days stands. */
    public sealed interface Earlier {

        /** The tool brings none. */
        record None() implements Earlier {}

        /** The values are one range that reaches back over the earlier days; it is cut into windows. */
        record Sliced() implements Earlier {}

        /** An array in the element has one window each; start and values are pointers within a window. */
        record Windows(JsonPointer at, JsonPointer start, JsonPointer values) implements Earlier {}
    }

    /** Metrics. {@code step} is a number of seconds, {@code values} an array of numbers and nulls. */
    public record OfSeries(
            JsonPointer at,
            OfSubject subject,
            Field metric,
            Field unit,
            Field bad,
            Field start,
            Field step,
            JsonPointer values,
            Earlier earlier) {}

    /** Things that somebody changed. */
    public record OfChanges(
            JsonPointer at,
            Field id,
            Field kind,
            Field title,
            Optional<Field> service,
            Field time,
            Optional<Field> author,
            Optional<Field> link) {}

    /** Incidents on a list. */
    public record OfIncidents(
            JsonPointer at,
            Field id,
            Field title,
            OfSubject subject,
            Field startedAt,
            Field status,
            Optional<Field> link) {}
}
