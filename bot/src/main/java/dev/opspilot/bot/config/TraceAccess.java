package dev.opspilot.bot.config;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where spans go, in OpenTelemetry's own variables.
 *
 * @param variables those that begin with {@code OTEL_}, by their names
 */
public record TraceAccess(Map<String, Secret> variables) {
    private static final String PREFIX = "OTEL_";

    /** Without one of these nothing is sent, rather than to a collector that nobody runs. */
    private static final Set<String> ASKED_BY =
            Set.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_TRACES_EXPORTER");

    public TraceAccess {
        variables = Map.copyOf(variables);
    }

    static TraceAccess from(Env env) {
        return new TraceAccess(env.variables().entrySet().stream()
                .filter(each -> each.getKey().startsWith(PREFIX))
                .filter(each -> !each.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new Secret(each.getValue()))));
    }

    /** Whether spans are wanted. */
    public boolean isOn() {
        return ASKED_BY.stream().anyMatch(variables::containsKey);
    }
}
