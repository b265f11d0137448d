package dev.opspilot.bot.hooks;

import dev.opspilot.bot.config.Hook;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.surface.PlainText;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of one alert, cleaned as they are given; what is missing gets what can be said without it. */
final class AlertFields {
    private static final int TITLE = 200;
    private static final int NAME = 80;
    private static final int ID = 200;
    private static final int LINK = 2_000;

    private final Map<String, String> labels;
    private final Instant now;
    private String source;
    private String id = "";
    private String title = "An alert without a title";
    private Optional<String> service = Optional.empty();
    private boolean resolved;
    private Instant started;
    private Optional<Instant> ended = Optional.empty();
    private Optional<URI> link = Optional.empty();

    AlertFields(Hook hook, Map<String, String> labels, Instant now) {
        this.labels = new HashMap<>(labels);
        this.now = now;
        this.source = hook.source();
        this.started = now;
    }

    AlertFields source(Optional<String> given) {
        given.ifPresent(text -> source = PlainText.line(text, NAME));
        return this;
    }

    AlertFields id(Optional<String> given) {
        id = given.map(text -> key(text)).orElse("");
        return this;
    }

    AlertFields title(Optional<String> given) {
        given.map(text -> PlainText.line(text, TITLE))
                .filter(text -> !text.isBlank())
                .ifPresent(text -> title = text);
        return this;
    }

    AlertFields service(Optional<String> given) {
        service = given.map(text -> PlainText.line(text, NAME)).filter(text -> !text.isBlank());
        return this;
    }

    AlertFields resolved(boolean is) {
        resolved = is;
        return this;
    }

    /** A start that cannot be read, or lies ahead, is now. */
    AlertFields started(Optional<String> given) {
        started =
                given.flatMap(AlertFields::time).filter(at -> at.isBefore(now)).orElse(now);
        return this;
    }

    /** An end that cannot be read, lies ahead or before the start is now; it counts only for what is resolved. */
    AlertFields ended(Optional<String> given) {
        ended = given.flatMap(AlertFields::time);
        return this;
    }

    AlertFields link(Optional<String> given) {
        link = given.flatMap(AlertFields::address);
        return this;
    }

    RaisedAlert raised() {
        labels.put("source", source);
        service.ifPresent(name -> labels.put("service", name));
        Instant end =
                ended.filter(at -> !at.isBefore(started) && !at.isAfter(now)).orElse(now);
        return new RaisedAlert(
                new Incident(
                        id.isEmpty() ? key(title + "/" + service.orElse("")) : id,
                        title,
                        service.map(Subject::service).orElseGet(() -> new Subject(Subject.Kind.BUSINESS, source)),
                        started,
                        resolved ? "resolved" : "firing",
                        Optional.empty(),
                        resolved ? Optional.of(end) : Optional.empty(),
                        link),
                labels);
    }

    /** By which the alert is known again, short enough for an index. */
    private static String key(String outside) {
        String clean = PlainText.of(outside).replace('\n', ' ').strip();
        return clean.length() <= ID ? clean : Digest.of(clean).hex();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> address(String text) {
        try {
            URI uri = URI.create(text);
            return PlainText.webAddress(uri, LINK).map(_ -> uri);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
