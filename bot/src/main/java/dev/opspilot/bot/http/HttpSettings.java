package dev.opspilot.bot.http;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How the server is reached, and by whom.
 *
 * @param host the address to bind
 * @param port 0 for any free one, at most 65535
 * @param token what callers of the API present; without one the API answers 503 and says what to set
 * @param demo whether a browser on this machine may use the page without typing the token; only where
 *     {@code publicUrl} is on this machine too
 * @param publicUrl where people reach the server; with {@code https} cookies are kept to it
 */
public record HttpSettings(String host, int port, Optional<String> token, boolean demo, URI publicUrl) {
    public HttpSettings {
        Objects.requireNonNull(host);
        Objects.requireNonNull(publicUrl);
        token = token.filter(value -> !value.isBlank());
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
        }
    }

    /** Leaves the token out, so that it reaches no log. */
    @Override
    public String toString() {
        return "HttpSettings[" + host + ":" + port + (demo ? ", demo" : "") + ", " + publicUrl + "]";
    }
}
