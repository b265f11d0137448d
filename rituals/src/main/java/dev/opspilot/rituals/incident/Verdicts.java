package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.analysis.Openings;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Suspect.Evidence;
import dev.opspilot.rituals.analysis.SuspectBoard;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.incident.Reported.Standing;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Considered;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The finding that sums a drill up, in plain words: what is wrong, why, and what could not be seen. */
final class Verdicts {
    private static final int FIGURES = 5;
    private static final int REASONS = 2;

    /** The least score at which a weakened suspect is named. */
    private static final double CLOSE = 0.3;

    private static final Openings WELL = Openings.of(
            "Nothing is wrong",
            "All is well",
            "No trouble",
            "Nothing is off",
            "Nothing gives cause for alarm",
            "Nothing stands out",
            "No sign of trouble",
            "All clear");

    private static final Openings UNSEEN = Openings.of(
            "It cannot be said whether something is wrong",
            "It is not known whether something is wrong",
            "No verdict",
            "Too little was read to tell",
            "It cannot be told whether anything is off",
            "The evidence does not suffice",
            "It stays open whether something is wrong",
            "There is no telling from what was read");

    private Verdicts() {}

    static Finding of(CaseFile file) {
        List<String> sentences = new ArrayList<>();
        switch (file.diagnosis().verdict()) {
            case SUSPECTS -> {
                sentences.addAll(SymptomWords.of(file));
                remedied(file, sentences);
                lead(file.diagnosis().leading().orElseThrow(), file, sentences);
            }
            case INCONCLUSIVE -> {
                if (file.trouble().isPresent()) {
                    sentences.addAll(SymptomWords.of(file));
                    remedied(file, sentences);
                    sentences.add(undecided(file));
                } else {
                    unseen(file, sentences);
                }
            }
            case HEALTHY -> healthy(file, sentences);
        }
        incidents(file, sentences);
        gaps(file, sentences);
        if (file.reported().timed()) {
            sentences.add("A drill looks at the " + Figures.duration(IncidentDrill.WINDOW) + " before "
                    + Figures.clock(file.read().asOf()) + "; a brief tells of other times.");
        }
        return new Finding(
                FindingId.VERDICT,
                String.join(" ", sentences),
                file.confidence(),
                receipts(file),
                calculations(file),
                considered(file));
    }

    /** The change behind a suspect in its source's own words. */
    static Optional<String> quoted(Suspect suspect, CaseFile file) {
        return file.read().changes().stream()
                .filter(each -> SuspectBoard.isOf(suspect, each.fact()))
                .filter(each -> each.fact().kind() != Change.Kind.PLAY)
                .map(each -> "“" + Words.oneLine(each.fact().title()) + "”")
                .findFirst();
    }

    /** What OpsPilot did about it already. */
    private static void remedied(CaseFile file, List<String> sentences) {
        Remedied done = file.remedied();
        if (!done.acts().isEmpty()) {
            sentences.add(done.words());
        }
        if (done.helped() && !file.trouble().orElseThrow().over()) {
            sentences.add("The latest sample is as expected; too few are to say that it is over.");
        }
    }

    private static void lead(Suspect lead, CaseFile file, List<String> sentences) {
        String reasons = lead.evidence().stream()
                .filter(Evidence::speaksFor)
                .limit(REASONS)
                .map(Evidence::text)
                .collect(Collectors.joining(" "));
        String where = switch (lead.subject().kind()) {
            case SERVICE -> "It seems to sit in ";
            case CHANGE, PROVIDER, BUSINESS -> "The likeliest cause is ";
        };
        sentences.add(where + decapitalised(lead.title())
                + quoted(lead, file).map(title -> ", " + title).orElse("") + ". " + reasons);
    }

    private static String undecided(CaseFile file) {
        List<Suspect> weakened = file.suspects(Suspect.Standing.WEAKENED);
        List<Suspect> even = file.diagnosis().carrying();
        if (even.size() == 2) {
            return "The evidence is split: " + decapitalised(even.getFirst().title()) + " and "
                    + decapitalised(even.getLast().title()) + " explain it about equally well.";
        }
        String blind = blind(file);
        if (!weakened.isEmpty() && weakened.getFirst().score() >= CLOSE) {
            return "Nothing that was read explains it well enough to be named as the cause; the closest is "
                    + decapitalised(weakened.getFirst().title()) + "." + blind;
        }
        int weighed = file.diagnosis().suspects().size();
        return weighed == 0
                ? "Nothing that was read explains it." + blind
                : "Nothing that was read explains it: " + Figures.counted(weighed, "candidate")
                        + (weighed == 1 ? " was" : " were") + " weighed, and none carries." + blind;
    }

    /** What might have carried a suspect, had it been read. */
    private static String blind(CaseFile file) {
        List<String> unread = file.read().gaps().stream()
                .filter(gap -> gap.silent() && Sources.CHANGES.contains(gap.capability()))
                .map(gap -> gap.capability().words())
                .toList();
        return unread.isEmpty()
                ? ""
                : " As " + Words.listed(unread) + " could not be read, a change cannot be ruled out.";
    }

    private static void unseen(CaseFile file, List<String> sentences) {
        int known = file.read().known().size();
        if (known > 0 && file.standing() == Standing.UNTOLD) {
            sentences.addAll(SymptomWords.untold(file));
            sentences.add("Beside that, " + calm(file.known()) + ".");
            return;
        }
        sentences.add(SymptomWords.opening(UNSEEN, file) + ": "
                + (known == 0
                        ? "no figure could be read."
                        : "what was read shows no trouble (" + Figures.counted(known, "figure")
                                + "), but not everything that matters could be read."));
    }

