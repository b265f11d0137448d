package dev.opspilot.rituals.play;

import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One call that was made for a play.
 *
 * @param words what the tool said, or what went wrong, one sentence; empty while it is under way
 * @param receipt empty while it is under way
 */
public record Run(Direction direction, Instant startedAt, State state, String words, Optional<ReceiptId> receipt) {

    /** Whether it was the act or its way back. */
    public enum Direction {
        FORWARD,
        BACK
    }

    /** How it stands. */
    public enum State {
        UNDER_WAY,
        DONE,
        FAILED,
        /** Its answer did not come, so it may or may not have had its effect. */
        UNKNOWN
    }

    public Run {
        Objects.requireNonNull(direction);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(state);
        Objects.requireNonNull(words);
        Objects.requireNonNull(receipt);
    }

    public static Run started(Direction direction, Instant at) {
        return new Run(direction, at, State.UNDER_WAY, "", Optional.empty());
    }

    /** Whether it is not known what came of it. */
    public boolean isOpen() {
        return state == State.UNDER_WAY || state == State.UNKNOWN;
    }

    /** The run with what came of it. */
    public Run ended(State how, String said, ReceiptId proof) {
        return new Run(direction, startedAt, how, said, Optional.of(proof));
    }
}
