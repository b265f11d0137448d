package dev.opspilot.adapters.console;

import dev.opspilot.rituals.receipt.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of the page. Immutable; read once. */
public final class ConsolePage {
    private static final List<String> NAMES = List.of(
            "index.html",
            "icon.svg",
            "base.css",
            "home.css",
            "session.css",
            "widgets.css",
            "receipts.css",
            "api.js",
            "app.js",
            "automations.js",
            "chart.js",
            "chips.js",
            "comms.js",
            "document.js",
            "dom.js",
            "findings.js",
            "fold.js",
            "graph.js",
            "guards.js",
            "halt.js",
            "home.js",
            "later.js",
            "orders.js",
            "plan.js",
            "plays.js",
            "presses.js",
            "receipts.js",
            "schedules.js",
            "session.js",
            "signin.js",
            "stream.js",
            "suspects.js",
            "telling.js",
            "theme.js",
            "verify.js",
            "widgets.js");

    private ConsolePage() {}

    /**
     * One file.
     *
     * @param path where the page expects it, {@code /} for the page itself
     * @param mark changes with the content
     */
    public record PageFile(String path, String contentType, String content, Digest mark) {}

    /** All files that the page consists of. */
    public static List<PageFile> files() {
        return NAMES.stream().map(ConsolePage::read).toList();
    }

    private static PageFile read(String name) {
        try (InputStream in = ConsolePage.class.getResourceAsStream("/console/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the page's file " + name + " is missing from this build");
            }
            String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String path = name.equals("index.html") ? "/" : "/console/" + name;
            return new PageFile(path, contentType(name), content, Digest.of(content));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's file " + name, e);
        }
    }

    private static String contentType(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".html" -> "text/html; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("no content type is known for " + name);
        };
    }
}
