package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.SourceChip;
import dev.opspilot.rituals.surface.PlanStep;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a step stands, read off its calls: a source that failed or had nothing is named, never hidden. That others had
 * nothing does not make up for one that failed.
 */
record StepProgress(PlanStep.Status status, String output, List<SourceChip> sources) {

    static StepProgress of(List<Call> calls) {
        if (calls.isEmpty()) {
            return new StepProgress(PlanStep.Status.ERROR, "No source is connected for this.", List.of());
        }
        List<String> words = new ArrayList<>();
        List<SourceChip> chips = new ArrayList<>();
        int failed = 0;
        int found = 0;
        int open = 0;
        for (Call call : calls) {
            if (call.answer().isEmpty()) {
                open++;
                continue;
            }
            Call.Answered answer = call.answer().get();
            chips.add(answer.receipt().chip());
            words.add(words(name(call, calls), answer.reading()));
            failed += answer.reading() instanceof Reading.Failed || answer.reading() instanceof Reading.Denied ? 1 : 0;
            found += answer.reading() instanceof Reading.Found ? 1 : 0;
        }
        PlanStep.Status status = open > 0
                ? PlanStep.Status.IN_PROGRESS
                : failed > 0 && found == 0 ? PlanStep.Status.ERROR : PlanStep.Status.COMPLETE;
        return new StepProgress(status, String.join("; ", words), chips);
    }

    /** The source; with what it was asked for where it was asked for more. */
    private static String name(Call call, List<Call> among) {
        boolean once = among.stream()
                        .filter(each -> each.source().equals(call.source()))
                        .count()
                == 1;
        return once
                ? call.source()
                : call.source() + " (" + call.query().capability().words() + ")";
    }

    private static String words(String source, Reading reading) {
        return switch (reading) {
            case Reading.Found found -> source + ": " + counted(found.facts());
            case Reading.Nothing _ -> source + ": nothing found";
            case Reading.Denied denied -> source + " refused: " + denied.reason();
            case Reading.Failed failed -> source + " failed: " + failed.reason();
        };
    }

    private static String counted(Facts facts) {
        List<String> parts = new ArrayList<>();
        count(parts, facts.series().size(), "metric");
        count(parts, facts.changes().size(), "change");
        count(parts, facts.incidents().size(), "incident");
        count(parts, facts.runs().size(), "run");
        count(parts, facts.definitions().size(), "definition");
        count(parts, facts.experiments().size(), "experiment");
        count(parts, facts.freezes().size(), "freeze");
        count(parts, facts.sessions().size(), "session");
        return String.join(", ", parts);
    }

    private static void count(List<String> parts, int n, String noun) {
        if (n > 0) {
            parts.add(n + " " + noun + (n == 1 ? "" : "s"));
        }
    }
}
