package dev.opspilot.adapters.slack.door;

import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.Desk;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.call.SlackMethod;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Slack whether a session works in a thread, so that it shows what is being done and its own stop button. The
 * message of the session says the same, so that it is given up after some tries. Thread-safe.
 */
public final class AgentStatus {
    private static final String PROCESSING = "processing";
    private static final String ACTIVE = "active";
    private static final int TITLE = 200;
    private static final int LOADING = 10;
    private static final int LOADING_TEXT = 100;
    private static final int KEPT = 4_096;
    private static final int TRIES = 6;
    private static final Duration OFF_FOR = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(AgentStatus.class);

    private final DoorCalls calls;
    private final Desk desk;
    private final Map<SessionId, String> said = new Said();
    private final Map<String, Instant> offUntil = new ConcurrentHashMap<>();
    /* Guarded by itself; holds only what is not said yet. */
    private final Map<LaneKey, Lane> lanes = new HashMap<>();

    public AgentStatus(DoorCalls calls, Desk desk) {
        this.calls = calls;
        this.desk = desk;
    }

    /** Follows a session that is shown in a thread. */
    public void shown(SessionView view) {
        if (view.place().thread().isEmpty()) {
            return;
        }
        String status = view.status().isEnd() ? ACTIVE : PROCESSING;
        synchronized (said) {
            if (status.equals(said.put(view.id(), status))) {
                return;
            }
        }
        if (status.equals(ACTIVE)) {
            idle(view.place());
            return;
        }
        String title = SlackText.line(view.intent(), TITLE);
        Optional<String> initiator = Optional.of(view.actor())
                .filter(person -> person.surface().equals(SlackIds.SURFACE))
                .map(Person::id);
        List<String> loading = view.plan().stream()
                .map(PlanStep::title)
                .map(step -> SlackText.line(step, LOADING_TEXT))
                .filter(step -> !step.isEmpty())
                .limit(LOADING)
                .toList();
        submit(
                SlackMethod.AGENT_STATUS,
                view.place(),
                () -> calls.agentStatus(view.place(), PROCESSING, title, initiator));
        submit(SlackMethod.THREAD_STATUS, view.place(), () -> calls.threadStatus(view.place(), "is working…", loading));
    }

    /** Says that nothing works in a thread. */
    public void idle(Place thread) {
        submit(SlackMethod.AGENT_STATUS, thread, () -> calls.agentStatus(thread, ACTIVE, "", Optional.empty()));
        submit(SlackMethod.THREAD_STATUS, thread, () -> calls.threadStatus(thread, "", List.of()));
    }

    /** What is to be said of one thread: the newest word wins, and one call is under way at a time. */
    private static final class Lane {
        private Optional<Supplier<CallResult>> wanted = Optional.empty();
        private boolean busy;
        private int failures;
    }

    private record LaneKey(SlackMethod method, Place thread) {}

    private void submit(SlackMethod method, Place place, Supplier<CallResult> call) {
        if (isOff(method, place)) {
            return;
        }
        LaneKey key = new LaneKey(method, place);
        boolean begin;
        synchronized (lanes) {
            Lane lane = lanes.computeIfAbsent(key, _ -> new Lane());
            lane.wanted = Optional.of(call);
            begin = !lane.busy;
            lane.busy = true;
        }
        if (begin) {
            queue(key);
        }
    }

    private void queue(LaneKey key) {
        desk.queues()
                .submit(key.method(), key.thread().workspace(), key.thread().channel(), () -> turn(key));
    }

    private void turn(LaneKey key) {
        Supplier<CallResult> call;
        synchronized (lanes) {
            Lane lane = Objects.requireNonNull(lanes.get(key));
            call = lane.wanted.orElseThrow();
            lane.wanted = Optional.empty();
        }
        Optional<Duration> again = after(key, call.get());
        synchronized (lanes) {
            Lane lane = Objects.requireNonNull(lanes.get(key));
            if (again.isPresent() && lane.wanted.isEmpty()) {
                lane.wanted = Optional.of(call);
            }
            if (lane.wanted.isEmpty()) {
                lanes.remove(key);
                return;
            }
        }
        desk.waits().after(again.orElse(Duration.ZERO), () -> queue(key));
    }

    /** After how long the same is said again; empty where it was said, or is not to be had. */
    private Optional<Duration> after(LaneKey key, CallResult result) {
        String workspace = key.thread().workspace();
        return switch (result) {
            case CallResult.Done _ -> Optional.empty();
            case CallResult.Limited(Duration pause) -> {
                desk.queues().pause(key.method(), workspace, pause);
                yield Optional.of(Duration.ZERO);
            }
            case CallResult.Unsure(String why) -> {
                int failures = failed(key);
                LOG.debug("{} did not work: {}", key.method().path(), why);
                yield failures < TRIES ? Optional.of(desk.backoff().after(failures)) : Optional.empty();
            }
            case CallResult.Refused(String error, String advice)
            when isOfApp(error) -> {
                offUntil.put(
                        lane(key.method(), key.thread()), desk.clock().instant().plus(OFF_FOR));
                LOG.warn("{} is not available in {}: {} ({})", key.method().path(), workspace, error, advice);
                yield Optional.empty();
            }
            case CallResult other -> {
                LOG.debug("{} was not taken: {}", key.method().path(), other);
                yield Optional.empty();
            }
        };
    }

    private int failed(LaneKey key) {
        synchronized (lanes) {
            Lane lane = Objects.requireNonNull(lanes.get(key));
            lane.failures++;
            return lane.failures;
        }
    }

    private boolean isOff(SlackMethod method, Place place) {
        return offUntil.getOrDefault(lane(method, place), Instant.MIN)
                .isAfter(desk.clock().instant());
    }

    private static String lane(SlackMethod method, Place place) {
        return method.path() + " " + place.workspace();
    }

    /** Whether a refusal is about the app as it is installed, not about this thread. */
    private static boolean isOfApp(String error) {
        return List.of(
                        "missing_scope",
                        "unknown_method",
                        "not_allowed_token_type",
                        "feature_not_enabled",
                        "not_an_agent")
                .contains(error);
    }

    /** What was said last of the latest sessions. */
    private static final class Said extends LinkedHashMap<SessionId, String> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<SessionId, String> eldest) {
            return size() > KEPT;
        }
    }
}
