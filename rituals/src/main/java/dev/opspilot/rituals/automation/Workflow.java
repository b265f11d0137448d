package dev.opspilot.rituals.automation;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Steps that wait for each other. It runs nothing by itself.
 *
 * @param name as in {@code rollout-freemium-gating}
 * @param steps each behind those that it needs
 * @param receipts of what it was drafted from; none where somebody wrote it
 * @param takesBack whether what was done is taken back when a step fails
 */
public record Workflow(String name, String title, List<Step> steps, List<ReceiptId> receipts, boolean takesBack) {

    /**
     * One step.
     *
     * @param does what it does, in plain words
     * @param needs ids of the steps that come before it
     * @param waits what must be true before it goes on; empty when nothing
     * @param undo how it is taken back; empty when it changes nothing
     * @param task what OpsPilot does for it; empty when a person does it
     * @param onlyIf what must be so for it to be done; otherwise it is skipped
     * @param retries how often it is tried again after a failure that left nothing behind, 0 to 10
     * @param timeout when it has failed, waiting for people included; empty when that is left to what it does
     */
    public record Step(
            String id,
            String title,
            String does,
            List<String> needs,
            String waits,
            String undo,
            Optional<Task> task,
            Optional<Condition> onlyIf,
            int retries,
            Optional<Duration> timeout) {
        public Step {
            Objects.requireNonNull(id);
            Objects.requireNonNull(title);
            Objects.requireNonNull(does);
            Objects.requireNonNull(waits);
            Objects.requireNonNull(undo);
            Objects.requireNonNull(task);
            Objects.requireNonNull(onlyIf);
            Objects.requireNonNull(timeout);
            needs = List.copyOf(needs);
            if (retries < 0 || retries > 10) {
                throw new IllegalArgumentException("a step is tried again 0 to 10 times, not " + retries);
            }
        }

        /** What it is and does, as sentences. */
        public String told() {
            return does.startsWith(title) ? Words.stopped(does) : Words.stopped(title) + " " + Words.stopped(does);
        }

        /** One that a person does. */
        public Step(String id, String title, String does, List<String> needs, String waits, String undo) {
            this(id, title, does, needs, waits, undo, Optional.empty(), Optional.empty(), 0, Optional.empty());
        }
    }

    public Workflow {
        Objects.requireNonNull(name);
        Objects.requireNonNull(title);
        steps = List.copyOf(steps);
        receipts = receipts.stream().distinct().toList();
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

    /** One that takes nothing back by itself. */
    public Workflow(String name, String title, List<Step> steps, List<ReceiptId> receipts) {
        this(name, title, steps, receipts, false);
    }

    /** What needs what, as text: {@code segment → flag → canary, soak → half}; a step stands once all it needs do. */
    public String flow() {
        StringBuilder text = new StringBuilder();
        Set<String> done = new HashSet<>();
        while (done.size() < steps.size()) {
            List<Step> next = steps.stream()
                    .filter(step -> !done.contains(step.id()) && done.containsAll(step.needs()))
                    .toList();
            text.append(text.isEmpty() ? "" : " → ")
                    .append(next.stream().map(Step::id).collect(Collectors.joining(", ")));
            next.forEach(step -> done.add(step.id()));
        }
        return text.toString();
    }
}
