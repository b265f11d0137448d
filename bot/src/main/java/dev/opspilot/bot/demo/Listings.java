package dev.opspilot.bot.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Writes what the demo company's tools list, apart from metrics. What is not known of a thing is left out of it. */
final class Listings {
    private Listings() {}

    static ObjectNode answer(Instant now, String name, ArrayNode items) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("observedAt", now.toString());
        answer.set(name, items);
        return answer;
    }

    private static ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ObjectNode changes(Instant now, List<Event> events) {
        ArrayNode changes = list();
        for (Event event : events) {
            changes.addObject()
                    .put("id", event.id())
                    .put("kind", event.kind().key())
                    .put("title", event.title())
                    .put("service", event.service().title())
                    .put("at", event.at().toString())
                    .put("author", event.author())
                    .put("link", event.link());
        }
        return answer(now, "changes", changes);
    }

    static ObjectNode incidents(Instant now, List<Incidents.Incident> all) {
        ArrayNode incidents = list();
        for (Incidents.Incident incident : all) {
            ObjectNode one = incidents
                    .addObject()
                    .put("id", incident.id())
                    .put("title", incident.title())
                    .put("kind", incident.kind())
                    .put("about", incident.about())
                    .put("startedAt", incident.startedAt().toString())
                    .put("status", incident.status())
                    .put("link", incident.link());
            incident.mitigatedAt().ifPresent(at -> one.put("mitigatedAt", at.toString()));
            incident.resolvedAt().ifPresent(at -> one.put("resolvedAt", at.toString()));
        }
        return answer(now, "incidents", incidents);
    }

    static ObjectNode runs(Instant now, List<Automation.Run> all) {
        ArrayNode runs = list();
        all.stream()
                .sorted(Comparator.comparing(Automation.Run::at))
                .forEach(run -> runs.addObject()
                        .put("id", run.id())
                        .put("name", run.name())
                        .put("status", run.status())
                        .put("at", run.at().toString())
                        .put("link", run.link()));
        return answer(now, "runs", runs);
    }

    static ObjectNode definitions(Instant now) {
        ArrayNode definitions = list();
        for (Definition definition : Definition.values()) {
            ObjectNode one = definitions
                    .addObject()
                    .put("name", definition.key())
                    .put("title", definition.title())
                    .put("kind", definition.kind())
                    .put("bad", "down")
                    .put("per", definition.per())
                    .put("numerator", definition.numerator())
                    .put("denominator", definition.denominator())
                    .put("link", definition.link());
            definition.deviation().ifPresent(deviation -> one.put("deviation", deviation));
        }
        return answer(now, "definitions", definitions);
    }

    /** The experiments that ran at any time in a window. */
    static ObjectNode experiments(Instant now, Simulation simulation, Window window) {
        ArrayNode experiments = list();
        for (Trial trial : Trial.all()) {
            Instant startedAt = trial.startedAt(simulation.story());
            Instant endsAt = trial.endsAt(simulation.story());
            if (startedAt.isAfter(now) || startedAt.isAfter(window.end()) || endsAt.isBefore(window.start())) {
                continue;
            }
            ObjectNode one = experiments
                    .addObject()
                    .put("id", trial.id())
                    .put("title", trial.title())
                    .put("startedAt", startedAt.toString())
                    .put("endsAt", endsAt.toString())
                    .put("plannedUnits", trial.plannedUnits())
                    .put("per", trial.per())
                    .put("link", "https://experiments.lumafold.example/" + trial.id());
            ArrayNode arms = one.putArray("arms");
            for (Trial.Arm arm : trial.arms()) {
                arm(arms.addObject(), trial, arm, trial.measured(arm, simulation, now));
            }
        }
        return answer(now, "experiments", experiments);
    }

    private static void arm(ObjectNode one, Trial trial, Trial.Arm arm, Trial.Measured measured) {
        one.put("name", arm.name()).put("weight", 1.0 / trial.arms().size()).put("units", measured.units());
        ArrayNode outcomes = one.putArray("outcomes");
        if (measured.units() == 0) {
            return;
        }
        double share = (double) measured.successes() / measured.units();
        if (arm.engaged() > 0) {
            double engaged = (double) measured.engaged() / measured.units();
            proportion(outcomes, Definition.TRIAL_TO_PAID, share);
            proportion(outcomes, Definition.TRIAL_ENGAGEMENT, engaged);
            return;
        }
        if (!trial.isPaid()) {
            proportion(outcomes, Definition.ACTIVATION_RATE, share);
            return;
        }
        Definition money = Definition.REVENUE_PER_CHECKOUT;
        outcomes.addObject()
                .put("metric", money.key())
                .put("mean", digits(measured.minor() / measured.units(), 100))
                .put("deviation", money.deviation().orElse(0));
        proportion(outcomes, Definition.CHECKOUT_CONVERSION, share);
    }

    private static void proportion(ArrayNode outcomes, Definition metric, double share) {
        outcomes.addObject().put("metric", metric.key()).put("mean", digits(share, 1e6));
    }

    private static double digits(double value, double scale) {
        return Math.round(value * scale) / scale;
    }

    static ObjectNode freezes(Instant now, List<Freezes.Freeze> all) {
        ArrayNode freezes = list();
        for (Freezes.Freeze freeze : all) {
            ObjectNode one = freezes.addObject()
                    .put("id", freeze.id())
                    .put("title", freeze.title())
                    .put("from", freeze.from().toString())
                    .put("to", freeze.to().toString());
            freeze.service().ifPresent(service -> one.put("service", service.title()));
        }
        return answer(now, "freezes", freezes);
    }
}
