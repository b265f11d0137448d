package dev.opspilot.adapters.slack.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How the next calls of each method fail, in order. Guarded by {@link FakeSlack}. */
final class Troubles {
    enum Kind {
        LIMIT,
        SERVER_ERROR,
        DROP_UNDONE,
        DROP_DONE,
        REFUSE
    }

    record Planned(Kind kind, String detail) {}

    private final Map<String, Deque<Planned>> planned = new HashMap<>();

    void plan(String method, Kind kind, String detail, int times) {
        Deque<Planned> queue = planned.computeIfAbsent(method, _ -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.addLast(new Planned(kind, detail));
        }
    }

    Optional<Planned> next(String method) {
        return Optional.ofNullable(planned.get(method)).map(Deque::pollFirst);
    }

    void clear() {
        planned.clear();
    }
}
