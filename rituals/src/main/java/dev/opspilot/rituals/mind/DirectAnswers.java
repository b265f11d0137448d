package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.SessionView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers to what people ask of nearly every session: since when, whether it is over, whether it was this or that, what to
 * do first, and how sure that is. They are told from the verdict, the suspects and the plays as they stand. Pure.
 */
public final class DirectAnswers {
    private static final Pattern BEGAN = pattern(
            "\\bwhen did (?:it|this|that|they|the \\w+)\\b.*\\b(?:begin|start|happen|break)|\\bsince when\\b|\\bhow long has\\b"
                    + "|\\bwhen was (?:it|this|that) first\\b");
    private static final Pattern OVER = pattern(
            "\\b(?:is|are) (?:it|this|that|we|things|everything|the \\w+|they|all)(?: all)? (?:now )?(?:over|fixed|resolved|fine|ok"
                    + "|okay|well|good|normal|working|back to normal|recovered|still \\w+|better)\\b|\\bhas it (?:recovered|stopped|ended)\\b"
                    + "|\\bdid it (?:end|stop|recover)\\b");
    private static final Pattern STILL = pattern("\\bstill\\b");
    private static final Pattern DO = pattern(
            "\\bwhat (?:should|can|could|do|must|shall) (?:i|we|you|somebody|one) do\\b"
                    + "|\\bwhat (?:now|next|first)\\b|\\bnext steps?\\b|\\bwhat to do\\b|\\bwhat do (?:you|we) (?:recommend|propose)\\b");
    private static final Pattern SURE = pattern(
            "\\bhow (?:sure|certain|confident|likely)\\b|\\b(?:are|is) (?:you|we|that|it) (?:sure|certain|confident)\\b"
                    + "|\\bhow (?:much )?confidence\\b|\\bwhat is (?:the|your) confidence\\b");
    private static final Pattern WAS_IT =
            pattern("\\b(?:was|is|were|could|can) (?:it|this|that|they)(?: be)?(?: due to| caused by"
                    + "| because of| from)? (?:an? |the |our |my )?(?<what>[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]*)");
    private static final Pattern WHY = pattern("\\bwhy\\b");
    private static final Pattern WHY_SUSPECT = pattern(
            "\\bwhy (?:do|did|would) you (?:think|say|believe|blame|suspect)\\b(?<blamed>.*)|\\bwhy (?:was|is) (?:it|this|that)\\b(?<was>.*)");
    private static final Pattern AFFECTED = pattern(
            "\\b(?:is|are|was|were) (?<what>[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*) (?:also |too |itself )?(?:affected|hit|failing"
                    + "|down|broken|involved|impacted|to blame|fine|ok|okay|healthy)\\b");

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+(?=[\\p{Lu}“])");
    private static final Pattern SINCE = pattern("\\b(?:since|from) (?:\\p{L}+ \\d+ \\p{L}+ )?\\d{1,2}:\\d{2}\\b");
    private static final Set<String> DEPLOYS = Set.of("deploy", "deployment", "release", "rollout", "deploys");
    private static final Set<String> CHANGES = Set.of("change", "changes", "us", "ours");

    private DirectAnswers() {}

    /** The answer; empty where something else is asked, or where the session does not tell. */
    public static Optional<Finding> of(FindingId id, String question, SessionView view) {
        String asked = question.toLowerCase(Locale.ROOT);
        boolean why = WHY.matcher(asked).find();
        return (why ? why(asked, view).stream() : told(asked, view))
                .findFirst()
                .map(told -> new Finding(id, told.text(), told.confidence(), told.receipts(), List.of(), List.of()));
    }

    private static Stream<Told> told(String asked, SessionView view) {
        return Stream.<Optional<Told>>of(
                        when(BEGAN, asked).flatMap(_ -> began(view)),
                        when(OVER, asked).flatMap(_ -> over(asked, view)),
                        when(DO, asked).flatMap(_ -> first(view)),
                        when(SURE, asked).flatMap(_ -> sure(view)),
                        affected(asked, view),
                        wasIt(asked, view))
                .flatMap(Optional::stream);
    }

