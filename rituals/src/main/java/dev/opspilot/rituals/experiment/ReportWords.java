package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Openings;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.experiment.Comparison;
import dev.opspilot.rituals.analysis.experiment.Decision;
import dev.opspilot.rituals.analysis.experiment.GuardrailReadout;
import dev.opspilot.rituals.analysis.experiment.SampleRatio;
import dev.opspilot.rituals.analysis.experiment.TreatmentReadout;
import dev.opspilot.rituals.experiment.Report.Read;
import dev.opspilot.rituals.experiment.Report.Unreadable;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.Finding.Considered;
import dev.opspilot.rituals.receipt.FindingId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What a readout says, with the calculation behind each figure. */
final class ReportWords {
    static final List<Capability> WANTED = List.of(Capability.EXPERIMENTS_RESULTS, Capability.METRICS_DEFINITIONS);

    private static final Openings OPENINGS = Openings.of(
            "%s",
            "Readout of %s",
            "Decision for %s",
            "Where %s stands",
            "What %s shows",
            "On %s",
            "The figures of %s",
            "%s, read out");

    private final Shelf shelf;

    ReportWords(Shelf shelf) {
        this.shelf = shelf;
    }

    Finding of(Wish wish, Report report) {
        return switch (report) {
            case Report.Unknown _ -> unknown(wish);
            case Report.Silent _ ->
                new Finding(
                        FindingId.VERDICT,
                        "“" + wish.subject() + "” cannot be read out: no source told of any experiment."
                                + shelf.missing(WANTED),
                        Confidence.LOW,
                        shelf.receiptsOf(Capability.EXPERIMENTS_RESULTS),
                        List.of(),
                        List.of());
            case Unreadable unreadable ->
                new Finding(
                        FindingId.VERDICT,
                        name(unreadable.experiment().fact().title()) + " cannot be read out: " + unreadable.why() + "."
                                + shelf.missing(WANTED),
                        Confidence.LOW,
                        shelf.receiptsOf(Capability.EXPERIMENTS_RESULTS, Capability.METRICS_DEFINITIONS),
                        List.of(),
                        List.of());
            case Read read -> read(read);
        };
    }

    private Finding unknown(Wish wish) {
        String there = shelf.experiments().isEmpty()
                ? "No experiment is known."
                : "There " + (shelf.experiments().size() == 1 ? "is " : "are ")
                        + Words.listed(shelf.experiments().stream()
                                .map(each -> Surroundings.words(each.fact()))
                                .toList())
                        + ".";
        return new Finding(
                FindingId.VERDICT,
                "It is not clear which experiment “" + wish.subject() + "” is. " + there + shelf.missing(WANTED),
                Confidence.LOW,
                shelf.receiptsOf(Capability.EXPERIMENTS_RESULTS),
                List.of(),
                List.of());
    }

    private Finding read(Read read) {
        String name = name(read.experiment().fact().title());
        Decision decision = read.readout().decision();
        String text = OPENINGS.on(shelf.asOf(), ZoneOffset.UTC).formatted(name) + ": " + word(read) + " "
                + decision.reason() + " It has " + Report.progress(read) + ".";
        return new Finding(
                FindingId.VERDICT,
                text + shelf.missing(WANTED),
                confidence(decision),
                read.receipts(),
                calculations(read),
                considered(read));
    }

    static String word(Read read) {
        return switch (read.readout().decision()) {
            case Decision.Ship ship ->
                "Ship " + name(read.observed().arms().get(ship.treatment()).name()) + ".";
            case Decision.Stop _ -> "Stop.";
            case Decision.KeepRunning _ -> "Keep running.";
            case Decision.Broken _ -> "Broken.";
        };
    }

    private static Confidence confidence(Decision decision) {
        return switch (decision) {
            case Decision.Ship _, Decision.Broken _ -> Confidence.HIGH;
            case Decision.KeepRunning _ -> Confidence.MEDIUM;
            case Decision.Stop stop ->
                switch (stop.cause()) {
                    case HARM, NO_EFFECT -> Confidence.HIGH;
                    case GUARDRAIL_OPEN -> Confidence.MEDIUM;
                    case INCONCLUSIVE -> Confidence.LOW;
                };
        };
    }

