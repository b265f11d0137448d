package dev.opspilot.bot.config;

import dev.opspilot.rituals.instrument.Capability;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which tool of which server serves a capability, and how its answer is understood.
 *
 * @param source the source's name as people know it
 * @param timeout of one call, 100 ms to 60 s
 * @param maxBytes the largest answer that is read, 1 KiB to 16 MiB
 * @param arguments a JSON object; its texts may hold the placeholders of {@link Placeholder}
 * @param link where a person sees the same thing in the source
 */
public record BindingSpec(
        Capability capability,
        String server,
        String tool,
        String source,
        Duration timeout,
        int maxBytes,
        String arguments,
        Optional<URI> link,
        ResultMapping result) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    public static final int DEFAULT_MAX_BYTES = 1 << 20;

    public BindingSpec {
        Objects.requireNonNull(capability);
        Objects.requireNonNull(server);
        Objects.requireNonNull(tool);
        Objects.requireNonNull(source);
        Objects.requireNonNull(timeout);
        Objects.requireNonNull(arguments);
        Objects.requireNonNull(link);
        Objects.requireNonNull(result);
    }
}
