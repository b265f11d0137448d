package dev.opspilot.bot.metrics;

import dev.opspilot.rituals.session.SessionStore;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Sends the spans of sessions where OpenTelemetry's own variables say: {@code OTEL_EXPORTER_OTLP_ENDPOINT},
 * {@code OTEL_SERVICE_NAME} and the others of its specification. Thread-safe.
 */
public final class Traces implements AutoCloseable {
    private static final String NAME = "opspilot";

    /** Whatever is said of the others for all programs of a machine: metrics go to Prometheus, and nothing is propagated. */
    private static final Map<String, String> SPANS_ALONE = Map.of(
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.propagators", "none");

    private final OpenTelemetrySdk sdk;

    private Traces(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /**
     * Starts to send.
     *
     * @param variables by their names in the environment, such as {@code OTEL_SERVICE_NAME}
     * @throws IllegalStateException if one of them cannot be used, saying which; OTLP goes over HTTP here, not gRPC
     */
    public static Traces to(Map<String, String> variables) {
        Map<String, String> properties =
                new HashMap<>(Map.of("otel.service.name", NAME, "otel.exporter.otlp.protocol", "http/protobuf"));
        variables.forEach(
                (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        try {
            return new Traces(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> properties)
                    .addPropertiesCustomizer(_ -> SPANS_ALONE)
                    .addSamplerCustomizer((sampler, _) -> new OneDecision(sampler))
                    .addTracerProviderCustomizer((provider, _) -> provider.setIdGenerator(new ChosenIds()))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk());
        } catch (RuntimeException e) {
            throw new IllegalStateException("Spans cannot be sent: " + e.getMessage(), e);
        }
    }

    /** The same store; what is appended through it is shown as spans. */
    public SessionStore tracing(SessionStore store) {
        return new WatchedStore(store, new SessionSpans(sdk.getTracer(NAME), store));
    }

    @Override
    public void close() {
        sdk.close();
    }
}