    private static List<Calculation> calculations(Read read) {
        List<Calculation> all = new ArrayList<>();
        SampleRatio ratio = read.readout().sampleRatio();
        all.add(new Calculation(
                "Split of units",
                "p " + Figures.pValue(ratio.pValue()),
                "at least " + Figures.pValue(SampleRatio.THRESHOLD),
                "Chi-square test of fit against the planned weights: "
                        + Words.listed(
                                ratio.counts().stream().map(Figures::count).toList())
                        + " units" + (ratio.tenable() ? "." : "; too few to be trusted."),
                read.experiment().receipts()));
        for (TreatmentReadout treatment : read.readout().treatments()) {
            int arm = 1 + read.readout().treatments().indexOf(treatment);
            treatment.comparison().ifPresent(found -> all.add(primary(read, arm, found)));
            for (int i = 0; i < treatment.guardrails().size(); i++) {
                GuardrailReadout guardrail = treatment.guardrails().get(i);
                Measured measured = read.metrics().get(i + 1);
                guardrail.comparison().ifPresent(found -> all.add(guardrail(read, arm, measured, guardrail, found)));
            }
        }
        all.add(new Calculation(
                "Smallest effect worth finding",
                read.primary()
                        .signed(read.primary().metric().better().sign()
                                * read.observed().minimumDetectableEffect()),
                SettingWords.errors(read.settings()),
                read.planned()
                        .map(plan -> "What the planned units find, by the "
                                + plan.formula().title() + "; the source names no effect.")
                        .orElse("The usual 10 % of control; the source names neither an effect nor units."),
                read.receipts()));
        return all;
    }

    private static Calculation primary(Read read, int arm, Comparison found) {
        Measured measured = read.primary();
        return new Calculation(
                measured.title() + ", " + arm(read, arm),
                measured.signed(found.difference()) + " (" + interval(measured, found) + ")",
                "p " + Figures.pValue(read.readout().look().nominalAlpha()) + " or less; it is "
                        + Figures.pValue(found.pValue()),
                Words.sentence(found.test().title()) + ", " + found.test().interval() + "; "
                        + read.observed().looks().spending().title() + " (Lan and DeMets 1983) at look "
                        + read.readout().look().number() + ", looks at each quarter taken for granted; "
                        + read.readout().correction().title() + ".",
                read.receipts());
    }

    private static Calculation guardrail(
            Read read, int arm, Measured measured, GuardrailReadout guardrail, Comparison found) {
        String status = switch (guardrail.status()) {
            case HELD -> "held";
            case HARMED -> "harmed";
            case OPEN -> "open";
        };
        return new Calculation(
                "Guardrail " + measured.title() + ", " + arm(read, arm),
                measured.signed(found.difference()) + " (" + interval(measured, found) + "), " + status,
                "a loss below "
                        + Figures.difference(
                                measured.metric().unit(),
                                measured.metric().currency(),
                                guardrail.guardrail().nonInferiorityMargin()),
                "Non-inferiority, one-sided; the margin is " + Figures.chosen(Proposal.MARGIN)
                        + " of control, as the source names none; "
                        + found.test().interval() + ".",
                measured.receipts());
    }

    static String interval(Measured measured, Comparison found) {
        return Figures.percent(found.interval().confidence()) + " interval "
                + measured.signed(found.interval().low()) + " to "
                + measured.signed(found.interval().high());
    }

    private static List<Considered> considered(Read read) {
        return read.metrics().stream()
                .skip(1)
                .map(each -> new Considered(
                        each.title() + " as the metric that decides",
                        "“" + read.primary().title() + "” comes first in the source or in the words; this one guards.",
                        each.receipts()))
                .toList();
    }

    private static String arm(Read read, int arm) {
        return Words.oneLine(read.observed().arms().get(arm).name());
    }

    static String name(String text) {
        return "“" + Words.oneLine(text) + "”";
    }
}
