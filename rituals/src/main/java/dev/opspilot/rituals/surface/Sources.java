package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.Receipt;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How the sources are, for surfaces to show. Asks none of them. Thread-safe. */
public interface Sources {

    /** What is known of the way to a source. */
    enum State {
        /** Nobody has asked it anything yet. */
        NOT_ASKED,
        /** It answered when last asked. */
        OK,
        /** It did not answer when last asked, or lacks what it is to be asked. */
        FAILED
    }

    /**
     * One source.
     *
     * @param name of its server, as in {@code opspilot.yml}
     * @param detail what is wrong, one sentence; how many tools it offers where nothing is; may be empty
     * @param latest the receipt of the last reading, of whichever session
     */
    record Source(String name, State state, String detail, Optional<Receipt> latest) {
        public Source {
            Objects.requireNonNull(name);
            Objects.requireNonNull(state);
            Objects.requireNonNull(detail);
            Objects.requireNonNull(latest);
        }
    }

    /** All that are configured, by name. */
    List<Source> all();
}