    /** All that speaks for the suspect that is meant, or against it where it does not lead. */
    private static Optional<Told> why(String asked, SessionView view) {
        Matcher found = WHY_SUSPECT.matcher(asked);
        if (!found.find() || view.diagnosis().isEmpty()) {
            return Optional.empty();
        }
        Diagnosis diagnosis = view.diagnosis().get();
        String what = found.group("blamed") == null ? found.group("was") : found.group("blamed");
        return meant(what, diagnosis)
                .flatMap(meant -> diagnosis.suspects().stream().filter(meant).findFirst())
                .map(suspect -> new Told(
                        Stream.concat(
                                        Stream.of(told(suspect)),
                                        suspect.evidence().stream()
                                                .filter(each -> each.speaksFor() == leads(suspect))
                                                .skip(1)
                                                .map(each -> Words.stopped(each.text())))
                                .collect(Collectors.joining(" ")),
                        Confidence.MEDIUM,
                        suspect.receipts()));
    }

    /** What speaks for or against a suspect that is asked for by its name. */
    private static Optional<Told> affected(String asked, SessionView view) {
        Matcher found = AFFECTED.matcher(asked);
        return Optional.of(found)
                .filter(Matcher::find)
                .flatMap(_ -> view.diagnosis())
                .flatMap(diagnosis -> diagnosis.suspects().stream()
                        .filter(each ->
                                each.subject().name().toLowerCase(Locale.ROOT).equals(found.group("what")))
                        .findFirst())
                .map(each -> new Told(told(each), Confidence.MEDIUM, each.receipts()));
    }

    private static boolean leads(Suspect suspect) {
        return suspect.standing() == Suspect.Standing.LEADING;
    }

    private record Told(String text, Confidence confidence, List<ReceiptId> receipts) {}

    private static Optional<String> when(Pattern pattern, String asked) {
        return Optional.of(asked).filter(each -> pattern.matcher(each).find());
    }

    /** The sentence of the verdict that says since when. */
    private static Optional<Told> began(SessionView view) {
        return view.verdict()
                .flatMap(verdict -> SENTENCE.splitAsStream(verdict.text())
                        .filter(each -> SINCE.matcher(each).find())
                        .findFirst()
                        .map(each -> new Told(Words.stopped(each), verdict.confidence(), verdict.receipts())));
    }

    private static Optional<Told> over(String asked, SessionView view) {
        Optional<Diagnosis> diagnosis = view.diagnosis();
        if (diagnosis.isEmpty() || view.verdict().isEmpty()) {
            return Optional.empty();
        }
        Finding verdict = view.verdict().get();
        String first = SENTENCE.splitAsStream(verdict.text()).findFirst().orElse(verdict.text());
        boolean well = diagnosis.get().verdict() == Verdict.HEALTHY || first.contains("normal again");
        boolean known = well || SINCE.matcher(first).find();
        String answer = !known ? "Not certain" : STILL.matcher(asked).find() != well ? "Yes" : "No";
        String read =
                view.finishedAt().map(at -> ", as read by " + Figures.clock(at)).orElse("");
        return Optional.of(
                new Told(answer + read + ": " + Words.stopped(first), verdict.confidence(), verdict.receipts()));
    }

    private static Optional<Told> first(SessionView view) {
        return view.plays().stream()
                .filter(Play::awaitsDecision)
                .findFirst()
                .map(play -> new Told(
                        "Proposed first: " + Words.stopped(Words.oneLine(play.title())) + " "
                                + Words.stopped(play.does()) + " " + Words.stopped(play.because()),
                        Confidence.MEDIUM,
                        play.receipts()))
                .or(() -> view.verdict()
                        .filter(_ -> view.plays().isEmpty() && view.finishedAt().isPresent())
                        .map(verdict -> new Told(
                                "Nothing is proposed. " + verdict.text(), verdict.confidence(), verdict.receipts())));
    }

