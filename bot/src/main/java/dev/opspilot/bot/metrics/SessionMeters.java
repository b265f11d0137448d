package dev.opspilot.bot.metrics;

import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the events of sessions amount to: how many began and ended, how long until the first finding, how long sources
 * took. Labels are names of the configuration and of the program, never what people wrote. Thread-safe.
 */
final class SessionMeters implements SessionWatch {
    private static final String UNKNOWN = "unknown";

    private record Begun(String ritual, Instant at, boolean seen) {}

    private final MeterRegistry registry;
    private final Map<SessionId, Begun> live = new ConcurrentHashMap<>();

    SessionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void kept(SessionId session, SessionEvent event) {
        if (event instanceof SessionEvent.Receipted receipted) {
            called(receipted.receipt());
        }
        if (event instanceof SessionEvent.Started started) {
            live.put(session, new Begun(started.ritual().key(), started.at(), false));
            registry.counter(
                            "opspilot.sessions.started",
                            "ritual",
                            started.ritual().key())
                    .increment();
        } else if (event instanceof SessionEvent.FindingMade finding) {
            live.computeIfPresent(session, (_, begun) -> insight(begun, finding.at()));
        } else if (event instanceof SessionEvent.MindAnswered answered) {
            DistributionSummary.builder("gen_ai.client.token.usage")
                    .baseUnit("token")
                    .description("What a thought of a language mind cost")
                    .tag("gen_ai.operation.name", "chat")
                    .register(registry)
                    .record((double) answered.tokens());
        } else if (event instanceof SessionEvent.Finished finished) {
            Begun begun = live.remove(session);
            registry.counter(
                            "opspilot.sessions.ended",
                            "ritual",
                            begun == null ? UNKNOWN : begun.ritual(),
                            "status",
                            finished.status().name().toLowerCase(Locale.ROOT))
                    .increment();
        }
    }

    @Override
    public void lost(SessionId session) {
        live.remove(session);
    }

    private Begun insight(Begun begun, Instant at) {
        if (!begun.seen()) {
            Timer.builder("opspilot.session.insight")
                    .description("From the start of a session to its first finding")
                    .tag("ritual", begun.ritual())
                    .publishPercentileHistogram()
                    .minimumExpectedValue(Duration.ofMillis(100))
                    .maximumExpectedValue(Duration.ofMinutes(1))
                    .register(registry)
                    .record(Duration.between(begun.at(), at));
        }
        return new Begun(begun.ritual(), begun.at(), true);
    }

    private void called(Receipt receipt) {
        Timer.builder("opspilot.instrument.call")
                .description("What a source took to answer")
                .tag("source", receipt.source())
                .tag("outcome", receipt.outcome().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .record(receipt.latency());
    }
}
