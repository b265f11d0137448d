package dev.opspilot.bot.http;

import dev.opspilot.adapters.console.ConsolePage;
import dev.opspilot.adapters.console.ConsolePage.PageFile;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Serves the page; opening it in a demo lets the browser in. */
final class Page {
    private final Access access;

    Page(Access access) {
        this.access = access;
    }

    void addTo(RoutesConfig routes) {
        ConsolePage.files().forEach(file -> routes.get(file.path(), ctx -> serve(ctx, file)));
    }

    private void serve(Context ctx, PageFile file) {
        if (file.path().equals("/")) {
            access.cookieForVisitor(ctx).ifPresent(cookie -> ctx.header("Set-Cookie", cookie));
        }
        String mark = "\"" + file.mark() + "\"";
        ctx.header("ETag", mark).header("Cache-Control", "private, no-cache");
        if (mark.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
        } else {
            ctx.contentType(file.contentType()).result(file.content());
        }
    }
}
