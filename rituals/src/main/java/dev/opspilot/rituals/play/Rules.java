package dev.opspilot.rituals.play;

import dev.opspilot.rituals.instrument.Freeze;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What governs acts at one moment. A snapshot: it always answers the same. Thread-safe. */
public interface Rules {

    /** Somebody is asked about everything; no freeze is known; the kill switch is off. */
    Rules ASKING = new Rules() {
        @Override
        public Policy policy(Act act, String environment, String actor, String role) {
            return Policy.DEFAULT;
        }

        @Override
        public List<Freeze> freezes(Instant from, Instant to) {
            return List.of();
        }

        @Override
        public Optional<Halt> halt() {
            return Optional.empty();
        }
    };

    /**
     * What holds for an act.
     *
     * @param environment where it acts; empty when that is not said
     * @param actor who wants it, as on receipts
     * @param role of the actor, as in {@code approver}; empty where it is not known
     */
    Policy policy(Act act, String environment, String actor, String role);

    /** The mildest of what holds for an act, over all people who could let it run. */
    default Policy mildest(Act act, String environment) {
        return policy(act, environment, "", "");
    }

    /** The freezes that touch a stretch of time, each time that one recurs on its own. */
    List<Freeze> freezes(Instant from, Instant to);

    /** The kill switch, when it is on. */
    Optional<Halt> halt();

    /**
     * The person behind an actor: the same for the accounts of one person, as far as they are known to be.
     *
     * @param actor as on receipts
     */
    default String who(String actor) {
        return actor;
    }
}
