package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Sparkline;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Chart;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import dev.opspilot.rituals.widget.Widget.Metric;
import dev.opspilot.rituals.widget.Widget.Note;
import dev.opspilot.rituals.widget.Widget.Plan;
import dev.opspilot.rituals.widget.Widget.Table;
import dev.opspilot.rituals.widget.Widget.Timeline;
import dev.opspilot.rituals.widget.Widget.Toggle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws widgets as blocks. Metrics that follow each other share a block; everything else stands by itself. */
final class WidgetDrawing {
    private static final int TITLE = 200;
    private static final int WORDS = 500;
    private static final int ENTRY_CHIPS = 400;

    private final Page page;
    private final Chips chips;
    private final String sessionUrl;
    private final SessionView view;
    private final CommsDrawing comms = new CommsDrawing();
    private final List<Metric> metrics = new ArrayList<>();

    WidgetDrawing(Page page, Chips chips, String sessionUrl, SessionView view) {
        this.page = page;
        this.chips = chips;
        this.sessionUrl = sessionUrl;
        this.view = view;
    }

    void draw() {
        for (Widget widget : inOrder(view.shown())) {
            if (!(widget instanceof Metric)) {
                drawMetrics();
            }
            draw(widget);
        }
        drawMetrics();
    }

    /** Those that something can be done with come first: what does not fit on the message is the rest. */
    private static List<Widget> inOrder(List<Widget> widgets) {
        return Stream.concat(
                        widgets.stream().filter(CommsKit.class::isInstance),
                        widgets.stream().filter(each -> !(each instanceof CommsKit)))
                .toList();
    }

    private void draw(Widget widget) {
        switch (widget) {
            case Metric metric -> metrics.add(metric);
            case Table table -> new TableDrawing(page, chips, sessionUrl).draw(table);
            case Timeline timeline -> draw(timeline);
            case Chart chart -> new ChartDrawing(page, chips).draw(chart);
            case Plan plan -> draw(plan);
            case CommsKit kit -> comms.draw(page, chips, kit);
            case Toggle toggle -> draw(toggle);
            case Note note -> draw(note);
        }
    }

    private void drawMetrics() {
        for (int from = 0; from < metrics.size(); from += SlackLimits.SECTION_FIELDS) {
            int to = Math.min(metrics.size(), from + SlackLimits.SECTION_FIELDS);
            page.add(Blocks.fields(
                    metrics.subList(from, to).stream().map(this::field).toList()));
        }
        metrics.clear();
    }

    private String field(Metric metric) {
        String tone = switch (metric.tone()) {
            case GOOD -> ":large_green_circle: as it should be";
            case NEUTRAL -> "";
            case BAD -> ":red_circle: needs attention";
        };
        List<String> lines = new ArrayList<>();
        lines.add(bold(metric.title()));
        lines.add(SlackText.mrkdwnLine(metric.value(), TITLE) + (tone.isEmpty() ? "" : " " + tone));
        metric.expected().ifPresent(range -> lines.add("expected " + SlackText.mrkdwnLine(range, TITLE)));
        String spark = Sparkline.of(metric.trend());
        if (!spark.isEmpty()) {
            lines.add("`" + spark + "`");
        }
        lines.add(chips.line(metric.receipts(), ENTRY_CHIPS * 2));
        return String.join("\n", lines);
    }

    private void draw(Timeline timeline) {
        List<String> lines = new ArrayList<>();
        lines.add(bold(timeline.title()));
        for (Timeline.Entry entry : timeline.entries()) {
            String inferred = entry.inferred() ? " _(worked out by OpsPilot)_" : "";
            lines.add(SlackText.day(entry.at())
                    + " · "
                    + SlackText.mrkdwnLine(entry.text(), WORDS)
                    + inferred
                    + " · "
                    + chips.line(entry.receipts(), ENTRY_CHIPS));
        }
        sections(lines, proven(timeline) ? List.of() : List.of(chips.row(timeline.receipts())));
    }

    /** Whether each receipt stands beside its moment already. */
    private static boolean proven(Timeline timeline) {
        return timeline.entries().stream()
                .flatMap(entry -> entry.receipts().stream())
                .collect(Collectors.toSet())
                .containsAll(timeline.receipts());
    }

    private void draw(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(bold(plan.title()));
        for (int i = 0; i < plan.steps().size(); i++) {
            lines.add((i + 1) + ". " + SlackText.mrkdwnLine(plan.steps().get(i), WORDS));
        }
        sections(plan, lines);
    }

    private void draw(Toggle toggle) {
        String text = bold(toggle.title())
                + "\n"
                + SlackText.mrkdwnLine(toggle.label(), TITLE)
                + (toggle.on() ? ": *on*" : ": *off*")
                + "\n"
                + SlackText.mrkdwn(toggle.meaning(), WORDS);
        page.add(Blocks.section(text), chips.row(toggle.receipts()));
    }

    private void draw(Note note) {
        List<String> lines = new ArrayList<>();
        lines.add(bold(note.title()));
        lines.addAll(SlackText.pieces(note.text(), SlackLimits.SECTION_TEXT - TITLE * 2));
        sections(note, lines);
    }

    private void sections(Widget widget, List<String> lines) {
        sections(lines, List.of(chips.row(widget.receipts())));
    }

    private void sections(List<String> lines, List<LayoutBlock> proof) {
        List<String> texts = Blocks.packed(lines, SlackLimits.SECTION_TEXT);
        List<LayoutBlock> first = new ArrayList<>(List.of(Blocks.section(texts.getFirst())));
        first.addAll(proof);
        page.add(first);
        page.addSections(texts.subList(1, texts.size()));
    }

    static String bold(String outside) {
        return "*" + SlackText.mrkdwnLine(outside, TITLE).replace('*', '∗') + "*";
    }
}
