package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

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

    /** A question that comes up on the way, for a step of the plan. */
    record Further(StepId step, Query query) {}

    /**
     * What is made of one more answer.
     *
     * @param asks what is to be asked now that this is known; what was asked before is not asked again
     */
    record Move(List<SessionEvent> events, List<Further> asks) {
        public Move {
            events = List.copyOf(events);
            asks = List.copyOf(asks);
        }

        /** Nothing more to ask. */
        public static Move of(List<SessionEvent> events) {
            return new Move(events, List.of());
        }
    }

    /** The plan, made before anything is asked. */
    List<Stage> plan(String intent, Instant now);

    /** How it asks for one thing, when a question or a mind wants it read beside the plan. */
    Query query(Capability capability, Instant now);

    /** The time zone that days are meant in. */
    default ZoneId zone() {
        return ZoneId.of("UTC");
    }

    /** What can be said after one more answer; the same finding or widget may be made again, and is then replaced. */
    Move assess(RitualSession session, Instant now);

    /**
     * What is to be said when no more answers come. The session ends after it, unless a mind wants more to be read:
     * then it is called once more, and what it says with the same ids replaces what it said before.
     */
    List<SessionEvent> conclude(RitualSession session, Instant now);

    /** What a person can take along of a session; empty when the ritual has nothing of that kind. */
    default Optional<Answer.Content.Document> document(SessionView session, Instant now) {
        return Optional.empty();
    }
}
