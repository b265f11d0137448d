package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.analysis.Slug;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Drill;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a brief proposes. Each waits for somebody's approval. */
final class Plays {
    private Plays() {}

    static Play drillInto(Incident incident, String because, List<ReceiptId> receipts) {
        String title = "“" + Words.oneLine(incident.title()) + "”";
        String subject = Name.shown(incident.subject().name());
        return drillInto(Slug.of(incident.id()), title, subject, title + " on " + subject, because, receipts);
    }

    static Play drillInto(String name, String key, String because, List<ReceiptId> receipts) {
        return drillInto(key, name, "it", name, because, receipts);
    }

    private static Play drillInto(
            String key, String title, String subject, String intent, String because, List<ReceiptId> receipts) {
        return Play.proposed(
                        "drill-" + key,
                        "Start a drill on " + title,
                        "Opens an Incident Drill on " + subject + ", which reads all sources and ranks suspects.",
                        because,
                        new Rollback.Undo("Nothing is changed: a drill only reads."),
                        receipts)
                .meaning(Drill.proposed(intent));
    }

    /** Nothing here closes an incident where it is kept. */
    static Play close(Incident incident, String because, List<ReceiptId> receipts) {
        String title = "“" + Words.oneLine(incident.title()) + "”";
        return Play.proposed(
                "close-" + Slug.of(incident.id()),
                "See whether " + title + " can be closed",
                "Somebody looks whether people still feel it, and closes " + Name.id(incident.id())
                        + " where it is kept if they do not.",
                because,
                new Rollback.Undo("Open it again."),
                receipts);
    }

    static Play runAgain(AutomationRun run, String because, List<ReceiptId> receipts) {
        String name = Words.oneLine(run.name());
        return Play.proposed(
                        "run-again-" + Slug.of(run.name()),
                        "Run “" + name + "” again",
                        "Runs “" + name + "” once more, beside its schedule.",
                        because,
                        new Rollback.Irreversible(
                                "What a run has done or sent stays done; check first that a second one is safe."),
                        receipts)
                .meaning(new Intention(
                        ActKind.AUTOMATIONS_RUN,
                        Optional.empty(),
                        Map.of("automation", run.name()),
                        "“" + name + "” comes to its end.",
                        "What a failed run has done already may be done twice."));
    }

    static Play reconnect(Gap gap) {
        return Play.proposed(
                "reconnect-" + Slug.of(gap.source()),
                "Mend the connection to " + Words.oneLine(gap.source()),
                "Somebody checks the server and the rights of " + Words.oneLine(gap.source()) + ", and asks again.",
                "This brief is blind to " + gap.words() + ".",
                new Rollback.Undo("Put the former settings of the connection back."),
                List.of(gap.receipt()));
    }
}
