package dev.opspilot.bot.metrics;

import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;

/**
 * A session's trace and its first span have ids that follow from the session's own. So whatever happens to it belongs to
 * one trace, on every node, after a restart, and after the session's end.
 */
final class ChosenIds implements IdGenerator {
    private static final ScopedValue<SpanContext> CHOSEN = ScopedValue.newInstance();
    private static final int TRACE_ID = 32;
    private static final int SPAN_ID = 16;

    private final IdGenerator random = IdGenerator.random();

    /** The first span of the session. */
    static SpanContext of(SessionId session) {
        String hex = Digest.of("trace " + session).hex();
        return SpanContext.createFromRemoteParent(
                hex.substring(0, TRACE_ID),
                hex.substring(TRACE_ID, TRACE_ID + SPAN_ID),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /** What spans of the session stand below. */
    static Context below(SessionId session) {
        return Context.root().with(Span.wrap(of(session)));
    }

    /** Starts a span as the session's first. */
    static Span first(SessionId session, SpanBuilder builder) {
        return ScopedValue.where(CHOSEN, of(session)).call(builder.setNoParent()::startSpan);
    }

    @Override
    public String generateSpanId() {
        return CHOSEN.isBound() ? CHOSEN.get().getSpanId() : random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return CHOSEN.isBound() ? CHOSEN.get().getTraceId() : random.generateTraceId();
    }
}
