package dev.opspilot.bot.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Lets only those in who came to this machine by its own name: a page that rebinds a name of its own stays out. */
final class LocalOnly extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = String.valueOf(request.getHeader("Host")).replaceFirst(":\\d+$", "");
        if (NAMES.contains(host) && request.getHeader("Origin") == null) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
