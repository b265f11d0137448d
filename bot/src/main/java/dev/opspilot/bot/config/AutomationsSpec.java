package dev.opspilot.bot.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The workflows that a configuration names.
 *
 * @param flaws of those that cannot be used, each with its file, its line, and what would be right
 */
public record AutomationsSpec(List<AutomationSpec> all, List<String> flaws) {

    /** There are none. */
    public static final AutomationsSpec NONE = new AutomationsSpec(List.of(), List.of());

    public AutomationsSpec {
        all = List.copyOf(all);
        flaws = List.copyOf(flaws);
    }

    static AutomationsSpec read(Optional<Spot> given, WorkflowTexts texts, WorkflowReader reader)
            throws ConfigException {
        if (given.isEmpty()) {
            return NONE;
        }
        List<AutomationSpec> all = new ArrayList<>();
        List<String> flaws = new ArrayList<>();
        Map<String, String> files = new HashMap<>();
        for (Spot path : given.get().node().isTextual()
                ? List.of(given.get())
                : given.get().items()) {
            for (WorkflowTexts.Text text : texts.at(path.text())) {
                WorkflowReader.Result read = reader.read(text.name(), text.yaml());
                flaws.addAll(read.flaws());
                read.spec().ifPresent(spec -> {
                    String before = files.putIfAbsent(spec.name(), spec.file());
                    if (before == null) {
                        all.add(spec);
                    } else {
                        flaws.add(spec.file() + ": the name “" + spec.name() + "” is taken by " + before
                                + "; give it another");
                    }
                });
            }
        }
        return withoutCircles(all, flaws);
    }

    /** Workflows that would begin each other for ever are not begun by each other's ends at all. */
    private static AutomationsSpec withoutCircles(List<AutomationSpec> all, List<String> flaws) {
        Map<String, Set<String>> begins = new HashMap<>();
        for (AutomationSpec spec : all) {
            for (TriggerSpec trigger : spec.triggers()) {
                if (trigger instanceof TriggerSpec.Outcome outcome
                        && outcome.automation().isPresent()) {
                    begins.computeIfAbsent(outcome.automation().get(), _ -> new HashSet<>())
                            .add(spec.name());
                }
            }
        }
        List<AutomationSpec> good = new ArrayList<>();
        for (AutomationSpec spec : all) {
            if (reaches(spec.name(), spec.name(), begins, new HashSet<>())) {
                flaws.add(spec.file() + ": when: “" + spec.name()
                        + "” would begin itself again and again, by way of what its end begins; take one “after” out");
            } else {
                good.add(spec);
            }
        }
        return new AutomationsSpec(good, flaws);
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> begins, Set<String> seen) {
        for (String next : begins.getOrDefault(from, Set.of())) {
            if (next.equals(to) || (seen.add(next) && reaches(next, to, begins, seen))) {
                return true;
            }
        }
        return false;
    }
}
