package dev.opspilot.rituals.session;

import dev.opspilot.rituals.surface.HeardKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a session has had of its language mind.
 *
 * @param open thoughts that have not come back
 * @param calls how often it was asked
 * @param tokens what that has cost
 */
record MindWork(List<Open> open, int calls, long tokens) {
    static final MindWork NONE = new MindWork(List.of(), 0, 0);

    /** A thought that has not come back. */
    record Open(Optional<HeardKey> about, int round, Instant until) {}

    MindWork {
        open = List.copyOf(open);
    }

    Optional<Open> about(Optional<HeardKey> question) {
        return open.stream().filter(each -> each.about().equals(question)).findFirst();
    }

    MindWork asked(Open thought) {
        return new MindWork(
                Stream.concat(without(thought.about()).stream(), Stream.of(thought))
                        .toList(),
                calls + 1,
                tokens);
    }

    MindWork answered(Optional<HeardKey> question, long cost) {
        return new MindWork(without(question), calls, tokens + cost);
    }

    private List<Open> without(Optional<HeardKey> question) {
        return open.stream().filter(each -> !each.about().equals(question)).toList();
    }
}
