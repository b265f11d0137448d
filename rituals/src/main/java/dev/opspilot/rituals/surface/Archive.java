package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The sessions so far, for surfaces to browse. Thread-safe. */
public interface Archive {

    /**
     * Which sessions are wanted, the latest first.
     *
     * @param words that must all stand in the intent or the verdict; empty for all
     * @param live only those that have not ended
     * @param after where the page before ended, as its {@link Page#next} says
     * @param size of a page, from 1 to 100
     * @param reader who looks: what others asked in a direct message is not theirs to see; empty for whoever may see all
     */
    record Query(String words, boolean live, Optional<String> after, int size, Optional<Person> reader) {
        public Query {
            Objects.requireNonNull(words);
            Objects.requireNonNull(after);
            Objects.requireNonNull(reader);
            if (size < 1 || size > 100) {
                throw new IllegalArgumentException("a page has 1 to 100 sessions, not " + size);
            }
        }

        /** For whoever may see all. */
        public Query(String words, boolean live, Optional<String> after, int size) {
            this(words, live, after, size, Optional.empty());
        }

        public Query by(Person who) {
            return new Query(words, live, after, size, Optional.of(who));
        }
    }

    /**
     * A session in a list.
     *
     * @param headline its verdict; empty until there is one
     */
    record Entry(
            SessionId id,
            RitualName ritual,
            String intent,
            SessionView.Status status,
            String headline,
            Instant startedAt,
            Person actor) {}

    /**
     * One page.
     *
     * @param next where the next one begins; empty on the last
     * @param total of all pages
     */
    record Page(List<Entry> entries, Optional<String> next, long total) {
        public Page {
            entries = List.copyOf(entries);
            Objects.requireNonNull(next);
        }
    }

    Page page(Query query);

    /** The session that was asked for last in a thread; empty where none was, and for a place without one. */
    Optional<SessionId> latestIn(Place place);

    /** What the session shows by now; empty when there is none of that id. */
    Optional<SessionView> session(SessionId id);

    /** Its receipts in their order, with what the sources answered. */
    List<ReceiptChain.Stored> receipts(SessionId id);
}
