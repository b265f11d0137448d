package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Trouble;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget.CommsKit.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The draft for those who decide and do not debug: how bad, why, and what comes next, a sentence each. */
final class Executives {
    private Executives() {}

    static Draft draft(CaseFile file, Impact impact, Severity severity, List<Play> plays) {
        Trouble trouble = file.trouble().orElseThrow();
        List<ReceiptId> receipts = new ArrayList<>(severity.finding(file).receipts());
        receipts.addAll(impact.receipts());
        file.diagnosis().leading().ifPresent(lead -> receipts.addAll(lead.receipts()));
        receipts.addAll(file.remedied().receipts());
        plays.stream().limit(1).forEach(play -> receipts.addAll(play.receipts()));
        return new Draft(
                "Executives",
                severity.level() + " proposed: trouble since " + trouble.since(),
                String.join(
                        " ",
                        Stream.of(
                                        howBad(impact, severity, file),
                                        why(file),
                                        file.remedied().words(),
                                        next(plays))
                                .filter(sentence -> !sentence.isEmpty())
                                .toList()),
                receipts);
    }

    private static String howBad(Impact impact, Severity severity, CaseFile file) {
        Trouble trouble = file.trouble().orElseThrow();
        String what = impact.within()
                .map(words -> (trouble.over() ? "in all " : "so far ") + words)
                .orElseGet(() -> Statements.sentence(trouble.main().fact())
                        + ", which does not tell how many customers are affected");
        String other = file.elsewhere() ? " for other trouble than was reported" : "";
        return severity.level() + " is proposed" + other
                + (trouble.over() ? (other.isEmpty() ? " for what" : ", which") + " seems to be over: " : ": ") + what
                + ".";
    }

    private static String why(CaseFile file) {
        return file.diagnosis()
                .leading()
                .map(lead -> "The likeliest cause is " + cause(lead) + ", with "
                        + file.confidence().name().toLowerCase(Locale.ROOT) + " confidence.")
                .orElse("The cause is not known yet: the evidence does not single one out.");
    }

    private static String cause(Suspect lead) {
        return Verdicts.decapitalised(lead.title());
    }

    private static String next(List<Play> plays) {
        return plays.stream()
                .findFirst()
                .map(play -> "Next: " + Verdicts.decapitalised(Words.oneLine(play.title())) + ", once it is approved.")
                .orElse("Next: keep looking.");
    }
}
