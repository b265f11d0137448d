package dev.opspilot.bot.metrics;

import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.SessionView;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spans of sessions, made of what their logs say: one for the session, one for each call of a tool, one for each
 * thought of a language mind. Named by OpenTelemetry's conventions for generative AI; attributes are names of the
 * configuration and of the program, never what people wrote. Thread-safe.
 */
final class SessionSpans implements SessionWatch {
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
    private static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("gen_ai.conversation.id");
    private static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("opspilot.source");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("opspilot.outcome");
    private static final AttributeKey<Long> RECEIPT = AttributeKey.longKey("opspilot.receipt.seq");
    private static final AttributeKey<String> MIND = AttributeKey.stringKey("opspilot.mind");
    private static final AttributeKey<Long> TOKENS = AttributeKey.longKey("opspilot.tokens");
    private static final Logger LOG = LoggerFactory.getLogger(SessionSpans.class);

    private record Thought(SessionId session, Optional<HeardKey> about) {}

    private final Tracer tracer;
    private final SessionStore store;
    private final Map<Thought, SessionEvent.MindAsked> thinking = new ConcurrentHashMap<>();
    private final Map<SessionId, SessionEvent.Started> begun = new ConcurrentHashMap<>();

    /** @param store tells how a session began that another node began */
    SessionSpans(Tracer tracer, SessionStore store) {
        this.tracer = tracer;
        this.store = store;
    }

    @Override
    public void kept(SessionId session, SessionEvent event) {
        try {
            show(session, event);
        } catch (RuntimeException e) {
            LOG.warn("A span of session {} is missing: {}", session, e.toString());
        }
    }

    private void show(SessionId session, SessionEvent event) {
        if (event instanceof SessionEvent.Started started) {
            begun.put(session, started);
        } else if (event instanceof SessionEvent.Receipted receipted) {
            called(session, receipted.receipt());
        } else if (event instanceof SessionEvent.MindAsked asked) {
            thinking.put(new Thought(session, asked.about()), asked);
        } else if (event instanceof SessionEvent.MindAnswered answered) {
            Optional.ofNullable(thinking.remove(new Thought(session, answered.about())))
                    .ifPresent(asked -> thought(session, asked, answered));
        } else if (event instanceof SessionEvent.Finished finished) {
            ended(session, finished);
        }
    }

    private void called(SessionId session, Receipt receipt) {
        Span span = begin(session, "execute_tool " + receipt.tool(), SpanKind.CLIENT, receipt.askedAt())
                .setAttribute(OPERATION, "execute_tool")
                .setAttribute(TOOL, receipt.tool())
                .setAttribute(SOURCE, receipt.source())
                .setAttribute(OUTCOME, lower(receipt.outcome()))
                .setAttribute(RECEIPT, receipt.seq())
                .startSpan();
        if (receipt.outcome() == Outcome.FAILED || receipt.outcome() == Outcome.DENIED) {
            span.setAttribute(ERROR, "tool_error").setStatus(StatusCode.ERROR);
        }
        span.end(receipt.askedAt().plus(receipt.latency()));
    }

    private void thought(SessionId session, SessionEvent.MindAsked asked, SessionEvent.MindAnswered answered) {
        Span span = begin(session, "chat " + asked.mind(), SpanKind.CLIENT, asked.at())
                .setAttribute(OPERATION, "chat")
                .setAttribute(MIND, asked.mind())
                .setAttribute(TOKENS, answered.tokens())
                .startSpan();
        if (!answered.silence().isEmpty()) {
            span.setAttribute(ERROR, "mind_error").setStatus(StatusCode.ERROR);
        }
        span.end(answered.at());
    }

    private void ended(SessionId session, SessionEvent.Finished finished) {
        Optional<SessionEvent.Started> began =
                Optional.ofNullable(begun.get(session)).or(() -> elsewhere(session));
        lost(session);
        if (began.isEmpty()) {
            return;
        }
        String ritual = began.get().ritual().key();
        Span span = ChosenIds.first(
                session,
                tracer.spanBuilder("invoke_agent " + ritual)
                        .setStartTimestamp(began.get().at())
                        .setAttribute(OPERATION, "invoke_agent")
                        .setAttribute(AGENT, ritual)
                        .setAttribute(CONVERSATION, session.value())
                        .setAttribute(OUTCOME, lower(finished.status())));
        if (finished.status() == SessionView.Status.FAILED) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(finished.at());
    }

    /** How a session began that another node began. */
    private Optional<SessionEvent.Started> elsewhere(SessionId session) {
        return store.since(session, 0).stream()
                .map(SessionStore.Logged::event)
                .filter(SessionEvent.Started.class::isInstance)
                .map(SessionEvent.Started.class::cast)
                .findFirst();
    }

    private SpanBuilder begin(SessionId session, String name, SpanKind kind, Instant at) {
        return tracer.spanBuilder(name)
                .setParent(ChosenIds.below(session))
                .setSpanKind(kind)
                .setStartTimestamp(at)
                .setAttribute(CONVERSATION, session.value());
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void lost(SessionId session) {
        begun.remove(session);
        thinking.keySet().removeIf(each -> each.session().equals(session));
    }
}
