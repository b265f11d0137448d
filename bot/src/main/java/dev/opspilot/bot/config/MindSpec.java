package dev.opspilot.bot.config;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.mind.Mind;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A language mind and how its model is reached.
 *
 * @param name as people read it
 * @param baseUrl empty for what the environment says, else for the provider's own address
 * @param apiKey empty for what the environment says
 * @param instructions what it is told beside the rules, such as the tone; empty for nothing
 * @param instruments what it may ask to be read
 */
public record MindSpec(
        String name,
        Provider provider,
        String model,
        Optional<URI> baseUrl,
        Optional<Secret> apiKey,
        String instructions,
        Set<Capability> instruments,
        Mind.Budget budget) {

    /** What a session may spend where nothing else is said. */
    public static final Mind.Budget DEFAULT_BUDGET = new Mind.Budget(4, 40_000, Duration.ofSeconds(20));

    /** Whose protocol is spoken. */
    public enum Provider {
        /** OpenAI, and all that speak as it does. */
        OPENAI,
        ANTHROPIC,
        OLLAMA
    }

    public MindSpec {
        Objects.requireNonNull(name);
        Objects.requireNonNull(provider);
        Objects.requireNonNull(model);
        Objects.requireNonNull(baseUrl);
        Objects.requireNonNull(apiKey);
        Objects.requireNonNull(instructions);
        instruments = Set.copyOf(instruments);
        Objects.requireNonNull(budget);
    }
}