    private static Optional<Told> sure(SessionView view) {
        return view.verdict().map(verdict -> {
            String cause = view.diagnosis()
                    .flatMap(Diagnosis::leading)
                    .map(lead -> " " + lead.title() + " leads the suspects with a score of "
                            + Figures.score(lead.score()) + ", which is no probability.")
                    .orElse("");
            return new Told(
                    "This is told with " + verdict.confidence().name().toLowerCase(Locale.ROOT) + " confidence: "
                            + SENTENCE.splitAsStream(verdict.text())
                                    .findFirst()
                                    .map(Words::stopped)
                                    .orElse("") + cause,
                    verdict.confidence(),
                    verdict.receipts());
        });
    }

    /** Whether a suspect, or one of a kind, is the likeliest cause. */
    private static Optional<Told> wasIt(String asked, SessionView view) {
        Matcher found = WAS_IT.matcher(asked);
        if (!found.find() || view.diagnosis().isEmpty()) {
            return Optional.empty();
        }
        Diagnosis diagnosis = view.diagnosis().get();
        Optional<Predicate<Suspect>> meant = meant(found.group("what"), diagnosis);
        if (meant.isEmpty() || diagnosis.verdict() == Verdict.HEALTHY) {
            return Optional.empty();
        }
        List<Suspect> of = diagnosis.suspects().stream().filter(meant.get()).toList();
        Optional<Suspect> lead = diagnosis.leading();
        if (lead.isEmpty()) {
            return of.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Told(
                            "It cannot be told: nothing that was read singles out a cause. " + told(of.getFirst()),
                            Confidence.LOW,
                            of.getFirst().receipts()));
        }
        if (meant.get().test(lead.get())) {
            return Optional.of(new Told(
                    "Most likely, yes. " + told(lead.get()),
                    Confidence.MEDIUM,
                    lead.get().receipts()));
        }
        String others = of.isEmpty() ? " None of that kind is among the suspects." : " " + told(of.getFirst());
        List<ReceiptId> receipts = Stream.concat(lead.stream(), of.stream().limit(1))
                .flatMap(each -> each.receipts().stream())
                .distinct()
                .toList();
        return Optional.of(new Told(
                "Not likely: " + decapitalised(lead.get().title()) + " is the likeliest cause." + others,
                Confidence.MEDIUM,
                receipts));
    }

    /** Those that the words name, by kind or by name; empty where they name neither. */
    private static Optional<Predicate<Suspect>> meant(String what, Diagnosis diagnosis) {
        Set<String> words = Arrays.stream(what.split("[^\\p{L}\\p{N}._-]+", -1)).collect(Collectors.toSet());
        Predicate<Suspect> named = each -> words.contains(each.subject().name().toLowerCase(Locale.ROOT));
        if (diagnosis.suspects().stream().anyMatch(named)) {
            return Optional.of(named);
        }
        if (words.stream().anyMatch(DEPLOYS::contains)) {
            return Optional.of(each -> each.title().toLowerCase(Locale.ROOT).startsWith("deploy"));
        }
        if (words.contains("flag")) {
            return Optional.of(each -> each.title().toLowerCase(Locale.ROOT).startsWith("flag"));
        }
        if (words.stream().anyMatch(CHANGES::contains)) {
            return Optional.of(each -> each.subject().kind() == Subject.Kind.CHANGE);
        }
        return words.contains("provider") || words.contains("outage")
                ? Optional.of(each -> each.subject().kind() == Subject.Kind.PROVIDER)
                : Optional.empty();
    }

    /** A suspect with the argument that decides. */
    private static String told(Suspect suspect) {
        String argument = suspect.evidence().stream()
                .filter(each -> each.speaksFor() == leads(suspect))
                .findFirst()
                .or(() -> suspect.evidence().stream().findFirst())
                .map(Suspect.Evidence::text)
                .orElse("");
        return suspect.title()
                + switch (suspect.standing()) {
                    case LEADING -> " leads";
                    case WEAKENED -> " is weakened";
                    case REFUTED -> " is ruled out";
                }
                + ": " + Words.stopped(decapitalised(argument));
    }

    private static String decapitalised(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.UNICODE_CASE);
    }
}
