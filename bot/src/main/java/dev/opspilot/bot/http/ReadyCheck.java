package dev.opspilot.bot.http;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that must work before the process takes traffic.
 *
 * @param name as it stands in the answer of {@code /readyz}, which anybody may read
 * @param trouble what does not work, without secrets; empty when all is well. Called on any thread, for two seconds at
 *     most
 */
public record ReadyCheck(String name, Supplier<Optional<String>> trouble) {
    public ReadyCheck {
        Objects.requireNonNull(name);
        Objects.requireNonNull(trouble);
    }
}
