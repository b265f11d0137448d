package dev.opspilot.bot.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.session.SessionEvent;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final SessionId SESSION = new SessionId("s1");

    @Test
    void aSessionShowsInTheNumbersAndWhatPeopleWroteDoesNot() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        SessionMeters meters = new SessionMeters(registry);
        List<SessionEvent> log = SampleLog.of(SESSION);

        log.forEach(event -> meters.kept(SESSION, event));

        String ritual = SampleLog.started(SampleLog.NOW).ritual().key();
        String page = registry.scrape();
        assertThat(page)
                .contains("opspilot_sessions_started_total{ritual=\"" + ritual + "\"} 1.0")
                .contains("opspilot_session_insight_seconds_count{ritual=\"" + ritual + "\"} 1")
                .contains("gen_ai_client_token_usage_token_count")
                .doesNotContain(SampleLog.started(SampleLog.NOW).intent());
        long calls =
                log.stream().filter(SessionEvent.Receipted.class::isInstance).count();
        assertThat(registry.find("opspilot.instrument.call").timers().stream()
                        .mapToLong(timer -> timer.count())
                        .sum())
                .isEqualTo(calls)
                .isPositive();
        assertThat(registry.find("opspilot.sessions.ended").counters()).isNotEmpty();
    }

    @Test
    void insightIsTheTimeToTheFirstFindingAlone() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        SessionMeters meters = new SessionMeters(registry);
        SessionEvent.FindingMade sample = SampleLog.of(SESSION).stream()
                .filter(SessionEvent.FindingMade.class::isInstance)
                .map(SessionEvent.FindingMade.class::cast)
                .findFirst()
                .orElseThrow();

        meters.kept(SESSION, SampleLog.started(SampleLog.NOW));
        meters.kept(SESSION, new SessionEvent.FindingMade(SampleLog.NOW.plusSeconds(2), sample.finding()));
        meters.kept(SESSION, new SessionEvent.FindingMade(SampleLog.NOW.plusSeconds(9), sample.finding()));

        var timer = registry.get("opspilot.session.insight").timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(2.0);
    }

    @Test
    void anInboxThatCannotBeAskedIsNoReasonToShowNothing() {
        try (Metrics metrics = new Metrics()) {
            metrics.inbox(() -> {
                throw new IllegalStateException("away");
            });
            assertThat(metrics.scrape()).contains("opspilot_inbox_waiting NaN").contains("jvm_memory_used_bytes");
        }
    }
}
