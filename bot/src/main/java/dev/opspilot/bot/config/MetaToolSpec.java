package dev.opspilot.bot.config;

import java.util.Objects;
import java.util.Optional;

/**
 * A tool that calls other tools. What it is asked to call is judged, not itself.
 *
 * @param tool {@code server/tool}, where {@code *} stands for anything
 * @param calls where the list of calls stands in its arguments, as a JSON Pointer; empty when it makes one call
 * @param name where the name of the tool stands in a call
 * @param arguments where its arguments stand in a call, as an object or as JSON in a text
 */
public record MetaToolSpec(String tool, Optional<String> calls, String name, String arguments) {
    public MetaToolSpec {
        Objects.requireNonNull(tool);
        Objects.requireNonNull(calls);
        Objects.requireNonNull(name);
        Objects.requireNonNull(arguments);
    }
}
