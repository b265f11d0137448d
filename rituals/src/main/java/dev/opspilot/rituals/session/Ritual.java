package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A ritual: what it asks, and what it makes of the answers. All of it pure. */
public interface Ritual {

    RitualName name();

    /** How long a session of it may take before it ends with what it has. */
    Duration limit();

    /** A step of the plan with the questions it asks; one without questions is moved by the ritual itself. */
    record Stage(PlanStep step, List<Query> queries) {
        public Stage {
            queries = List.copyOf(queries);
        }
    }

    /** The plan, made before anything is asked. */
    List<Stage> plan(String intent, Instant now);

    /** What can be said after one more answer; the same finding or widget may be made again, and is then replaced. */
    List<SessionEvent> assess(RitualSession session, Instant now);

    /** What is to be said when no more answers come. The session ends after it. */
    List<SessionEvent> conclude(RitualSession session, Instant now);
}
