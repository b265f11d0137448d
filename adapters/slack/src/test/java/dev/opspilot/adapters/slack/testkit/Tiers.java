package dev.opspilot.adapters.slack.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Slack's tiers: counts calls of the last minute, and posts of the last second in each channel. */
final class Tiers {
    private static final Map<String, Integer> A_MINUTE = Map.of(
            "chat.postMessage", 300,
            "chat.update", 50,
            "chat.startStream", 20,
            "chat.appendStream", 100,
            "chat.stopStream", 20,
            "conversations.history", 50,
            "conversations.replies", 50,
            "conversations.join", 50,
            "chat.postEphemeral", 100);

    private final Map<String, List<Instant>> done = new HashMap<>();

    void clear() {
        done.clear();
    }

    int secondsToWait(String method, String channel, Instant now) {
        int wait = wait(method, A_MINUTE.getOrDefault(method, 20), Duration.ofMinutes(1), now);
        boolean post = method.equals("chat.postMessage");
        String inChannel = method + " " + channel;
        wait = Math.max(wait, post ? wait(inChannel, 1, Duration.ofSeconds(1), now) : 0);
        if (wait == 0) {
            done.computeIfAbsent(method, _ -> new ArrayList<>()).add(now);
            done.computeIfAbsent(inChannel, _ -> new ArrayList<>()).add(now);
        }
        return wait;
    }

    private int wait(String lane, int allowed, Duration window, Instant now) {
        List<Instant> recent = done.computeIfAbsent(lane, _ -> new ArrayList<>());
        recent.removeIf(at -> !at.plus(window).isAfter(now));
        return recent.size() < allowed
                ? 0
                : (int) Math.max(
                        1, Duration.between(now, recent.getFirst().plus(window)).toSeconds());
    }
}
