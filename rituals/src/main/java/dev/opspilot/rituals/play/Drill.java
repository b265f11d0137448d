package dev.opspilot.rituals.play;

import dev.opspilot.rituals.receipt.SessionId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The incident drill that a play proposes; it reads, and changes nothing.
 *
 * @param intent what it looks into, as its session is asked
 * @param session what its session is called once somebody has begun it
 */
public record Drill(String intent, SessionId session) {
    private static final String INTENT = "intent";
    private static final String SESSION = "session";

    public Drill {
        Objects.requireNonNull(intent);
        Objects.requireNonNull(session);
    }

    /** What a ritual proposes; which session it becomes is known once it is proposed in one: {@link #within}. */
    public static Intention proposed(String intent) {
        return new Intention(
                ActKind.DRILLS_START,
                Optional.empty(),
                Map.of(INTENT, intent),
                "A drill tells what is wrong and why, with its evidence.",
                "None: a drill only reads.");
    }

    /** The play with the session that its drill becomes; every other play as it is. */
    static Play within(SessionId proposing, Play play) {
        return play.intention()
                .filter(each -> each.kind() == ActKind.DRILLS_START)
                .map(each -> play.meaning(
                        each.with(SESSION, proposing.next(play.id().value()).value())))
                .orElse(play);
    }

    static Optional<Drill> of(Intention intention) {
        Optional<String> intent = Optional.ofNullable(intention.parameters().get(INTENT));
        Optional<SessionId> session =
                Optional.ofNullable(intention.parameters().get(SESSION)).map(SessionId::new);
        return intention.kind() == ActKind.DRILLS_START
                ? intent.flatMap(words -> session.map(id -> new Drill(words, id)))
                : Optional.empty();
    }
}