    private static void healthy(CaseFile file, List<String> sentences) {
        List<Judged> known = file.known();
        sentences.add(SymptomWords.opening(WELL, file) + " in what was read: " + calm(known) + ".");
        Judged told = Statements.told(file.touched().isEmpty() ? known : file.touched());
        sentences.add(Statements.calm(told.appraisal(), known.size()));
        known.stream()
                .filter(each -> Statements.isUndecided(each) && !Statements.isUndecided(told))
                .findFirst()
                .ifPresent(each -> sentences.add(Statements.calm(each.appraisal(), known.size())));
    }

    private static String calm(List<Judged> known) {
        return (known.size() == 1
                        ? "the one figure does not depart"
                        : "none of " + Figures.counted(known.size(), "figure") + " departs")
                + " by more than chance from what is usual, judged by " + days(known);
    }

    /** As in {@code 7 earlier days}, or {@code 5 to 7 earlier days} when not all have the same. */
    private static String days(List<Judged> known) {
        IntSummaryStatistics days =
                known.stream().mapToInt(each -> each.appraisal().days()).summaryStatistics();
        return (days.getMin() < days.getMax() ? days.getMin() + " to " : "")
                + Figures.counted(days.getMax(), "earlier day");
    }

    private static void incidents(CaseFile file, List<String> sentences) {
        if (file.trouble().isPresent() && file.trouble().get().over()) {
            sentences.add("It seems to be over.");
        }
        boolean sought = file.reported().listed() && file.standing() != Standing.CONFIRMED;
        if ((file.trouble().isEmpty() || sought) && !file.read().incidents().isEmpty()) {
            sentences.add("On the lists of incidents: "
                    + Words.listed(file.read().incidents().stream()
                            .map(each -> "“" + Words.oneLine(each.fact().title()) + "” of "
                                    + Name.shown(each.fact().subject().name()) + " ("
                                    + Words.named(each.fact().status()) + ")")
                            .toList())
                    + ".");
        }
    }

    private static void gaps(CaseFile file, List<String> sentences) {
        List<String> silent =
                file.read().gaps().stream().filter(Gap::silent).map(Gap::words).toList();
        if (!silent.isEmpty()) {
            sentences.add("Could not be read: " + String.join("; ", silent) + ".");
        }
        List<String> empty = file.read().gaps().stream()
                .filter(gap -> !gap.silent())
                .map(gap -> gap.capability().words() + " (" + gap.source() + ")")
                .toList();
        if (!empty.isEmpty() && file.diagnosis().verdict() != Verdict.SUSPECTS) {
            sentences.add("Answered, with no entries: " + Words.listed(empty) + ".");
        }
        List<String> unconnected = Stream.of(Capability.values())
                .filter(file.read().unconnected()::contains)
                .map(Capability::words)
                .toList();
        if (!unconnected.isEmpty() && file.diagnosis().verdict() == Verdict.INCONCLUSIVE) {
            sentences.add("No source is connected for " + Words.listed(unconnected) + ".");
        }
    }

    private static List<ReceiptId> receipts(CaseFile file) {
        Set<ReceiptId> receipts = new LinkedHashSet<>();
        file.trouble().ifPresent(trouble -> receipts.addAll(trouble.receipts()));
        file.disturbed().forEach(each -> receipts.addAll(each.receipts()));
        receipts.addAll(file.remedied().receipts());
        file.diagnosis().carrying().forEach(each -> receipts.addAll(each.receipts()));
        if (file.trouble().isEmpty() || file.reported().listed()) {
            file.read().incidents().forEach(each -> receipts.addAll(each.receipts()));
        }
        if (file.trouble().isEmpty() || file.elsewhere()) {
            file.ranked().forEach(each -> receipts.addAll(each.receipts()));
        }
        if (file.trouble().isPresent() && file.diagnosis().carrying().isEmpty()) {
            // That nothing explains it is said of everything that was read.
            receipts.addAll(file.read().allReceipts());
        }
        file.read().gaps().forEach(gap -> receipts.add(gap.receipt()));
        if (receipts.isEmpty()) {
            receipts.addAll(file.read().allReceipts());
        }
        return List.copyOf(receipts);
    }

    private static List<Calculation> calculations(CaseFile file) {
        List<Calculation> calculations = new ArrayList<>(
                file.told().stream().limit(FIGURES).map(Statements::calculation).toList());
        file.diagnosis()
                .leading()
                .ifPresent(lead -> calculations.add(new Calculation(
                        lead.title(),
                        Figures.score(lead.score()),
                        "at least 0.50 to be named",
                        "Score from the evidence for and against it: arguments add up as log-odds; comparable within"
                                + " this drill only.",
                        lead.receipts())));
        return calculations;
    }

    private static List<Considered> considered(CaseFile file) {
        return file.diagnosis().suspects().stream()
                .filter(each -> each.standing() != Suspect.Standing.LEADING)
                .map(each -> new Considered(each.title(), against(each), each.receipts()))
                .toList();
    }

    /** Why a suspect is not the one: what speaks against it, or that less speaks for it. */
    static String against(Suspect suspect) {
        List<String> against = suspect.evidence().stream()
                .filter(each -> !each.speaksFor())
                .map(Evidence::text)
                .toList();
        return against.isEmpty() ? "Less speaks for it." : String.join(" ", against);
    }

    /** A title within a sentence. */
    static String decapitalised(String title) {
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }
}
