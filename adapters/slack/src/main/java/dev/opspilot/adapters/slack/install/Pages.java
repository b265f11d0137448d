package dev.opspilot.adapters.slack.install;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The few pages that people see while they install the app. Nothing of a request is ever shown in one. */
final class Pages {
    /* The digest of the style below, so that no other can be brought in. */
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem}h1{font-size:1.4rem}";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'sha256-" + Digests.base64OfSha256(STYLE)
                    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");

    private Pages() {}

    /**
     * What a page says.
     *
     * @param next what to do now, one or two sentences
     */
    record Page(int status, String title, String next) {}

    static Page installed(String name) {
        return new Page(
                200,
                "OpsPilot is installed in " + name,
                "Go back to Slack, invite it to a channel with /invite @OpsPilot, and type /opspilot help.");
    }

    static Page declined() {
        return new Page(
                200, "Nothing was installed", "The request was declined in Slack. Open /slack/install to begin again.");
    }

    static Page notAllowed() {
        return new Page(
                403,
                "This workspace may not install OpsPilot",
                "Nothing was kept. Whoever runs OpsPilot can add its id to SLACK_ALLOWED_TEAMS; then install it again.");
    }

    static Page stale() {
        return new Page(
                400,
                "This link is no longer good",
                "It was used already, is older than ten minutes, or was begun in another browser. Open /slack/install"
                        + " to begin again.");
    }

    static Page refused(String advice) {
        return new Page(502, "Slack did not finish the installation", advice);
    }

    static Page tooMany() {
        return new Page(503, "Too many installations were begun", "Wait ten minutes, then open /slack/install again.");
    }

    static Page notKept() {
        return new Page(
                503,
                "The installation could not be kept",
                "OpsPilot's database does not answer. Try again in a minute from /slack/install.");
    }

    static void show(HttpServletResponse response, Page page) throws IOException {
        HEADERS.forEach(response::setHeader);
        response.setStatus(page.status());
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream().write(html(page).getBytes(StandardCharsets.UTF_8));
    }

    private static String html(Page page) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title>\
                <style>%3$s</style></head>
                <body><main><h1>%1$s</h1><p>%2$s</p></main></body>
                </html>
                """.formatted(escaped(page.title()), escaped(page.next()), STYLE);
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            switch (each) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(Character.isISOControl(each) ? ' ' : each);
            }
        });
        return out.toString();
    }
}
