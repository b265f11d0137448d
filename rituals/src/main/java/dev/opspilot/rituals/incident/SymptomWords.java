package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Openings;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.surface.RitualName;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of the report shows in the figures, and what else does. */
final class SymptomWords {
    private static final Openings CONFIRMED = Openings.of(
            "Confirmed",
            "The trouble is real",
            "More than chance",
            "The figures confirm it",
            "Not a false alarm",
            "It shows in the figures",
            "The figures leave little doubt",
            "This stands out");

    private static final Openings FOUND = Openings.of(
            "Something is off",
            "There is trouble",
            "One figure stands out",
            "There is more than chance in the figures",
            "The figures show trouble",
            "Not everything is well",
            "Trouble was found",
            "This departs from what is usual");

    private static final Openings ELSEWHERE = Openings.of(
            "Something else is off",
            "The trouble is elsewhere",
            "Not what was asked about",
            "Look elsewhere",
            "Another figure stands out",
            "Off, but elsewhere",
            "The trouble lies beside the question",
            "It is not where it was looked for");

    private SymptomWords() {}

    /** How the trouble stands to the report, and what it is. */
    static List<String> of(CaseFile file) {
        Appraisal main = file.trouble().orElseThrow().main().fact();
        List<String> sentences = new ArrayList<>();
        switch (file.standing()) {
            case CONFIRMED -> {
                sentences.add(opening(CONFIRMED, file) + ": " + Statements.clause(main) + ".");
                if (!file.reported().unspoken().isEmpty()) {
                    sentences.add("Nothing that was read speaks of "
                            + Words.listed(file.reported().unspoken().stream()
                                    .map(Reported::quoted)
                                    .toList())
                            + ".");
                }
                if (!file.reported().apart().isEmpty()) {
                    sentences.add("What was read does not tell "
                            + Words.listed(file.reported().apart().stream()
                                    .map(Reported::quoted)
                                    .toList())
                            + " apart.");
                }
            }
            case OPEN -> sentences.add(opening(FOUND, file) + ": " + Statements.clause(main) + ".");
            case CALM -> {
                Judged told = Statements.told(file.touched());
                sentences.add(opening(ELSEWHERE, file) + ": no figure of "
                        + Words.listed(file.reported().of()) + " departs ("
                        + Statements.calmClause(
                                told.appraisal(), file.read().known().size())
                        + ").");
                sentences.add(Statements.sentence(main) + ".");
            }
            case UNTOLD -> {
                sentences.addAll(untold(file));
                sentences.add(opening(file.touched().stream().anyMatch(Judged::disturbed) ? FOUND : ELSEWHERE, file)
                        + ": " + Statements.clause(main) + ".");
            }
        }
        others(file).ifPresent(sentences::add);
        return sentences;
    }

    /** That nothing which was read tells whether the report is so, and what was read instead. */
    static List<String> untold(CaseFile file) {
        Reported reported = file.reported();
        List<String> sentences = new ArrayList<>();
        List<Judged> touched = file.touched();
        sentences.add("Nothing that was read " + (touched.isEmpty() ? "speaks of " : "confirms or refutes ")
                + reported.quoted() + (reported.timesUnread() ? ": no latency was read." : "."));
        if (touched.isEmpty()) {
            sentences.add("What is read: " + read(file) + ".");
        } else if (touched.stream().noneMatch(Judged::disturbed)) {
            sentences.add("No figure that was read of " + Words.listed(reported.of()) + " departs ("
                    + Statements.calmClause(
                            Statements.told(touched).appraisal(),
                            file.read().known().size())
                    + ").");
        }
        return sentences;
    }

    /** As in {@code payments, revenue and error counts, with the providers adyen and stripe}. */
    private static String read(CaseFile file) {
        List<Judged> known = file.read().known();
        List<String> providers = known.stream()
                .map(each -> each.appraisal().series().subject())
                .filter(each -> each.kind() == Subject.Kind.PROVIDER)
                .map(each -> Name.shown(each.name()))
                .distinct()
                .sorted()
                .toList();
        return Words.listed(known.stream()
                        .map(Judged::capability)
                        .distinct()
                        .sorted()
                        .map(Capability::words)
                        .toList())
                + (providers.isEmpty()
                        ? ""
                        : ", with the provider" + (providers.size() == 1 ? " " : "s ") + Words.listed(providers));
    }

    /** How many more figures are off, and were. */
    private static Optional<String> others(CaseFile file) {
        List<Judged> others = file.disturbed().subList(1, file.disturbed().size());
        long ended = others.stream()
                .filter(each -> each.appraisal().stretch().over())
                .count();
        long off = others.size() - ended;
        if (others.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                off == 0
                        ? Figures.counted(ended, "other figure") + (ended == 1 ? " was" : " were")
                                + " off as well, and normal again since."
                        : Figures.counted(off, "other figure") + (off == 1 ? " is" : " are") + " off as well"
                                + (ended == 0
                                        ? "."
                                        : ", and " + ended + (ended == 1 ? " was" : " were") + " and no longer "
                                                + (ended == 1 ? "is." : "are.")));
    }

    /** Another one on every day of a week, and none that is known to have been used in it. */
    static String opening(Openings openings, CaseFile file) {
        return openings.on(
                file.read().asOf(),
                ZoneOffset.UTC,
                file.read().sessions().stream()
                        .map(Sourced::fact)
                        .filter(each -> each.ritual().equals(RitualName.INCIDENT.key()))
                        .map(each -> new Openings.Said(each.startedAt(), each.summary()))
                        .toList());
    }
}
