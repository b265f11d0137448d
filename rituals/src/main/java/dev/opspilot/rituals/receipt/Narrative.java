package dev.opspilot.rituals.receipt;

import java.util.List;
import java.util.Objects;

/**
 * What a session amounts to, told in a few sentences. Cannot hold a sentence that stands on nothing.
 *
 * @param mind who told it, as people read it
 * @param dropped what the mind said and could not prove; never shown as if it were true
 */
public record Narrative(String mind, List<Sentence> sentences, List<Dropped> dropped) {

    /** One sentence of plain text, its figures filled in by code. */
    public record Sentence(String text, List<ReceiptId> receipts) {
        public Sentence {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a sentence says something");
            }
            receipts = Receipts.required("a sentence", receipts);
        }
    }

    /** A sentence that was not let through, and why. */
    public record Dropped(String text, String because) {
        public Dropped {
            Objects.requireNonNull(text);
            Objects.requireNonNull(because);
        }
    }

    public Narrative {
        Objects.requireNonNull(mind);
        sentences = List.copyOf(sentences);
        dropped = List.copyOf(dropped);
    }

    /** The sentences as one paragraph. */
    public String text() {
        return String.join(" ", sentences.stream().map(Sentence::text).toList());
    }

    /** The receipts of all sentences. */
    public List<ReceiptId> receipts() {
        return sentences.stream()
                .flatMap(each -> each.receipts().stream())
                .distinct()
                .toList();
    }
}
