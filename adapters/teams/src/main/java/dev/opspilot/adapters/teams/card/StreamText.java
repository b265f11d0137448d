package dev.opspilot.adapters.teams.card;

import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is streamed of a session while it works: a line that informs, and a text that only ever grows, one finding a
 * line, and then what a language mind tells as it tells it. Immutable.
 *
 * @param text Markdown, all that was streamed so far; empty until something was found
 * @param said the findings that are in it
 * @param told how many sentences of a language mind are in it
 */
public record StreamText(String text, Set<FindingId> said, int told) {
    private static final int ROOM = 1_800;
    /* A shorter beginning may be that of another sentence. */
    private static final int CLAUSE = 20;

    private static final Pattern FURTHER = Pattern.compile("[.…]?|[,;:]? .*");

    /** Nothing streamed yet. */
    public static final StreamText NONE = new StreamText("", Set.of(), 0);

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
        int sentences = told;
        for (Narrative.Sentence sentence : told(view).skip(told).toList()) {
            String line = CardText.markdown(sentence.text(), CardLimits.WORDS);
            if (line.isBlank() || longer.length() + line.length() >= ROOM) {
                break;
            }
            longer.append(longer.isEmpty() ? "" : sentences == 0 ? "\n\n" : " ").append(line);
            sentences++;
        }
        return new StreamText(longer.toString(), all, sentences);
    }

    private static Stream<Narrative.Sentence> told(SessionView view) {
        return view.telling().narrative().stream().flatMap(narrative -> narrative.sentences().stream());
    }

    /** Whether words of a language mind are in it. */
    boolean byModel() {
        return told > 0;
    }

    /** Whether all of a finding stands in it. */
    boolean saysWhole(Finding finding) {
        return said.contains(finding.id()) && finding.text().length() <= CardLimits.WORDS;
    }

    /** The sentences of a text that were not streamed, or not in full; the text as it is where all of it is new. */
    String without(String markdown) {
        if (text.isEmpty()) {
            return markdown;
        }
        List<String> before =
                text.lines().flatMap(line -> sentences(line).stream()).toList();
        List<String> all = sentences(markdown);
        List<String> fresh = all.stream()
                .filter(each -> before.stream().noneMatch(line -> says(line, each)))
                .toList();
        return fresh.size() == all.size() ? markdown : String.join(" ", fresh);
    }

    /** Whether a sentence says another one and perhaps more. */
    private static boolean says(String sentence, String other) {
        String open = other.replaceFirst("[.…]$", "");
        return sentence.equals(other)
                || (open.length() >= CLAUSE
                        && sentence.startsWith(open)
                        && FURTHER.matcher(sentence.substring(open.length())).matches());
    }

    private static List<String> sentences(String line) {
        BreakIterator stops = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        stops.setText(line);
        List<String> sentences = new ArrayList<>();
        int from = stops.first();
        for (int to = stops.next(); to != BreakIterator.DONE; to = stops.next()) {
            String sentence = line.substring(from, to).strip();
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
            from = to;
        }
        return sentences;
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
