package dev.opspilot.bot.metrics;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.MemorySessionStore;
import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionStore;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final SessionId SESSION = new SessionId("s1");
    private static final NodeId NODE = new NodeId("n1");

    private final MemorySessionStore store = new MemorySessionStore();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final List<SessionEvent> log = SampleLog.of(SESSION);

    @Test
    void aSessionIsOneTraceOfItsCallsAndThoughtsAlsoWhereNodesShareIt() throws Exception {
        int half = log.size() / 2;
        keep(traced(), log.subList(0, half), 0);
        keep(traced(), log.subList(half, log.size()), half);

        List<SpanData> all = spans.getFinishedSpanItems();
        assertThat(all)
                .extracting(SpanData::getTraceId)
                .containsOnly(ChosenIds.of(SESSION).getTraceId());
        List<SpanData> first = all.stream()
                .filter(each -> each.getParentSpanId().equals(SpanId.getInvalid()))
                .toList();
        assertThat(first)
                .extracting(SpanData::getName)
                .containsOnly("invoke_agent "
                        + SampleLog.started(SampleLog.NOW).ritual().key());
        SpanData root = first.getFirst();
        assertThat(TimeUnit.NANOSECONDS.toMillis(root.getStartEpochNanos()))
                .isEqualTo(log.getFirst().at().toEpochMilli());
        assertThat(all)
                .filteredOn(each -> !first.contains(each))
                .extracting(SpanData::getParentSpanId)
                .containsOnly(root.getSpanId());

        List<Receipt> receipts = log.stream()
                .filter(SessionEvent.Receipted.class::isInstance)
                .map(each -> ((SessionEvent.Receipted) each).receipt())
                .toList();
        List<SpanData> calls = all.stream()
                .filter(each -> each.getName().startsWith("execute_tool "))
                .toList();
        assertThat(calls).hasSameSizeAs(receipts).isNotEmpty();
        Receipt receipt = receipts.getFirst();
        SpanData call = calls.getFirst();
        assertThat(call.getName()).isEqualTo("execute_tool " + receipt.tool());
        assertThat(call.getEndEpochNanos() - call.getStartEpochNanos())
                .isEqualTo(receipt.latency().toNanos());
        assertThat(call.getAttributes().get(AttributeKey.stringKey("gen_ai.tool.name")))
                .isEqualTo(receipt.tool());
        assertThat(calls)
                .filteredOn(each -> each.getStatus().getStatusCode() == StatusCode.ERROR)
                .hasSize((int) receipts.stream()
                        .filter(each -> each.outcome() == Outcome.FAILED || each.outcome() == Outcome.DENIED)
                        .count());
        assertThat(all.toString())
                .doesNotContain(SampleLog.started(SampleLog.NOW).intent());
    }

    @Test
    void aThoughtOfALanguageMindIsASpanWithWhatItCost() throws Exception {
        keep(traced(), log, 0);

        long thoughts =
                log.stream().filter(SessionEvent.MindAnswered.class::isInstance).count();
        assertThat(spans.getFinishedSpanItems())
                .filteredOn(each -> each.getName().startsWith("chat "))
                .hasSize((int) thoughts)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.getAttributes().get(AttributeKey.longKey("opspilot.tokens")))
                        .isNotNull());
    }

    @Test
    void aSessionIsSampledWholeOrNotAtAll() throws Exception {
        keep(traced(Sampler.parentBased(Sampler.traceIdRatioBased(0))), log, 0);

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void whatIsSaidOfOtherSignalsIsNotAReasonToFail() {
        try (Traces traces = Traces.to(Map.of(
                "OTEL_TRACES_EXPORTER", "none",
                "OTEL_METRICS_EXPORTER", "prometheus",
                "OTEL_PROPAGATORS", "b3"))) {
            assertThat(traces.tracing(store)).isNotNull();
        }
    }

    @Test
    void spansReachACollector() throws Exception {
        WireMockServer collector = new WireMockServer(options().dynamicPort());
        collector.start();
        try {
            collector.stubFor(post(urlEqualTo("/v1/traces")).willReturn(ok()));
            try (Traces traces = Traces.to(Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT", collector.baseUrl(),
                    "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20t",
                    "OTEL_SERVICE_NAME", "opspilot-of-ours"))) {
                keep(traces.tracing(store), log, 0);
            } // what is not sent yet is sent before it closes

            List<LoggedRequest> sent = collector.findAll(
                    postRequestedFor(urlEqualTo("/v1/traces")).withHeader("Authorization", equalTo("Bearer t")));
            assertThat(sent)
                    .extracting(each -> new String(each.getBody(), StandardCharsets.ISO_8859_1))
                    .anyMatch(body -> body.contains("invoke_agent ") && body.contains("opspilot-of-ours"));
        } finally {
            collector.stop();
        }
    }

    @Test
    void whatCannotBeUsedIsSaid() {
        assertThatThrownBy(() -> Traces.to(Map.of("OTEL_TRACES_EXPORTER", "telegraph")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("telegraph");
    }

    private void keep(SessionStore watched, List<SessionEvent> events, int after) throws Exception {
        assertThat(store.acquire(SESSION, NODE)).isTrue();
        long length = after;
        for (SessionEvent event : events) {
            watched.append(SESSION, NODE, length, List.of(event));
            length++;
        }
    }

    /** As one node sees the store. */
    private SessionStore traced() {
        return traced(Sampler.alwaysOn());
    }

    private SessionStore traced(Sampler sampler) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setIdGenerator(new ChosenIds())
                .setSampler(new OneDecision(sampler))
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        return new WatchedStore(store, new SessionSpans(provider.get("test"), store));
    }
}
