package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.SuspectBoard;
import dev.opspilot.rituals.analysis.Trouble;
import dev.opspilot.rituals.incident.Reported.Standing;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.session.RitualSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the drill knows when no more answers come, and what it concludes.
 *
 * @param reported what was reported, held against it
 * @param ranked every judged series, what people should hear of first, first
 * @param remedied what OpsPilot did about it already
 */
record CaseFile(
        Collected read,
        Reported reported,
        List<Judged> ranked,
        Optional<Trouble> trouble,
        Diagnosis diagnosis,
        Remedied remedied) {
    private static final double SURE = 0.85;
    private static final double LIKELY = 0.65;
    private static final double CLEAR_LEAD = 0.25;

    static CaseFile of(RitualSession session) {
        Collected read = Collected.of(session);
        return of(read, Reported.of(session.view().intent(), read));
    }

    static CaseFile of(Collected read, Reported reported) {
        List<Judged> ranked = read.ranked(reported);
        Optional<Trouble> trouble = Trouble.of(
                symptoms(ranked, reported).stream().map(Judged::sourced).toList());
        Diagnosis diagnosis = trouble.map(each -> SuspectBoard.weigh(each, read.scene()))
                .orElseGet(() ->
                        new Diagnosis(seenEnough(read, reported) ? Verdict.HEALTHY : Verdict.INCONCLUSIVE, List.of()));
        return new CaseFile(read, reported, ranked, trouble, diagnosis, Remedied.of(read, trouble));
    }

    /** What departs and belongs to the report; where nothing of that does, everything that departs. */
    private static List<Judged> symptoms(List<Judged> ranked, Reported reported) {
        List<Judged> disturbed =
                ranked.stream().filter(each -> each.appraisal().disturbed()).toList();
        List<Judged> asked = disturbed.stream()
                .filter(each ->
                        reported.touches(each) || reported.topics().stream().anyMatch(topic -> topic.covers(each)))
                .toList();
        return asked.stream().anyMatch(reported::touches) ? asked : disturbed;
    }

    /** Whether calm figures mean that nothing is wrong: every source that bears on the question answered with some. */
    private static boolean seenEnough(Collected read, Reported reported) {
        Set<Capability> matter = matter(reported.topics());
        boolean missing = read.gaps().stream().anyMatch(gap -> matter.contains(gap.capability()))
                || (!reported.topics().isEmpty() && read.unconnected().stream().anyMatch(matter::contains));
        return !read.known().isEmpty() && !missing && reported.standing(List.of()) != Standing.UNTOLD;
    }

    /** The sources without which the question cannot be answered: those of its topics, or all metrics. */
    private static Set<Capability> matter(Set<Topic> topics) {
        List<Capability> named =
                topics.stream().flatMap(topic -> topic.capability().stream()).toList();
        return named.isEmpty() ? Capability.METRICS : Set.copyOf(named);
    }

    /** How what was reported stands to what was read. */
    Standing standing() {
        return reported.standing(disturbed());
    }

    /** Whether the trouble that was found is not what was reported. */
    boolean elsewhere() {
        return trouble.isPresent()
                && switch (standing()) {
                    case CALM, UNTOLD -> true;
                    case OPEN, CONFIRMED -> false;
                };
    }

    /** The series of which something can be said that speak of the report, or of the same thing. */
    List<Judged> touched() {
        return known().stream().filter(reported::touches).toList();
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
