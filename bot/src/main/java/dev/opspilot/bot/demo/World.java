package dev.opspilot.bot.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** The demo company at one moment: what each of its tools answers. Immutable. */
record World(Simulation simulation, Instant now) {
    private static final String COUNT = "count";

    static World of(long seed, Story story, Instant now) {
        return new World(new Simulation(new Noise(seed), story), now);
    }

    ObjectNode payments(Window window) {
        Metrics metrics = new Metrics(window);
        Map<Provider.Method, Payments> methods = new EnumMap<>(Provider.Method.class);
        for (Provider provider : Provider.values()) {
            Payments payments = new Payments(
                    metrics.tally(minute -> simulation.attempts(provider, minute)),
                    metrics.tally(minute -> simulation.failures(provider, minute)));
            payments.write(metrics, "provider", provider.title());
            metrics.also(provider.title(), "method", provider.method().title());
            methods.merge(provider.method(), payments, Payments::plus);
        }
        methods.forEach((method, payments) -> payments.write(metrics, "business", method.title()));
        return Listings.answer(now, "series", metrics.series());
    }

    /** Payments through a provider or by a method. */
    private record Payments(Tally attempts, Tally failures) {

        Payments plus(Payments other) {
            return new Payments(attempts.plus(other.attempts), failures.plus(other.failures));
        }

        void write(Metrics metrics, String kind, String name) {
            metrics.sum(kind, name, "attempts", COUNT, "down", attempts);
            metrics.sum(kind, name, "failures", COUNT, "up", failures);
            metrics.ratio(kind, name, "failure_ratio", "up", failures, attempts);
        }
    }

    ObjectNode revenue(Window window) {
        Subscriptions subscriptions = new Subscriptions(simulation);
        Metrics metrics = new Metrics(window);
        LongUnaryOperator orders = metrics.remembered(simulation::orders);
        metrics.money("revenue", "down", minute -> simulation.revenueMinor(minute, orders.applyAsLong(minute)));
        metrics.count("orders", "down", orders);
        metrics.money("revenue_new", "down", subscriptions::newMinor);
        metrics.money("revenue_churned", "up", subscriptions::churnedMinor);
        return Listings.answer(now, "series", metrics.series());
    }

    ObjectNode product(Window window) {
        Subscriptions subscriptions = new Subscriptions(simulation);
        Metrics metrics = new Metrics(window);
        LongUnaryOperator starts = metrics.remembered(simulation::checkoutStarts);
        metrics.count("sign_ups", "down", simulation::signUps);
        metrics.count("activations", "down", subscriptions::activations);
        metrics.count("returning_base", "either", subscriptions::returningBase);
        metrics.count("retained_users", "down", subscriptions::retained);
        metrics.count("trials_ended", "either", subscriptions::trialsEnded);
        metrics.count("trials_engaged", "down", subscriptions::trialsEngaged);
        metrics.count("trials_converted", "down", subscriptions::trialsConverted);
        metrics.mean("active_users", "down", simulation::activeUsers);
        metrics.count("visitors", "down", minute -> starts.applyAsLong(minute) + simulation.browsing(minute));
        metrics.count("checkout_starts", "down", starts);
        metrics.count("checkout_conversions", "down", simulation::orders);
        return Listings.answer(now, "series", metrics.series());
    }

    ObjectNode errors(Window window) {
        Metrics metrics = new Metrics(window);
        for (Service service : Service.values()) {
            Tally own = metrics.tally(minute -> simulation.exceptions(service, minute));
            Tally others = metrics.tally(minute -> simulation.upstreamTimeouts(service, minute));
            metrics.sum("service", service.title(), "errors", COUNT, "up", own.plus(others));
            if (service == Service.PAYMENTS) {
                metrics.sum("service", service.title(), "upstream_timeouts", COUNT, "up", others);
            }
        }
        return Listings.answer(now, "series", metrics.series());
    }

    ObjectNode changes(Event.Kind kind, Window window) {
        // Unlike a metric's, the events of the running minute are known already.
        Instant to = Clocks.minute(now) == window.to() ? now.plusMillis(1) : Clocks.instant(window.to());
        Chronicle chronicle = new Chronicle(simulation.noise(), simulation.story());
        return Listings.changes(now, chronicle.events(kind, window.start(), to));
    }

    ObjectNode openIncidents() {
        return Listings.incidents(now, incidents().open(now));
    }

    ObjectNode recentIncidents(Window window) {
        return Listings.incidents(now, incidents().between(window.start(), window.end(), now));
    }

    private Incidents incidents() {
        Story story = simulation.story();
        return new Incidents(story, new Nights(simulation.noise(), story));
    }

    ObjectNode runs(Window window) {
        return Listings.runs(
                now,
                Arrays.stream(Automation.values())
                        .flatMap(automation -> automation.runs(
                                simulation.noise(), simulation.story(), window.start(), window.end(), now))
                        .toList());
    }

    ObjectNode definitions() {
        return Listings.definitions(now);
    }

    ObjectNode experiments(Window window) {
        return Listings.experiments(now, simulation, window);
    }

    ObjectNode freezes(Window window) {
        return Listings.freezes(now, Freezes.touching(window.start(), window.end()));
    }
}
