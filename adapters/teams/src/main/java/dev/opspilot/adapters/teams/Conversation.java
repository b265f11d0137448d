package dev.opspilot.adapters.teams;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A conversation that the app is or was in, with what is needed to write there unasked.
 *
 * @param channel the platform's id of it, without a thread
 * @param bot the app's own id in it, as in {@code 28:…}
 * @param team that the channel belongs to; empty for a chat
 * @param person whose chat with the app it is; empty for any other
 * @param gone why it cannot be written to any more; empty while it can
 */
public record Conversation(
        String channel,
        Kind kind,
        String tenant,
        URI serviceUrl,
        String bot,
        Optional<String> team,
        Optional<String> person,
        Optional<String> gone) {

    /** What kind of conversation it is. */
    public enum Kind {
        /** Between one person and the app. */
        PERSONAL,
        /** A chat of several, or of a meeting. */
        GROUP,
        /** A channel of a team, with threads. */
        CHANNEL
    }

    public Conversation {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(serviceUrl);
        Objects.requireNonNull(bot);
        Objects.requireNonNull(team);
        Objects.requireNonNull(person);
        Objects.requireNonNull(gone);
    }

    /** Another channel of the same team, written to in the same way. */
    Conversation sibling(String other) {
        return new Conversation(other, kind, tenant, serviceUrl, bot, team, person, gone);
    }

    Conversation lost(String reason) {
        return new Conversation(channel, kind, tenant, serviceUrl, bot, team, person, Optional.of(reason));
    }
}
