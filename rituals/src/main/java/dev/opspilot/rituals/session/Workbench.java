package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.ChatSurface;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What every {@link SessionActor} of a node works with.
 *
 * @param threads runs each task on a thread of its own
 * @param grown is told after each append
 * @param running counts the sessions that this node works on and that have not ended
 */
record Workbench(
        NodeId node,
        SessionStore store,
        Lifecycle lifecycle,
        Instruments instruments,
        Map<String, ChatSurface> surfaces,
        InstantSource clock,
        Executor threads,
        ScheduledExecutorService timer,
        Consumer<SessionId> grown,
        AtomicInteger running) {}
