package dev.opspilot.bot.config;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.play.ActKind;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which tool of which server carries a kind of act out, how it is undone, and what should change then.
 *
 * @param source the source's name as people know it
 * @param environment where it acts; empty when that is not said
 * @param timeout of one call, 100 ms to 60 s
 * @param expires how long after it was proposed it can be approved
 * @param arguments a JSON object; its texts may hold the parameters of the act, and {@code {key}}
 */
public record ActSpec(
        ActKind kind,
        String server,
        String tool,
        String source,
        String environment,
        Duration timeout,
        Duration expires,
        String arguments,
        Optional<Undo> undo,
        Optional<Verify> verify) {

    /** What is put in for a key that is the same for the same play, so that a tool can tell a repeated call. */
    public static final String KEY = "key";

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);
    public static final Duration DEFAULT_EXPIRES = Duration.ofHours(4);

    /** The call that takes it back, at the same server. */
    public record Undo(String tool, String arguments) {
        public Undo {
            Objects.requireNonNull(tool);
            Objects.requireNonNull(arguments);
        }
    }

    /**
     * The metric that should go back to what it is on other days.
     *
     * @param subject a name, or a parameter of the act as in <code>{service}</code>; empty for all that have the metric
     */
    public record Verify(
            Capability capability, String metric, Optional<String> subject, Duration watch, Duration every) {
        public Verify {
            Objects.requireNonNull(capability);
            Objects.requireNonNull(metric);
            Objects.requireNonNull(subject);
            Objects.requireNonNull(watch);
            Objects.requireNonNull(every);
        }
    }

    public ActSpec {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(server);
        Objects.requireNonNull(tool);
        Objects.requireNonNull(source);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(timeout);
        Objects.requireNonNull(expires);
        Objects.requireNonNull(arguments);
        Objects.requireNonNull(undo);
        Objects.requireNonNull(verify);
    }
}
