package dev.opspilot.bot.http;

import jakarta.servlet.Servlet;
import java.util.Objects;

/**
 * A servlet of another room, served beside the API. It guards itself.
 *
 * @param path a servlet path, exact as in {@code /slack/events} or with a wildcard as in {@code /mcp/*}
 */
public record Mount(String path, Servlet servlet) {
    public Mount {
        Objects.requireNonNull(servlet);
        if (!path.startsWith("/") || path.equals("/") || path.equals("/*")) {
            throw new IllegalArgumentException("a servlet has a path of its own, unlike " + path);
        }
    }
}
