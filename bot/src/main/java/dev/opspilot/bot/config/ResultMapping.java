package dev.opspilot.bot.config;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the facts stand in a tool's result. Pointers are JSON Pointers (RFC 6901); {@code at} is taken from the root
 * and points to an array, every other pointer from an element of that array.
 *
 * @param observedAt from the root; absent means the time of the answer
 */
public record ResultMapping(
        Optional<JsonPointer> observedAt,
        List<OfSeries> series,
        List<OfChanges> changes,
        List<OfIncidents> incidents,
        List<OfRuns> runs,
        List<OfDefinitions> definitions,
        List<OfExperiments> experiments,
        List<OfFreezes> freezes) {

    public ResultMapping {
        Objects.requireNonNull(observedAt);
        series = List.copyOf(series);
        changes = List.copyOf(changes);
        incidents = List.copyOf(incidents);
        runs = List.copyOf(runs);
        definitions = List.copyOf(definitions);
        experiments = List.copyOf(experiments);
        freezes = List.copyOf(freezes);
    }

    /** Whether it maps nothing. */
    boolean isEmpty() {
        return Stream.of(series, changes, incidents, runs, definitions, experiments, freezes)
                .allMatch(List::isEmpty);
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

    /**
     * Metrics. {@code currency} is an ISO 4217 code, {@code serves} what a provider is used for, {@code step} a number of
     * seconds, {@code values} an array of numbers and nulls.
     */
    public record OfSeries(
            JsonPointer at,
            OfSubject subject,
            Field metric,
            Field unit,
            Optional<Field> currency,
            Field bad,
            Optional<Field> serves,
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
            Optional<Field> mitigatedAt,
            Optional<Field> resolvedAt,
            Optional<Field> link) {}

    /** Runs of automations. */
    public record OfRuns(JsonPointer at, Field id, Field name, Field status, Field time, Optional<Field> link) {}

    /** Definitions of metrics; {@code deviation} is a number. */
    public record OfDefinitions(
            JsonPointer at,
            Field name,
            Field title,
            Field kind,
            Field bad,
            Field per,
            Field numerator,
            Field denominator,
            Optional<JsonPointer> deviation,
            Optional<Field> link) {}

    /** Experiments; {@code plannedUnits} is a number, {@code arms} an array. */
    public record OfExperiments(
            JsonPointer at,
            Field id,
            Field title,
            Field startedAt,
            Optional<Field> endsAt,
            Optional<JsonPointer> plannedUnits,
            Field per,
            OfArms arms,
            Optional<Field> link) {}

    /** Arms of an experiment, the control first; {@code weight} and {@code units} are numbers. */
    public record OfArms(JsonPointer at, Field name, JsonPointer weight, JsonPointer units, OfOutcomes outcomes) {}

    /** What an arm came to; {@code mean} and {@code deviation} are numbers. */
    public record OfOutcomes(JsonPointer at, Field metric, JsonPointer mean, Optional<JsonPointer> deviation) {}

    /** Freezes. */
    public record OfFreezes(JsonPointer at, Field id, Field title, Field from, Field to, Optional<Field> service) {}
}
