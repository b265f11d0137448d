package dev.opspilot.rituals.play;

import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One exact call of a tool that changes something. Immutable; two acts with the same digest do the same.
 *
 * @param server as it is called in the configuration
 * @param tool as the server calls it
 * @param arguments canonical JSON: keys in order, no spaces
 */
public record Act(String server, String tool, String arguments) {
    public Act {
        Objects.requireNonNull(server);
        Objects.requireNonNull(tool);
        Objects.requireNonNull(arguments);
    }

    /** The server and tool as they stand on receipts, as in {@code deploys/rollback_deploy}. */
    public String name() {
        return server + "/" + tool;
    }

    /**
     * What an approval is bound to: SHA-256 over {@code server}, {@code tool} and {@code arguments}, in this order, each
     * as {@code length:value\n} with the number of its UTF-8 bytes.
     */
    public Digest digest() {
        return Digest.of(sized(server) + sized(tool) + sized(arguments));
    }

    private static String sized(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length + ":" + value + "\n";
    }

    /** How a call turned out. Expected failures are returned, never thrown. */
    public sealed interface Answer {

        /** What was called and what it said. */
        Reading.Origin origin();

        /** The tool said that it did it. */
        record Done(Reading.Origin origin) implements Answer {
            public Done {
                Objects.requireNonNull(origin);
            }
        }

        /**
         * The tool said that it did not, or was never reached.
         *
         * @param reason one sentence
         */
        record Failed(Reading.Origin origin, String reason) implements Answer {
            public Failed {
                Objects.requireNonNull(origin);
                Objects.requireNonNull(reason);
            }
        }

        /**
         * The call may or may not have had its effect: its answer did not come. It is never made again by itself.
         *
         * @param reason one sentence
         */
        record Unknown(Reading.Origin origin, String reason) implements Answer {
            public Unknown {
                Objects.requireNonNull(origin);
                Objects.requireNonNull(reason);
            }
        }
    }
}
