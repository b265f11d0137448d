package dev.opspilot.bot.hooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.bot.config.AlertsSpec;
import dev.opspilot.bot.config.Hook;
import dev.opspilot.rituals.instrument.AlertBatch;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes deliveries of monitoring systems: checks them, and hands their alerts to the incident that they belong to. Thread-safe. */
public final class Hooks {
    private final AlertsSpec spec;
    private final AlertBook book;
    private final Inbox inbox;
    private final Supplier<SessionId> ids;
    private final InstantSource clock;
    private final AlertListener listener;

    /**
     * Hooks.
     *
     * @param ids names new sessions
     * @param listener learns of every alert that fires, once it is kept
     */
    public Hooks(
            AlertsSpec spec,
            AlertBook book,
            Inbox inbox,
            Supplier<SessionId> ids,
            InstantSource clock,
            AlertListener listener) {
        this.listener = listener;
        this.spec = spec;
        this.book = book;
        this.inbox = inbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** What became of a delivery. */
    public sealed interface Outcome {

        /**
         * It is kept.
         *
         * @param sessions that its alerts belong to; empty when they resolve what no session knows
         */
        record Taken(int alerts, Set<SessionId> sessions) implements Outcome {}

        /** There is nothing in it to act on. */
        record Unconcerned(String why) implements Outcome {}

        /** It cannot be read; sending it again would not help. */
        record Unreadable(String why) implements Outcome {}

        /** Nobody knows who sent it. */
        record Unsigned(String why) implements Outcome {}
    }

    /**
     * Takes a delivery.
     *
     * @param header gives a header of the request; {@code null} where there is none
     * @param trusted whether the request has shown already that it may
     * @throws IllegalStateException if it could not be kept; the system will send it again
     */
    public Outcome take(Hook hook, UnaryOperator<@Nullable String> header, byte[] body, boolean trusted) {
        Instant now = clock.instant();
        if (!trusted && !isSigned(hook, header, body, now)) {
            return unsigned(hook);
        }
        return switch (HookReader.read(hook, body, now)) {
            case Understanding.Unreadable(String why) -> new Outcome.Unreadable(why);
            case Understanding.Unconcerned(String why) -> new Outcome.Unconcerned(why);
            case Understanding.Alerts(List<RaisedAlert> alerts) ->
                taken(hook, alerts, new String(body, StandardCharsets.UTF_8), now);
        };
    }

    /**
     * What the headers alone tell: that it is refused whatever its body says. So nothing has to be read for whoever cannot
     * have signed it.
     */
    public Optional<Outcome.Unsigned> refused(Hook hook, UnaryOperator<@Nullable String> header, boolean trusted) {
        boolean mayBe = trusted
                || Optional.ofNullable(spec.secrets().get(hook))
                        .filter(secret -> HookGuard.mayBeFrom(secret, header))
                        .isPresent();
        return mayBe ? Optional.empty() : Optional.of(unsigned(hook));
    }

    private Outcome.Unsigned unsigned(Hook hook) {
        return new Outcome.Unsigned(
                spec.secrets().containsKey(hook)
                        ? "The signature or token does not fit what alerts.hooks." + hook.key()
                                + " of opspilot.yml says."
                        : "Set alerts.hooks." + hook.key() + " in opspilot.yml, or send the API token.");
    }

    private boolean isSigned(Hook hook, UnaryOperator<@Nullable String> header, byte[] body, Instant now) {
        return Optional.ofNullable(spec.secrets().get(hook))
                .filter(secret -> HookGuard.isFrom(secret, header, body, now))
                .isPresent();
    }

    private record Destination(Place place, String source) {}

    private Outcome taken(Hook hook, List<RaisedAlert> alerts, String body, Instant now) {
        Map<Destination, List<Incident>> parts = new LinkedHashMap<>();
        Map<Destination, List<Map<String, String>>> firing = new LinkedHashMap<>();
        for (RaisedAlert alert : alerts) {
            Place place = spec.place(alert.labels());
            String source = alert.labels().getOrDefault("source", hook.source());
            Destination to = new Destination(place, source);
            parts.computeIfAbsent(to, _ -> new ArrayList<>()).add(alert.incident());
            if (alert.incident().resolvedAt().isEmpty()) {
                firing.computeIfAbsent(to, _ -> new ArrayList<>()).add(alert.labels());
            }
        }
        Set<SessionId> sessions = new LinkedHashSet<>();
        int part = 0;
        for (Map.Entry<Destination, List<Incident>> each : parts.entrySet()) {
            Destination to = each.getKey();
            Optional<AlertBook.Filed> filed = book.file(to.place(), to.source(), each.getValue(), ids.get(), now);
            if (filed.isPresent()) {
                SessionId session = filed.get().session();
                String delivery = Digest.of(session + "/" + filed.get().turn() + "/" + part++ + "/" + body)
                        .hex();
                sessions.add(session);
                inbox.accept(new Heard.Alerted(
                        new HeardKey("alert/" + hook.key() + "/" + delivery),
                        new Person("hook", hook.key(), to.source()),
                        to.place(),
                        session,
                        batch(hook, to.source(), each.getValue())));
                Optional.ofNullable(firing.get(to)).ifPresent(labels -> listener.alerted(session, to.place(), labels));
            }
        }
        return new Outcome.Taken(alerts.size(), sessions);
    }

    private static AlertBatch batch(Hook hook, String source, List<Incident> alerts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        alerts.forEach(alert -> {
            ObjectNode each = json.withArray("alerts")
                    .addObject()
                    .put("id", alert.id())
                    .put("title", alert.title())
                    .put("about", alert.subject().name())
                    .put("status", alert.status())
                    .put("startedAt", alert.startedAt().toString());
            alert.resolvedAt().ifPresent(end -> each.put("endedAt", end.toString()));
            alert.link().map(URI::toString).ifPresent(link -> each.put("link", link));
        });
        return new AlertBatch(source, "hooks/" + hook.key(), alerts, json.toString());
    }
}
