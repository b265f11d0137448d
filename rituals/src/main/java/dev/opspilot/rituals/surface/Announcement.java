package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Instant;
import java.util.Objects;

/**
 * A draft of a comms kit that a person edited and had posted. Immutable.
 *
 * @param key what the person did; the same announcement is posted once
 * @param person who answers for its words
 * @param from where the person was, and is told if it cannot be posted
 * @param kit the widget that the draft stands in
 * @param audience whom the draft is for, which names it within its kit
 * @param to where it is posted, which need not be where the session is shown
 * @param text as the person left it, plain text of at most {@link #LONGEST} characters
 */
public record Announcement(
        HeardKey key,
        Person person,
        Place from,
        WidgetId kit,
        String audience,
        Place to,
        String text,
        Instant askedAt,
        State state) {
    /** The longest text, in UTF-16 units; a surface may take less. */
    public static final int LONGEST = 10_000;

    /** Where an announcement is on its way. */
    public sealed interface State {

        /** It is being posted. */
        record Posting() implements State {}

        /** It stands where it was wanted. */
        record Posted(Instant at, ReceiptId receipt) implements State {
            public Posted {
                Objects.requireNonNull(at);
                Objects.requireNonNull(receipt);
            }
        }

        /**
         * It could not be posted.
         *
         * @param because one sentence, what to do included
         */
        record Failed(Instant at, ReceiptId receipt, String because) implements State {
            public Failed {
                Objects.requireNonNull(at);
                Objects.requireNonNull(receipt);
                Objects.requireNonNull(because);
            }
        }
    }

    public Announcement {
        Objects.requireNonNull(key);
        Objects.requireNonNull(person);
        Objects.requireNonNull(from);
        Objects.requireNonNull(kit);
        Objects.requireNonNull(audience);
        Objects.requireNonNull(to);
        Objects.requireNonNull(text);
        Objects.requireNonNull(askedAt);
        Objects.requireNonNull(state);
    }

    /** The same, further on its way. */
    public Announcement at(State then) {
        return new Announcement(key, person, from, kit, audience, to, text, askedAt, then);
    }
}
