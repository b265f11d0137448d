package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws widgets. Metrics that follow each other stand in pairs; everything else stands by itself. */
final class WidgetDrawing {
    private static final int ENTRIES = 15;
    private static final int STEPS = 12;
    /** Bars of a trend: as many as half a phone has room for. */
    private static final int SPARK = 12;

    private final Parts parts;
    private final Sources sources;
    private final CommsDrawing comms;
    private final String whole;
    private final List<Metric> metrics = new ArrayList<>();

    /** @param whole address where all of a widget is */
    WidgetDrawing(Parts parts, Sources sources, SessionView view, String whole) {
        this.parts = parts;
        this.sources = sources;
        this.comms = new CommsDrawing(parts, sources, view.id(), view.announcements());
        this.whole = whole;
    }

    void draw(List<Widget> widgets) {
        for (Widget widget : widgets) {
            if (!(widget instanceof Metric)) {
                drawMetrics();
            }
            draw(widget);
        }
        drawMetrics();
    }

    private void draw(Widget widget) {
        switch (widget) {
            case Metric metric -> metrics.add(metric);
            case Table table -> draw(table);
            case Timeline timeline -> draw(timeline);
            case Chart chart -> draw(chart);
            case Plan plan -> draw(plan);
            case CommsKit kit -> comms.draw(kit);
            case Toggle toggle -> draw(toggle);
            case Note note -> draw(note);
        }
    }

    private void drawMetrics() {
        for (int i = 0; i < metrics.size(); i += 2) {
            ObjectNode left = Elements.wide(figure(metrics.get(i)));
            ObjectNode right = Elements.wide(i + 1 < metrics.size() ? figure(metrics.get(i + 1)) : List.of());
            ObjectNode pair = Elements.columns(left, right);
            parts.add(i == 0 ? Elements.apart(pair) : pair.put("spacing", "Medium"));
        }
        metrics.clear();
    }

    private List<ObjectNode> figure(Metric metric) {
        Tint tint = switch (metric.tone()) {
            case GOOD -> Tint.GOOD;
            case NEUTRAL -> Tint.DEFAULT;
            case BAD -> Tint.ATTENTION;
        };
        List<ObjectNode> lines = new ArrayList<>();
        lines.add(Elements.text(Run.of(CardText.line(metric.title(), CardLimits.NAME, "A figure"))
                .subtle()));
        lines.add(Elements.text(Run.of(CardText.line(metric.value(), CardLimits.NAME, "–"))
                        .large()
                        .bold()
                        .in(tint))
                .put("spacing", "None"));
        List<Run> context = new ArrayList<>();
        String tone = Wording.tone(metric.tone());
        if (!tone.isEmpty()) {
            context.add(Run.of(FindingDrawing.capital(tone)).small().in(tint));
        }
        metric.expected()
                .map(range -> CardText.line(range, CardLimits.TITLE))
                .filter(range -> !range.isEmpty())
                .ifPresent(range -> context.add(Run.of((context.isEmpty() ? "expected " : " · expected ") + range)
                        .small()
                        .subtle()));
        if (!context.isEmpty()) {
            lines.add(Elements.text(context).put("spacing", "None"));
        }
        String spark = Sparkline.of(metric.trend(), SPARK);
        List<Run> last = new ArrayList<>();
        if (!spark.isEmpty()) {
            last.add(Run.of(spark).monospace().subtle());
        }
        last.addAll(sources.marks(metric.receipts()));
        lines.add(Elements.text(last).put("spacing", "None"));
        return lines;
    }

    private void draw(Table table) {
        int columns = Math.min(table.columns().size(), CardLimits.TABLE_COLUMNS);
        int rows = Math.min(table.rows().size(), CardLimits.TABLE_ROWS);
        List<ObjectNode> items = begin(table);
        if (columns > 0 && rows > 0) {
            items.add(TableDrawing.draw(
                    table.columns().subList(0, columns),
                    table.rows().subList(0, rows).stream()
                            .map(row -> row.subList(0, columns))
                            .toList()));
        } else {
            items.add(Elements.near(Elements.text(Run.of("No rows.").subtle())));
        }
        List<String> cut = new ArrayList<>();
        if (rows < table.rows().size()) {
            cut.add(rows + " of " + table.rows().size() + " rows");
        }
        if (columns < table.columns().size()) {
            cut.add(columns + " of " + table.columns().size() + " columns");
        }
        if (!cut.isEmpty()) {
            items.add(more(String.join(" and ", cut) + "; all of them on the page"));
        }
        end(table, items);
    }

