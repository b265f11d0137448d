package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.SuspectBoard;
import dev.opspilot.rituals.analysis.Trouble;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.session.RitualSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the drill knows when no more answers come, and what it concludes.
 *
 * @param ranked every judged series, what people should hear of first, first
 * @param remedied what OpsPilot did about it already
 */
record CaseFile(
        Collected read,
        Set<Topic> topics,
        List<Judged> ranked,
        Optional<Trouble> trouble,
        Diagnosis diagnosis,
        Remedied remedied) {
    private static final double SURE = 0.85;
    private static final double LIKELY = 0.65;
    private static final double CLEAR_LEAD = 0.25;

    static CaseFile of(RitualSession session) {
        return of(Collected.of(session), Topic.of(session.view().intent()));
    }

    static CaseFile of(Collected read, Set<Topic> topics) {
        List<Judged> ranked = read.ranked(topics);
        List<Judged> disturbed =
                ranked.stream().filter(each -> each.appraisal().disturbed()).toList();
        List<Judged> asked = disturbed.stream()
                .filter(each -> topics.stream().anyMatch(topic -> topic.covers(each)))
                .toList();
        List<Sourced<Appraisal>> symptoms = (asked.isEmpty() ? disturbed : asked)
                .stream().map(Judged::sourced).toList();
        Optional<Trouble> trouble = Trouble.of(symptoms);
        Diagnosis diagnosis = trouble.map(each -> SuspectBoard.weigh(each, read.scene()))
                .orElseGet(() ->
                        new Diagnosis(seenEnough(read, topics) ? Verdict.HEALTHY : Verdict.INCONCLUSIVE, List.of()));
        return new CaseFile(read, topics, ranked, trouble, diagnosis, Remedied.of(read, trouble));
    }

    /** Whether calm figures mean that nothing is wrong: every source that bears on the question answered with some. */
    private static boolean seenEnough(Collected read, Set<Topic> topics) {
        Set<Capability> matter = matter(topics);
        boolean missing = read.gaps().stream().anyMatch(gap -> matter.contains(gap.capability()))
                || (!topics.isEmpty() && read.unconnected().stream().anyMatch(matter::contains));
        boolean some = read.known().stream()
                .anyMatch(each -> topics.isEmpty() || topics.stream().anyMatch(topic -> topic.covers(each)));
        return some && !missing;
    }

    /** The sources without which the question cannot be answered: those of its topics, or all metrics. */
    private static Set<Capability> matter(Set<Topic> topics) {
        List<Capability> named =
                topics.stream().flatMap(topic -> topic.capability().stream()).toList();
        return named.isEmpty() ? Capability.METRICS : Set.copyOf(named);
    }

    /** Whether what was asked about is calm and something else is not. */
    boolean elsewhere() {
        return !topics.isEmpty()
                && trouble.isPresent()
                && ranked.stream()
                        .filter(each -> each.appraisal().disturbed())
                        .noneMatch(each -> topics.stream().anyMatch(topic -> topic.covers(each)));
    }

    /** What was asked about and no figure that can be judged is of. */
    List<Topic> unread() {
        return topics.stream()
                .filter(topic -> read.known().stream().noneMatch(topic::covers))
                .toList();
    }

    /** The series of which something can be said, what people should hear of first, first. */
    List<Judged> known() {
        return ranked.stream().filter(read.known()::contains).toList();
    }

    /** The disturbed series in the same order, or, when all is calm, all that are known. */
    List<Judged> told() {
        List<Judged> disturbed = disturbed();
        return disturbed.isEmpty() ? known() : disturbed;
    }

    /** The disturbed series, what people should hear of first, first; the first of them is the main symptom. */
    List<Judged> disturbed() {
        return ranked.stream().filter(each -> each.appraisal().disturbed()).toList();
    }

    /** The suspects of one standing. */
    List<Suspect> suspects(Suspect.Standing standing) {
        return diagnosis.suspects().stream()
                .filter(each -> each.standing() == standing)
                .toList();
    }

    Confidence confidence() {
        return switch (diagnosis.verdict()) {
            case INCONCLUSIVE -> Confidence.LOW;
            case HEALTHY ->
                read.gaps().stream().anyMatch(gap -> gap.silent() && Sources.PLANNED.contains(gap.capability()))
                                || read.known().stream()
                                        .anyMatch(each -> Statements.confidence(each.appraisal()) == Confidence.LOW
                                                || Statements.isUndecided(each))
                        ? Confidence.MEDIUM
                        : Confidence.HIGH;
            case SUSPECTS -> ofLead(diagnosis.leading().orElseThrow());
        };
    }

    private Confidence ofLead(Suspect lead) {
        double next = diagnosis.suspects().stream()
                .skip(1)
                .mapToDouble(Suspect::score)
                .max()
                .orElse(0);
        boolean blind = read.silent(Sources.CHANGES) || read.silent(Set.of(Capability.INCIDENTS_OPEN));
        boolean firm = Statements.confidence(trouble.orElseThrow().main().fact()) != Confidence.LOW;
        if (lead.score() >= SURE && lead.score() - next >= CLEAR_LEAD && firm && !blind) {
            return Confidence.HIGH;
        }
        return lead.score() >= LIKELY && firm ? Confidence.MEDIUM : Confidence.LOW;
    }
}
