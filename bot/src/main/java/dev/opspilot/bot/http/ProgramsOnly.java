package dev.opspilot.bot.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets programs with the token through to a servlet, and tells all others what they lack. */
final class ProgramsOnly extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient Access access;

    ProgramsOnly(Access access) {
        this.access = access;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        switch (access.enterAsProgram(request)) {
            case Access.Entry.Granted _ -> chain.doFilter(request, response);
            case Access.Entry.Barred(Reply.Failed why) -> {
                why.headers().forEach(response::setHeader);
                response.setStatus(why.problem().status());
                response.setContentType("application/problem+json");
                response.getOutputStream().write(Replies.bytes(Replies.problem(why.problem(), why.detail())));
            }
        }
    }
}
