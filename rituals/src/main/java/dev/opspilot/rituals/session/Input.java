package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Claim;
import dev.opspilot.rituals.mind.Evidence;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can happen to a session. */
public sealed interface Input {

    /**
     * A person said or pressed something.
     *
     * @param role what the person may do there
     */
    record FromPerson(Heard heard, Role role) implements Input {

        /** Something that takes no more than starting a ritual does. */
        public FromPerson(Heard heard) {
            this(heard, Role.OPERATOR);
        }
    }

    /** A call for a play came back, or its time ran out. */
    record Acted(Calling call, String actor, Instant askedAt, Duration latency, Act.Answer answer) implements Input {}

    /**
     * A call for a play was not made: the rules did not let it at the last moment.
     *
     * @param repeated whether it may have been made before
     */
    record Held(Calling call, String because, boolean repeated) implements Input {}

    /**
     * An announcement was posted, or the surface gave it up.
     *
     * @param key of the announcement
     * @param failure why it could not be posted
     */
    record Announced(HeardKey key, Instant askedAt, Duration latency, Reading.Origin origin, Optional<String> failure)
            implements Input {}

    /** A call came back, or its time ran out. */
    record Answer(CallId call, Instant askedAt, Duration latency, Reading reading) implements Input {}

    /**
     * A mind said a sentence, and goes on.
     *
     * @param about the question that it answers; empty when it tells what the session amounts to
     * @param evidence what it was given, by whose numbers it cites: the session may have other evidence by now
     */
    record Said(Optional<HeardKey> about, int round, List<Evidence> evidence, Claim claim) implements Input {}

    /**
     * A mind is done, or its time ran out.
     *
     * @param evidence what it was given, as above
     */
    record Thought(
            Optional<HeardKey> about, int round, List<Evidence> evidence, dev.opspilot.rituals.mind.Thought thought)
            implements Input {}

    /** Time went by. */
    record Tick() implements Input {}

    /**
     * The session was taken over from its log, after a crash or by another node, or because the store failed.
     *
     * @param calling calls for plays that this node is still making: they were not interrupted
     */
    record Resumed(Set<Calling> calling) implements Input {
        public Resumed {
            calling = Set.copyOf(calling);
        }

        /** No call is being made here. */
        public Resumed() {
            this(Set.of());
        }
    }

    /** One call for a play, which may be made several times: known from the others by when it was started. */
    record Calling(PlayId play, Run.Direction direction, Instant startedAt) {
        static Calling last(Play play) {
            return of(play, play.runs().getLast());
        }

        static Calling of(Play play, Run run) {
            return new Calling(play.id(), run.direction(), run.startedAt());
        }
    }
}
