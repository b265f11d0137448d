package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A session as plain text for review. Receipts stand by their tools, so that the order of answers does not show. */
public final class Transcript {
    private final StringBuilder text = new StringBuilder();
    private final Map<ReceiptId, Receipt> receipts;

    private Transcript(SessionView view) {
        receipts = view.receipts().stream().collect(Collectors.toMap(Receipt::id, Function.identity()));
    }

    public static String of(SessionView view) {
        Transcript transcript = new Transcript(view);
        transcript.write(view);
        return transcript.text.toString();
    }

    private void write(SessionView view) {
        line("> " + view.intent());
        line("status: " + view.status() + ", verdict: "
                + view.diagnosis().map(each -> each.verdict().toString()).orElse("none"));
        heading("Plan");
        view.plan()
                .forEach(step ->
                        line("[" + step.status() + "] " + step.title() + " (" + step.id() + "): " + step.output()));
        heading("Findings");
        List<Finding> sorted = view.findings().stream()
                .sorted(Comparator.comparing(
                                (Finding each) -> !each.id().value().equals("verdict"))
                        .thenComparing(each -> each.id().value()))
                .toList();
        sorted.forEach(this::finding);
        heading("Suspects");
        view.diagnosis()
                .ifPresent(diagnosis -> diagnosis.suspects().forEach(suspect -> {
                    line(suspect.standing() + " " + suspect.title() + " ("
                            + suspect.subject().kind() + " " + suspect.subject().name() + "), score "
                            + Math.round(suspect.score() * 100) / 100.0);
                    suspect.evidence()
                            .forEach(each ->
                                    line((each.speaksFor() ? "  + " : "  - ") + each.text() + tools(each.receipts())));
                }));
        heading("Plays");
        view.plays().forEach(this::play);
        heading("Widgets");
        view.widgets().forEach(this::widget);
    }

    private void finding(Finding finding) {
        line(finding.id() + " (" + finding.confidence() + "): " + finding.text() + tools(finding.receipts()));
        finding.calculations()
                .forEach(each -> line(
                        "  = " + each.figure() + ": " + each.valued() + ". " + each.method() + tools(each.receipts())));
        finding.considered()
                .forEach(each -> line("  ? " + each.what() + ": " + each.because() + tools(each.receipts())));
    }

    private void play(Play play) {
        String policy = switch (play.policy()) {
            case PlayPolicy.Allowed _ -> "allowed";
            case PlayPolicy.NeedsApproval needed -> "needs " + needed.people();
            case PlayPolicy.Refused refused -> "refused: " + refused.because();
        };
        String back = switch (play.rollback()) {
            case Rollback.Undo undo -> undo.how();
            case Rollback.Irreversible irreversible -> "none: " + irreversible.because();
        };
        line(play.id() + ": " + play.title() + " (" + policy + ")" + tools(play.receipts()));
        line("  does: " + play.does());
        line("  because: " + play.because());
        line("  way back: " + back);
    }

    private void widget(Widget widget) {
        line("# " + widget.id() + " — " + widget.title() + tools(widget.receipts()));
        switch (widget) {
            case Widget.Metric metric ->
                line("  " + metric.value() + " (expected " + metric.expected().orElse("nothing") + ", " + metric.tone()
                        + ", " + metric.trend().size() + " points)");
            case Widget.Table table -> {
                line("  " + String.join(" | ", table.columns()));
                table.rows().forEach(row -> line("  " + String.join(" | ", row)));
            }
            case Widget.Timeline timeline ->
                timeline.entries()
                        .forEach(each -> line("  " + each.at() + (each.inferred() ? " ~ " : "   ") + each.text()
                                + tools(each.receipts())));
            case Widget.Chart chart ->
                chart.lines()
                        .forEach(each -> line("  " + each.name() + " (" + chart.unit() + "): "
                                + each.values().size() + " values from "
                                + each.values().getFirst() + " to "
                                + each.values().getLast()));
            case Widget.Plan plan -> plan.steps().forEach(step -> line("  " + step));
            case Widget.CommsKit kit ->
                kit.drafts()
                        .forEach(draft -> line("  [" + draft.audience() + "] " + draft.subject() + "\n    "
                                + draft.body().replace("\n", "\n    ")));
            case Widget.Toggle toggle -> line("  " + toggle.label() + ": " + toggle.on());
            case Widget.Note note -> line("  " + note.text().replace("\n", "\n  "));
        }
    }

    private String tools(List<ReceiptId> ids) {
        return ids.stream()
                .map(id -> Objects.requireNonNull(receipts.get(id)).tool())
                .sorted()
                .collect(Collectors.joining(", ", " [", "]"));
    }

    private void heading(String title) {
        text.append('\n').append(title).append('\n');
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
