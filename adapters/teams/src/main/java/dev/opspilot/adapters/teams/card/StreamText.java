package dev.opspilot.adapters.teams.card;

import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is streamed of a session while it works: a line that informs, and a text that only ever grows, one finding a
 * line. Immutable.
 *
 * @param text Markdown, all that was streamed so far; empty until something was found
 * @param said the findings that are in it
 */
public record StreamText(String text, Set<FindingId> said) {
    private static final int ROOM = 1_800;

    /** Nothing streamed yet. */
    public static final StreamText NONE = new StreamText("", Set.of());

    public StreamText {
        said = Set.copyOf(said);
    }

    /** The text with what the session has found since; what was streamed before stands at its beginning. */
    public StreamText with(SessionView view) {
        StringBuilder longer = new StringBuilder(text);
        Set<FindingId> all = new HashSet<>(said);
        view.findings().stream()
                .filter(finding -> !finding.id().equals(FindingId.VERDICT) && !all.contains(finding.id()))
                .forEach(finding -> {
                    String line = CardText.markdown(finding.text(), CardLimits.WORDS);
                    if (!line.isBlank() && longer.length() + line.length() < ROOM) {
                        longer.append(longer.isEmpty() ? "" : "\n\n").append(line);
                        all.add(finding.id());
                    }
                });
        return new StreamText(longer.toString(), all);
    }

    /** What it is busy with, on one line of at most a kilobyte. */
    public static String informative(SessionView view) {
        Optional<PlanStep> busy = view.plan().stream()
                .filter(step -> step.status() == PlanStep.Status.IN_PROGRESS)
                .findFirst();
        String step = busy.map(each -> ": " + CardText.line(each.title(), CardLimits.TITLE))
                .orElse("");
        String done = view.plan().isEmpty() ? "" : " · " + Wording.planned(view);
        return CardText.line(Wording.ritual(view.ritual()) + step + done, CardLimits.INFORMATIVE);
    }
}
