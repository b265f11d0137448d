package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * When what is due may run, so that no channel and no workspace gets more than its platform takes: at most one each
 * {@link #CHANNEL} in a channel and one each {@link #WORKSPACE} in a workspace, earliest due first. Those due at the same
 * time are spread over {@link #JITTER}, each always by the same part of it, so that their sources are not all asked at
 * once. Pure.
 */
public final class Pacing {
    /** Platforms take about one message a second in a channel. */
    static final Duration CHANNEL = Duration.ofSeconds(1);

    /** Slack takes several hundred new messages a minute in a workspace; this is 300. */
    static final Duration WORKSPACE = Duration.ofMillis(200);

    /** How far what is due at the same time is spread. */
    static final Duration JITTER = Duration.ofSeconds(3);

    /** The page takes any number. */
    private static final String UNPACED = "console";

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Pacing() {}

    /** Something due in a place. */
    public record Candidate(Schedule schedule, Instant due) {
        Instant spread() {
            long mixed = (schedule.id().value() + 1) * GOLDEN;
            return due.plusMillis(Long.remainderUnsigned(mixed >>> 16, JITTER.toMillis()));
        }
    }

    /** From when on each place is free again. */
    public record Planned(List<Occurrence> occurrences, Map<String, Instant> free) {
        public Planned {
            occurrences = List.copyOf(occurrences);
            free = Map.copyOf(free);
        }
    }

    /** The names of a place's own rate and of its workspace's; none where nothing limits it. */
    public static List<String> lanes(Place place) {
        if (place.surface().equals(UNPACED)) {
            return List.of();
        }
        String workspace = place.surface() + "/" + place.workspace();
        return List.of(workspace, workspace + "/" + place.channel());
    }

    /**
     * Gives each its time.
     *
     * @param free from when on each lane is free, as far as that is known
     */
    public static Planned plan(List<Candidate> candidates, Map<String, Instant> free, Instant now) {
        Map<String, Instant> from = new HashMap<>(free);
        List<Occurrence> occurrences = new ArrayList<>();
        for (Candidate each : candidates.stream()
                .sorted(Comparator.comparing(Candidate::due).thenComparing(Candidate::spread))
                .toList()) {
            List<String> lanes = lanes(each.schedule().wanted().place());
            Instant release = Stream.concat(
                            Stream.of(each.spread(), now.isAfter(each.spread()) ? now : each.spread()),
                            lanes.stream().flatMap(lane -> Stream.ofNullable(from.get(lane))))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            for (int i = 0; i < lanes.size(); i++) {
                from.put(lanes.get(i), release.plus(i == 0 ? WORKSPACE : CHANNEL));
            }
            occurrences.add(Occurrence.due(each.schedule().id(), each.due(), release));
        }
        return new Planned(occurrences, from);
    }
}
