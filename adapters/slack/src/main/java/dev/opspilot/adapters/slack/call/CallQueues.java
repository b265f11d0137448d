package dev.opspilot.adapters.slack.call;

import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.rituals.delivery.Waits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Lets calls go at Slack's pace: one queue for each method and workspace, shared by all sessions, first come first
 * served, but what ends a message before what goes on. Each who waits stands in a queue once, so a busy session cannot
 * crowd out a quiet one. Thread-safe.
 */
public final class CallQueues {
    private record Lane(SlackMethod method, String workspace) {}

    private record Waiting(String channel, BooleanSupplier ends, Runnable call) {}

    private final InstantSource clock;
    private final Waits waits;
    private final Map<Lane, Queue> queues = new ConcurrentHashMap<>();

    public CallQueues(InstantSource clock, Waits waits) {
        this.clock = clock;
        this.waits = waits;
    }

    /** Runs the call when its turn has come. */
    public void submit(SlackMethod method, String workspace, String channel, Runnable call) {
        submit(method, workspace, channel, () -> false, call);
    }

    /**
     * Runs the call when its turn has come.
     *
     * @param ends whether the call is the last of its message by now, and goes before others
     */
    public void submit(SlackMethod method, String workspace, String channel, BooleanSupplier ends, Runnable call) {
        queue(method, workspace).submit(new Waiting(channel, ends, call));
    }

    /** Whether a call would go at once. */
    public boolean isOpen(SlackMethod method, String workspace) {
        return queue(method, workspace).isOpen();
    }

    /** Holds back everybody who waits for the method in the workspace. */
    public void pause(SlackMethod method, String workspace, Duration pause) {
        queue(method, workspace).pause(clock.instant().plus(pause));
    }

    private Queue queue(SlackMethod method, String workspace) {
        return queues.computeIfAbsent(new Lane(method, workspace), lane -> new Queue(lane.method()));
    }

    private final class Queue {
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private final Map<String, Instant> channelOpens = new HashMap<>();
        private final Duration interval;
        private final Duration ahead;
        private final Duration betweenInChannel;
        /** When all that was let go would have gone at the steady rate. */
        private Instant steady = Instant.MIN;

        private Instant pausedUntil = Instant.MIN;
        private Optional<Instant> wakesAt = Optional.empty();

        Queue(SlackMethod method) {
            this.interval = Duration.ofMinutes(1).dividedBy(method.perMinute());
            this.ahead = interval.multipliedBy(method.burst() - 1L);
            this.betweenInChannel = method == SlackMethod.POST ? SlackLimits.BETWEEN_POSTS_IN_CHANNEL : Duration.ZERO;
        }

        synchronized void submit(Waiting one) {
            waiting.addLast(one);
            letGo();
        }

        synchronized void pause(Instant until) {
            if (until.isAfter(pausedUntil)) {
                pausedUntil = until;
            }
        }

        synchronized boolean isOpen() {
            Instant now = clock.instant();
            return waiting.isEmpty() && !opens(now).isAfter(now);
        }

        private synchronized void wake() {
            wakesAt = Optional.empty();
            letGo();
        }

        /** Lets go all whose turn it is, and sets the alarm for the next. */
        private void letGo() {
            Instant now = clock.instant();
            channelOpens.values().removeIf(opens -> !opens.isAfter(now));
            while (!waiting.isEmpty()) {
                Instant opens = opens(now);
                Optional<Waiting> next = opens.isAfter(now) ? Optional.empty() : takeFirstReady();
                if (next.isEmpty()) {
                    setAlarm(now, opens.isAfter(now) ? opens : firstChannelOpens(now));
                    return;
                }
                steady = (steady.isAfter(now) ? steady : now).plus(interval);
                if (betweenInChannel.isPositive()) {
                    channelOpens.put(next.get().channel(), now.plus(betweenInChannel));
                }
                waits.run(next.get().call());
            }
        }

        private Instant opens(Instant now) {
            Instant bySteadyRate = steady.isAfter(now) ? steady.minus(ahead) : now;
            return bySteadyRate.isAfter(pausedUntil) ? bySteadyRate : pausedUntil;
        }

        private Optional<Waiting> takeFirstReady() {
            Optional<Waiting> next = waiting.stream()
                    .filter(one -> !channelOpens.containsKey(one.channel())
                            && one.ends().getAsBoolean())
                    .findFirst()
                    .or(() -> waiting.stream()
                            .filter(one -> !channelOpens.containsKey(one.channel()))
                            .findFirst());
            next.ifPresent(waiting::removeFirstOccurrence);
            return next;
        }

        private Instant firstChannelOpens(Instant now) {
            return channelOpens.values().stream().min(Instant::compareTo).orElse(now.plus(interval));
        }

        private void setAlarm(Instant now, Instant at) {
            if (wakesAt.filter(set -> !set.isAfter(at)).isEmpty()) {
                wakesAt = Optional.of(at);
                waits.after(Duration.between(now, at), this::wake);
            }
        }
    }
}
