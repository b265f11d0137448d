package dev.opspilot.bot.http;

import dev.opspilot.rituals.surface.Person;
import jakarta.servlet.Servlet;
import java.util.Objects;

/**
 * A servlet of another room, served beside the API.
 *
 * @param path a servlet path, exact as in {@code /slack/events} or with a wildcard as in {@code /mcp/*}
 */
public record Mount(String path, Servlet servlet, Guard guard) {
    /** Who stands behind what comes past {@link Guard#TOKEN}: whoever holds the API's token. */
    public static final Person PROGRAM = Access.API;

    /** Who sees to it that only those come in who may. */
    public enum Guard {
        /** The servlet itself. */
        ITSELF,
        /** The server: programs with the API's token, and in a demo those of this machine; no page of another site. */
        TOKEN
    }

    public Mount {
        Objects.requireNonNull(servlet);
        Objects.requireNonNull(guard);
        if (!path.startsWith("/") || path.equals("/") || path.equals("/*")) {
            throw new IllegalArgumentException("a servlet has a path of its own, unlike " + path);
        }
    }

    /** One that guards itself. */
    public Mount(String path, Servlet servlet) {
        this(path, servlet, Guard.ITSELF);
    }
}