    private void draw(Timeline timeline) {
        List<ObjectNode> items = begin(timeline);
        boolean oneDay = oneDay(timeline.entries());
        timeline.entries().stream().limit(ENTRIES).forEach(entry -> {
            List<Run> runs = new ArrayList<>();
            runs.add(Run.of((oneDay ? CardText.time(entry.at()) : CardText.day(entry.at())) + " ")
                    .subtle());
            runs.add(Run.of(CardText.line(entry.text(), CardLimits.WORDS, "(nothing that can be shown)")));
            if (entry.inferred()) {
                runs.add(Run.of(" (worked out by OpsPilot)").italic().subtle());
            }
            runs.addAll(sources.marks(entry.receipts()));
            items.add(Elements.near(Elements.text(runs)));
        });
        if (timeline.entries().size() > ENTRIES) {
            items.add(more(ENTRIES + " of " + timeline.entries().size() + " moments; all of them on the page"));
        }
        end(timeline, items);
    }

    private static boolean oneDay(List<Timeline.Entry> entries) {
        return entries.isEmpty()
                || Duration.between(entries.getFirst().at(), entries.getLast().at())
                                .abs()
                                .toHours()
                        < 24;
    }

    private void draw(Chart chart) {
        List<ObjectNode> items = begin(chart);
        ChartDrawing.draw(chart).ifPresent(items::add);
        items.addAll(ChartDrawing.words(chart));
        end(chart, items);
    }

    private void draw(Plan plan) {
        List<ObjectNode> items = begin(plan);
        for (int i = 0; i < Math.min(STEPS, plan.steps().size()); i++) {
            String step = CardText.line(plan.steps().get(i), CardLimits.WORDS, "A step");
            items.add(Elements.near(Elements.text(Run.of((i + 1) + ". ").subtle(), Run.of(step))));
        }
        if (plan.steps().size() > STEPS) {
            items.add(more(STEPS + " of " + plan.steps().size() + " steps; all of them on the page"));
        }
        end(plan, items);
    }

    private void draw(Toggle toggle) {
        List<ObjectNode> items = begin(toggle);
        items.add(Elements.near(Elements.text(
                Run.of(CardText.line(toggle.label(), CardLimits.TITLE, "Switch") + ": "),
                Run.of(toggle.on() ? "on" : "off").bold().in(toggle.on() ? Tint.WARNING : Tint.DEFAULT))));
        String meaning = CardText.line(toggle.meaning(), CardLimits.WORDS);
        if (!meaning.isEmpty()) {
            items.add(Elements.near(Elements.text(Run.of(meaning).subtle())));
        }
        end(toggle, items);
    }

    private void draw(Note note) {
        List<ObjectNode> items = begin(note);
        CardText.lines(note.text(), CardLimits.STATEMENT)
                .forEach(line -> items.add(Elements.near(Elements.text(Run.of(line)))));
        if (note.text().length() > CardLimits.STATEMENT) {
            items.add(more("All of it on the page"));
        }
        end(note, items);
    }

    private static List<ObjectNode> begin(Widget widget) {
        List<ObjectNode> items = new ArrayList<>();
        items.add(Elements.heading(title(widget)));
        return items;
    }

    /** The title where Markdown is known. */
    static String title(Widget widget) {
        String title = CardText.markdown(widget.title(), CardLimits.TITLE);
        return title.isBlank() ? "Untitled" : title;
    }

    private void end(Widget widget, List<ObjectNode> items) {
        items.add(sources.chips(widget.receipts()));
        parts.add(Elements.apart(Elements.container(items)));
    }

    private ObjectNode more(String what) {
        return Elements.near(Elements.text(Run.of(what).small().linked(whole)));
    }
}
