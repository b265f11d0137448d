package dev.opspilot.bot.config;

import dev.opspilot.rituals.schedule.Timing;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What begins a workflow by itself. */
public sealed interface TriggerSpec {

    /** A time. */
    record Schedule(Timing timing) implements TriggerSpec {
        public Schedule {
            Objects.requireNonNull(timing);
        }
    }

    /** An alert that fires and whose labels all fit; once for each incident. */
    record Alert(Map<String, Pattern> labels) implements TriggerSpec {
        public Alert {
            labels = Map.copyOf(labels);
        }

        /** Whether an alert with these labels is meant. */
        public boolean fits(Map<String, String> of) {
            return labels.entrySet().stream()
                    .allMatch(each -> each.getValue()
                            .matcher(of.getOrDefault(each.getKey(), ""))
                            .matches());
        }
    }

    /**
     * The end of a session that nobody but people, schedules and alerts began.
     *
     * @param automation whose run it is; empty for that of a ritual that is no workflow
     * @param verdict what it came to, in one word; empty when any will do
     */
    record Outcome(RitualName ritual, Optional<String> automation, Status status, Optional<String> verdict)
            implements TriggerSpec {
        public Outcome {
            Objects.requireNonNull(ritual);
            Objects.requireNonNull(automation);
            Objects.requireNonNull(status);
            Objects.requireNonNull(verdict);
        }
    }

    /** As people say it, to stand behind "begins". */
    default String words() {
        return switch (this) {
            case Schedule(Timing timing) -> timing.spoken();
            case Alert(Map<String, Pattern> labels) ->
                "when an alert fires"
                        + (labels.isEmpty()
                                ? ""
                                : " with "
                                        + labels.entrySet().stream()
                                                .sorted(Map.Entry.comparingByKey())
                                                .map(each -> each.getKey() + " " + AlertsReader.glob(each.getValue()))
                                                .collect(Collectors.joining(" and ")));
            case Outcome outcome ->
                "after "
                        + outcome.automation()
                                .map(name -> "the automation " + name)
                                .orElse(outcome.ritual().key())
                        + outcome.verdict()
                                .map(each -> " with the verdict " + each)
                                .orElse("")
                        + (outcome.status() == Status.DONE ? "" : " that failed");
        };
    }
}
