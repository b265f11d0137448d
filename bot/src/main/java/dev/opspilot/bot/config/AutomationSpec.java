package dev.opspilot.bot.config;

import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.surface.Place;
import java.util.List;
import java.util.Objects;

/**
 * A workflow with what begins it.
 *
 * @param file where it was written, as people know it
 * @param place where its runs are shown, when nobody asked for them elsewhere
 * @param atOnce how many of its runs go on at the same time, from 1; more wait for their turn
 * @param enabled whether its triggers count before anybody said otherwise in chat
 */
public record AutomationSpec(
        String file, Workflow workflow, Place place, List<TriggerSpec> triggers, int atOnce, boolean enabled) {
    public AutomationSpec {
        Objects.requireNonNull(file);
        Objects.requireNonNull(workflow);
        Objects.requireNonNull(place);
        triggers = List.copyOf(triggers);
    }

    public String name() {
        return workflow.name();
    }
}
