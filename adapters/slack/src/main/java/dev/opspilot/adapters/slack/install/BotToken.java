package dev.opspilot.adapters.slack.install;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What an install lets the bot do its calls with.
 *
 * @param access the token of the calls
 * @param renewal how to get the next one; empty for a token that does not expire
 */
public record BotToken(String access, Optional<Renewal> renewal) {
    public BotToken {
        Objects.requireNonNull(renewal);
        if (access.isBlank()) {
            throw new IllegalArgumentException("the token is blank");
        }
    }

    /**
     * How a token that expires is replaced.
     *
     * @param refreshToken good for one renewal
     * @param expiresAt when the token that it came with is no longer taken
     */
    public record Renewal(String refreshToken, Instant expiresAt) {
        public Renewal {
            Objects.requireNonNull(expiresAt);
            if (refreshToken.isBlank()) {
                throw new IllegalArgumentException("the refresh token is blank");
            }
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Renewal[expiresAt=" + expiresAt + "]";
        }
    }

    /** Whether it is no longer taken at that time. */
    public boolean isOverAt(Instant time) {
        return renewal.filter(each -> !each.expiresAt().isAfter(time)).isPresent();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "BotToken[" + renewal.map(Renewal::toString).orElse("does not expire") + "]";
    }
}
