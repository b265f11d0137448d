package dev.opspilot.rituals.automation;

import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.Receipts;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A draft of an automation: steps that wait for each other. A draft runs nothing.
 *
 * @param name as in {@code rollout-freemium-gating}
 */
public record Workflow(String name, String title, List<Step> steps, List<ReceiptId> receipts) {

    /**
     * One step.
     *
     * @param does what it does, in plain words
     * @param needs ids of the steps that come before it
     * @param waits what must be true before it goes on; empty when nothing
     * @param undo how it is taken back; empty when it changes nothing
     */
    public record Step(String id, String title, String does, List<String> needs, String waits, String undo) {
        public Step {
            Objects.requireNonNull(id);
            Objects.requireNonNull(title);
            Objects.requireNonNull(does);
            Objects.requireNonNull(waits);
            Objects.requireNonNull(undo);
            needs = List.copyOf(needs);
        }
    }

    public Workflow {
        Objects.requireNonNull(name);
        Objects.requireNonNull(title);
        steps = List.copyOf(steps);
        receipts = Receipts.required("a workflow", receipts);
        Set<String> before = new HashSet<>();
        for (Step step : steps) {
            if (!before.containsAll(step.needs())) {
                throw new IllegalArgumentException(
                        "step " + step.id() + " needs a step that does not come before it: " + step.needs());
            }
            if (!before.add(step.id())) {
                throw new IllegalArgumentException("two steps are called " + step.id());
            }
        }
    }
}
