package dev.opspilot.bot.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/** The demo company at one moment: what each of its tools answers. Immutable. */
record World(Simulation simulation, Chronicle chronicle, Instant now) {
    private static final String COMPANY = "Lumafold";
    private static final String BUSINESS = "business";
    private static final String COUNT = "count";

    static World of(long seed, Story story, Instant now) {
        Noise noise = new Noise(seed);
        return new World(new Simulation(noise, story), new Chronicle(noise, story), now);
    }

    ObjectNode payments(Window window) {
        Map<Provider, LongUnaryOperator> attempts = new EnumMap<>(Provider.class);
        Map<Provider, LongUnaryOperator> failures = new EnumMap<>(Provider.class);
        Metrics metrics = new Metrics(window);
        for (Provider provider : Provider.values()) {
            attempts.put(provider, recalled(minute -> simulation.attempts(provider, minute)));
            failures.put(provider, recalled(minute -> simulation.failures(provider, minute)));
            payments(
                    metrics,
                    "provider",
                    provider.title(),
                    total(attempts, List.of(provider)),
                    total(failures, List.of(provider)));
        }
        for (Provider.Method method : Provider.Method.values()) {
            List<Provider> providers = Arrays.stream(Provider.values())
                    .filter(provider -> provider.method() == method)
                    .toList();
            payments(metrics, BUSINESS, method.title(), total(attempts, providers), total(failures, providers));
        }
        return answer("series", metrics.series());
    }

    private static void payments(
            Metrics metrics, String kind, String name, LongUnaryOperator attempts, LongUnaryOperator failures) {
        metrics.sum(kind, name, "attempts", COUNT, "down", attempts);
        metrics.sum(kind, name, "failures", COUNT, "up", failures);
        metrics.ratio(kind, name, "failure_ratio", "up", failures, attempts);
    }

    private static LongUnaryOperator total(Map<Provider, LongUnaryOperator> figures, List<Provider> providers) {
        return minute -> providers.stream()
                .map(figures::get)
                .filter(Objects::nonNull)
                .mapToLong(figure -> figure.applyAsLong(minute))
                .sum();
    }

    /** The same figure, computed once a minute: shares and totals ask for it again and again. For one answer only. */
    private static LongUnaryOperator recalled(LongUnaryOperator figure) {
        Map<Long, Long> known = new HashMap<>();
        return minute -> known.computeIfAbsent(minute, figure::applyAsLong);
    }

    ObjectNode revenue(Window window) {
        Metrics metrics = new Metrics(window);
        metrics.sum(BUSINESS, COMPANY, "revenue", "money_minor", "down", simulation::revenueMinor);
        metrics.sum(BUSINESS, COMPANY, "orders", COUNT, "down", simulation::orders);
        return answer("series", metrics.series());
    }

    ObjectNode product(Window window) {
        Metrics metrics = new Metrics(window);
        metrics.sum(BUSINESS, COMPANY, "sign_ups", COUNT, "down", simulation::signUps);
        metrics.mean(BUSINESS, COMPANY, "active_users", "down", simulation::activeUsers);
        metrics.sum(BUSINESS, COMPANY, "checkout_conversions", COUNT, "down", simulation::orders);
        return answer("series", metrics.series());
    }

    ObjectNode errors(Window window) {
        Metrics metrics = new Metrics(window);
        for (Service service : Service.values()) {
            metrics.sum(
                    "service",
                    service.title(),
                    "errors",
                    COUNT,
                    "up",
                    minute -> simulation.exceptions(service, minute) + simulation.upstreamTimeouts(service, minute));
        }
        metrics.sum(
                "service",
                Service.PAYMENTS.title(),
                "upstream_timeouts",
                COUNT,
                "up",
                minute -> simulation.upstreamTimeouts(Service.PAYMENTS, minute));
        return answer("series", metrics.series());
    }

    ObjectNode changes(Event.Kind kind, Window window) {
        ArrayNode changes = JsonNodeFactory.instance.arrayNode();
        // Unlike a metric's, the events of the running minute are known already.
        Instant to = Clocks.minute(now) == window.to() ? now.plusMillis(1) : Clocks.instant(window.to());
        for (Event event : chronicle.events(kind, window.start(), to)) {
            changes.addObject()
                    .put("id", event.id())
                    .put("kind", event.kind().key())
                    .put("title", event.title())
                    .put("service", event.service().title())
                    .put("at", event.at().toString())
                    .put("author", event.author())
                    .put("link", event.link());
        }
        return answer("changes", changes);
    }

    ObjectNode incidents() {
        ArrayNode incidents = JsonNodeFactory.instance.arrayNode();
        for (Chronicle.Incident incident : chronicle.incidents(now)) {
            incidents
                    .addObject()
                    .put("id", incident.id())
                    .put("title", incident.title())
                    .put("kind", incident.kind())
                    .put("about", incident.about())
                    .put("startedAt", incident.startedAt().toString())
                    .put("status", incident.status());
        }
        return answer("incidents", incidents);
    }

    private ObjectNode answer(String name, ArrayNode items) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("observedAt", now.toString());
        answer.set(name, items);
        return answer;
    }
}
