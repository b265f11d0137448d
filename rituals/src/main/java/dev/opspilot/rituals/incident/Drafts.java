package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Trouble;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.incident.Reported.Standing;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.CommsKit.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Drafts for those who must be told. Insiders read figures and suspects; the public reads what is affected and since
 * when, and nothing that is not known.
 */
final class Drafts {
    private Drafts() {}

    static Widget.CommsKit of(
            CaseFile file, Finding verdict, Impact impact, Optional<Severity> severity, List<Play> plays) {
        List<Draft> drafts = new ArrayList<>();
        drafts.add(new Draft("Internal", subject(file), internal(file, verdict), receipts(file, verdict)));
        severity.map(each -> Executives.draft(file, impact, each, plays)).ifPresent(drafts::add);
        List<Judged> felt = felt(file);
        Trouble.of(felt.stream().map(Judged::sourced).toList()).ifPresent(trouble -> {
            String what = affected(felt);
            drafts.add(new Draft("Status page", statusTitle(trouble, what), status(trouble, what), receipts(felt)));
            drafts.add(new Draft("Customers", "Trouble with " + what, mail(trouble, what), receipts(felt)));
        });
        return new Widget.CommsKit(
                new Widget.Head(
                        Board.id("comms"),
                        "Drafts to send",
                        "incident/comms",
                        Board.joined(drafts.stream().map(Draft::receipts).toList())),
                drafts);
    }

    private static List<ReceiptId> receipts(List<Judged> felt) {
        return Board.joined(felt.stream().map(Judged::receipts).toList());
    }

    /** Those of the verdict, and of what is told as ruled out. */
    private static List<ReceiptId> receipts(CaseFile file, Finding verdict) {
        return Stream.concat(
                        verdict.receipts().stream(), ruledOut(file).stream().flatMap(each -> each.receipts().stream()))
                .toList();
    }

    private static List<Suspect> ruledOut(CaseFile file) {
        return file.suspects(Suspect.Standing.REFUTED).stream().limit(3).toList();
    }

    private static String subject(CaseFile file) {
        return switch (file.diagnosis().verdict()) {
            case HEALTHY -> "Checked: nothing wrong in what was read";
            case SUSPECTS, INCONCLUSIVE ->
                file.trouble()
                        .map(trouble -> (trouble.over() ? "Over: trouble with " : "Trouble with ") + inside(file)
                                + " since " + trouble.since())
                        .orElse(
                                file.standing() == Standing.UNTOLD
                                                && !file.read().known().isEmpty()
                                        ? "Checked: nothing that was read tells whether it is so"
                                        : "Checked: it cannot be said whether something is wrong");
        };
    }

    private static String internal(CaseFile file, Finding verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict.text());
        file.disturbed().stream()
                .skip(1)
                .limit(3)
                .forEach(each -> lines.add("- " + Statements.sentence(each.appraisal()) + "."));
        List<String> ruledOut = ruledOut(file).stream()
                .map(each -> Verdicts.decapitalised(each.title()) + " (" + clause(Verdicts.against(each)) + ")")
                .toList();
        if (!ruledOut.isEmpty()) {
            lines.add("Ruled out: " + String.join("; ", ruledOut) + ".");
        }
        if (felt(file).isEmpty()) {
            lines.add(
                    file.diagnosis().verdict() == Verdict.HEALTHY
                            ? "No message to customers is needed."
                            : "No message to customers is drafted: no figure that they would feel is known to be off.");
        }
        return String.join("\n", lines);
    }

    /** A sentence made fit to stand in brackets. */
    private static String clause(String sentence) {
        String lower = Verdicts.decapitalised(sentence);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String statusTitle(Trouble trouble, String what) {
        return (trouble.over() ? "Monitoring: " : "Investigating: ") + "trouble with " + what;
    }

    private static String status(Trouble trouble, String what) {
        return trouble.over()
                ? "From " + trouble.since() + " to "
                        + Figures.clock(trouble.main().fact().stretch().to()) + " there was trouble with " + what
                        + ". Our figures are back to normal. We are watching them."
                : "Since " + trouble.since() + " there has been trouble with " + what + ". We are investigating.";
    }

    private static String mail(Trouble trouble, String what) {
        String now = trouble.over()
                ? "Our figures are back to normal since "
                        + Figures.clock(trouble.main().fact().stretch().to()) + ", and we are watching them."
                : "It is not over yet. We are working on it and will write again when it is.";
        return "Hello,\n\nsince " + trouble.since() + " there has been trouble with " + what
                + ", and you may have been affected. " + now
                + "\n\nIf something did not go through, please try again later or reply to this email.\n\n"
                + "We are sorry for the trouble.";
    }

    /** The figures that are off and that customers feel, what people should hear of first, first. */
    private static List<Judged> felt(CaseFile file) {
        return file.disturbed().stream()
                .filter(each -> Topic.ofPublic(each).isPresent())
                .toList();
    }

    /** What is affected, in the words of the public. */
    private static String affected(List<Judged> felt) {
        return Words.listed(felt.stream()
                .flatMap(each -> Topic.ofPublic(each).stream())
                .distinct()
                .toList());
    }

    /** What is affected, in the words of insiders: what the main symptom is of. */
    private static String inside(CaseFile file) {
        Judged main = file.disturbed().getFirst();
        return Topic.ofPublic(main).orElseGet(() -> switch (main.capability()) {
            case PAYMENTS_METRICS, REVENUE_METRICS, PRODUCT_METRICS ->
                main.capability().words();
            default -> "some services";
        });
    }
}
