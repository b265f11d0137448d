package dev.opspilot.bot.metrics;

import dev.opspilot.rituals.delivery.CallWatch;
import dev.opspilot.rituals.session.SessionStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The measurements of this node, and the servlet that Prometheus reads them from. Thread-safe. */
public final class Metrics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Measures the process from now on. */
    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** The same store; what is appended through it is counted. */
    public SessionStore counting(SessionStore store) {
        return new WatchedStore(store, new SessionMeters(registry));
    }

    /**
     * Shows how much was heard and not acted on yet.
     *
     * @param depth asked at each reading of the metrics; may throw
     */
    public void inbox(LongSupplier depth) {
        Gauge.builder("opspilot.inbox.waiting", () -> asked(depth))
                .description("What was heard and is not acted on yet, on all nodes")
                .register(registry);
    }

    private static double asked(LongSupplier depth) {
        try {
            return depth.getAsLong();
        } catch (RuntimeException unknown) {
            LOG.warn("the depth of the inbox cannot be told now: {}", unknown.getMessage());
            return Double.NaN;
        }
    }

    /** Measures the calls of chat platforms: how long, how many, and how many were told to come later (429). */
    public CallWatch calls() {
        return (surface, method, outcome, took) -> Timer.builder("opspilot.surface.call")
                .description("Calls of a chat platform")
                .tag("surface", surface)
                .tag("method", method)
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }

    /** Takes {@code GET /metrics}. */
    public HttpServlet servlet() {
        return new MetricsServlet(registry);
    }

    /** Everything there is to read. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }
}
