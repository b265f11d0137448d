package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.receipt.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls of one session's plays, and knows which are being made. Thread-safe. */
final class PlayCalls {
    /** A call that has not begun this long after it was decided is not made any more: much may have changed. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(PlayCalls.class);

    private final SessionId id;
    private final Workbench workbench;
    private final Consumer<Input> tell;
    /** Until what came of them is decided on. */
    private final Set<Input.Calling> underWay = ConcurrentHashMap.newKeySet();

    PlayCalls(SessionId id, Workbench workbench, Consumer<Input> tell) {
        this.id = id;
        this.workbench = workbench;
        this.tell = tell;
    }

    /** The calls that are being made. */
    Set<Input.Calling> underWay() {
        return Set.copyOf(underWay);
    }

    /** What came of a call was decided on, or is no more for this node to decide. */
    void over(Input.Calling call) {
        underWay.remove(call);
    }

    /** Makes a call; what comes of it is told. */
    void call(Effect.Call call) {
        underWay.add(Input.Calling.last(call.play()));
        workbench.outside().execute(() -> callNow(call));
    }

    /** The rules are read anew right before the call; where they cannot be read, nothing is called. */
    private void callNow(Effect.Call call) {
        Instant askedAt = workbench.clock().instant();
        long start = System.nanoTime();
        Optional<String> stops;
        try {
            stops = Guard.stops(
                            call.play(),
                            call.direction(),
                            call.judged(),
                            workbench.governance().now(),
                            askedAt)
                    .or(() -> stale(call));
            if (stops.isEmpty() && !workbench.store().owns(id, workbench.node())) {
                LOG.warn(
                        "{} is not called: session {} is worked on elsewhere now",
                        call.act().name(),
                        id);
                over(Input.Calling.last(call.play()));
                tell.accept(new Input.Resumed()); // so that it is looked up whose it is
                return;
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "The rules for {} cannot be read, so it is not called",
                    call.act().name(),
                    e);
            stops = Optional.of("What is allowed could not be looked up.");
        }
        if (stops.isPresent() && workbench.isLeaving()) {
            return; // it was interrupted before it was made, and whoever takes over sees to it
        }
        if (stops.isPresent()) {
            tell.accept(new Input.Held(Input.Calling.last(call.play()), stops.get(), call.repeated()));
            return;
        }
        Act.Answer answer = called(call.act());
        if (!(answer instanceof Act.Answer.Done) && workbench.isLeaving()) {
            return; // the node's own stopping may have cut it off: it is left as interrupted
        }
        Duration latency = Duration.ofNanos(System.nanoTime() - start);
        tell.accept(new Input.Acted(Input.Calling.last(call.play()), call.actor(), askedAt, latency, answer));
    }

    /** Why a call comes too late, as on a machine that slept. */
    private Optional<String> stale(Effect.Call call) {
        Instant started = Input.Calling.last(call.play()).startedAt();
        return !call.repeated()
                        && started.plus(STALE).isBefore(workbench.clock().instant())
                ? Optional.of("It could not be called within " + STALE.toSeconds() + " seconds.")
                : Optional.empty();
    }

    private Act.Answer called(Act act) {
        try {
            return workbench.actuators().call(act);
        } catch (RuntimeException e) {
            LOG.error("Actuator {} broke its contract and threw", act.name(), e);
            return new Act.Answer.Unknown(
                    new Reading.Origin(
                            act.server(),
                            act.name(),
                            act.arguments(),
                            workbench.clock().instant(),
                            false,
                            "",
                            Optional.empty()),
                    "The connection to it broke: " + e.getClass().getSimpleName() + ".");
        }
    }
}
