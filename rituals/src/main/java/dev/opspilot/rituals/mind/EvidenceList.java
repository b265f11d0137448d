package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Numbers what a session has found, so that a mind can cite it. */
public final class EvidenceList {
    private static final int MOST = 120;

    private final List<Evidence> all = new ArrayList<>();

    private EvidenceList() {}

    /**
     * All that can be said of a session, most important first.
     *
     * @param asked what was read besides, because a mind or a question asked for it
     */
    public static List<Evidence> of(SessionView view, List<AskedReading> asked) {
        EvidenceList list = new EvidenceList();
        view.findings().forEach(list::finding);
        asked.forEach(list::reading);
        view.diagnosis().ifPresent(diagnosis -> diagnosis.suspects().forEach(list::suspect));
        // The table of suspects says again, in columns, what their evidence says in sentences.
        view.widgets().stream()
                .filter(widget ->
                        view.diagnosis().isEmpty() || !widget.head().template().equals("incident/suspects"))
                .forEach(list::widget);
        view.plays().forEach(list::play);
        view.questions().forEach(question -> question.answer().ifPresent(list::finding));
        return List.copyOf(list.all);
    }

    private void finding(Finding finding) {
        add(finding.text(), Map.of(), finding.receipts());
        finding.calculations().forEach(this::calculation);
        finding.considered().forEach(other -> add(other.what() + ": " + other.because(), Map.of(), other.receipts()));
    }

    private void reading(AskedReading reading) {
        reading.statements().forEach(each -> add(each, Map.of(), List.of(reading.receipt())));
    }

    private void calculation(Calculation figure) {
        add(
                figure.figure() + ": " + figure.valued() + ". " + figure.method(),
                Map.of("value", figure.value(), "expected", figure.expected()),
                figure.receipts());
    }

    private void suspect(Suspect suspect) {
        String standing = suspect.standing().name().toLowerCase(Locale.ROOT);
        suspect.evidence()
                .forEach(each ->
                        add(suspect.title() + " (" + standing + "): " + each.text(), Map.of(), each.receipts()));
    }

    private void widget(Widget widget) {
        switch (widget) {
            case Widget.Timeline timeline ->
                timeline.entries()
                        .forEach(each -> add(Figures.clock(each.at()) + ": " + each.text(), Map.of(), each.receipts()));
            case Widget.Metric metric ->
                add(
                        metric.title() + ": " + metric.value()
                                + metric.expected()
                                        .map(range -> ", expected " + range)
                                        .orElse(""),
                        metric.expected()
                                .map(range -> Map.of("value", metric.value(), "expected", range))
                                .orElse(Map.of("value", metric.value())),
                        metric.receipts());
            case Widget.Table table ->
                table.rows().forEach(row -> add(table.title() + ": " + cells(table, row), Map.of(), table.receipts()));
            case Widget.Note note -> add(note.title() + ": " + note.text(), Map.of(), note.receipts());
            case Widget.Plan plan ->
                add(plan.title() + ": " + String.join("; ", plan.steps()), Map.of(), plan.receipts());
            case Widget.Toggle toggle -> add(toggle.label() + ": " + toggle.meaning(), Map.of(), toggle.receipts());
            case Widget.Chart _, Widget.CommsKit _ -> {
                // The figures of a chart stand in its calculations, and drafts only tell again what is found.
            }
        }
    }

    private static String cells(Widget.Table table, List<String> row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            if (!row.get(i).isBlank()) {
                cells.add(table.columns().get(i) + " " + row.get(i));
            }
        }
        return String.join(", ", cells);
    }

    private void play(Play play) {
        add("Proposed: " + play.title() + ". " + play.does() + " " + play.because(), Map.of(), play.receipts());
    }

    private void add(String text, Map<String, String> figures, List<ReceiptId> receipts) {
        boolean known = all.stream().anyMatch(each -> each.text().equals(text));
        if (!known && all.size() < MOST) {
            Map<String, String> named = new TreeMap<>(Numbers.named(text));
            named.putAll(figures);
            all.add(Evidence.of("E" + (all.size() + 1), text, named, receipts));
        }
    }
}
