package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Heard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What every {@link SessionActor} of a node works with.
 *
 * @param threads runs each task of its own
 * @param outside runs what waits for sources, tools and minds, and is interrupted when the node stops
 * @param others takes what is to begin or end another session, so that it is not lost
 * @param grown is told after each append
 * @param running counts the sessions that this node works on and that have not ended
 * @param shownAgain after how long an end is shown again that could not be, one time after the other
 */
record Workbench(
        NodeId node,
        SessionStore store,
        Lifecycle lifecycle,
        Instruments instruments,
        Minds minds,
        Actuators actuators,
        Governance governance,
        Map<String, ChatSurface> surfaces,
        InstantSource clock,
        Executor threads,
        Executor outside,
        ScheduledExecutorService timer,
        Consumer<Heard> others,
        Consumer<SessionId> grown,
        AtomicInteger running,
        List<Duration> shownAgain) {
    Workbench {
        shownAgain = List.copyOf(shownAgain);
    }

    /** Whether the node stops: what fails from now on was interrupted, and is left to whoever starts next. */
    boolean isLeaving() {
        return timer.isShutdown();
    }
}
