package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.ReceiptChain;
import java.util.List;
import java.util.Objects;

/**
 * An answer to one person, for the thread of the session's message.
 *
 * @param key the same for the same question, so that it is posted once
 * @param place where the question was asked
 */
public record Answer(PostKey key, Place place, Person to, Content content) {

    /** What is answered. */
    public sealed interface Content {

        /**
         * To "why?", as deep as was asked.
         *
         * @param readings what the sources answered, word for word; empty unless the depth is {@link Depth#READING}
         */
        record Why(Explanation explanation, Depth depth, List<ReceiptChain.Stored> readings) implements Content {
            public Why {
                Objects.requireNonNull(explanation);
                Objects.requireNonNull(depth);
                readings = List.copyOf(readings);
            }
        }

        /**
         * To a free question.
         *
         * @param mind who answered, as people read it
         */
        record Reply(String question, String mind, Explanation explanation) implements Content {
            public Reply {
                Objects.requireNonNull(question);
                Objects.requireNonNull(mind);
                Objects.requireNonNull(explanation);
            }
        }

        /** A document to take along, in Markdown. */
        record Document(String title, String markdown) implements Content {
            public Document {
                Objects.requireNonNull(title);
                Objects.requireNonNull(markdown);
            }
        }
    }

    public Answer {
        Objects.requireNonNull(key);
        Objects.requireNonNull(place);
        Objects.requireNonNull(to);
        Objects.requireNonNull(content);
    }
}
