package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.widget.Widget;

/** Every kind of widget; each begins with the same five fields. */
final class WidgetJson {
    private WidgetJson() {}

    static ObjectNode widget(Widget widget) {
        return switch (widget) {
            case Widget.Metric metric -> metric(metric);
            case Widget.Table table -> table(table);
            case Widget.Timeline timeline -> timeline(timeline);
            case Widget.Chart chart -> chart(chart);
            case Widget.Plan plan -> plan(plan);
            case Widget.CommsKit kit -> commsKit(kit);
            case Widget.Toggle toggle ->
                begin(toggle, "toggle")
                        .put("label", toggle.label())
                        .put("on", toggle.on())
                        .put("meaning", toggle.meaning());
            case Widget.Note note -> begin(note, "note").put("text", note.text());
        };
    }

    private static ObjectNode begin(Widget widget, String type) {
        ObjectNode json = Json.object()
                .put("id", widget.id().value())
                .put("type", type)
                .put("title", widget.title())
                .put("template", widget.head().template());
        json.set("receipts", Json.receipts(widget.receipts()));
        return json;
    }

    private static ObjectNode metric(Widget.Metric metric) {
        ObjectNode json = begin(metric, "metric")
                .put("value", metric.value())
                .put("expected", Json.text(metric.expected()))
                .put("tone", Json.name(metric.tone()));
        json.set("trend", Json.numbers(metric.trend()));
        return json;
    }

    private static ObjectNode table(Widget.Table table) {
        ObjectNode json = begin(table, "table");
        json.set("columns", Json.texts(table.columns()));
        json.set("rows", Json.array(table.rows(), Json::texts));
        return json;
    }

    private static ObjectNode timeline(Widget.Timeline timeline) {
        ObjectNode json = begin(timeline, "timeline");
        json.set("entries", Json.array(timeline.entries(), WidgetJson::entry));
        return json;
    }

    private static ObjectNode entry(Widget.Timeline.Entry entry) {
        ObjectNode json = Json.object()
                .put("at", Json.time(entry.at()))
                .put("text", entry.text())
                .put("inferred", entry.inferred());
        json.set("receipts", Json.receipts(entry.receipts()));
        return json;
    }

    private static ObjectNode chart(Widget.Chart chart) {
        ObjectNode json = begin(chart, "chart").put("unit", chart.unit());
        json.set("times", Json.array(chart.times(), time -> JsonNodeFactory.instance.textNode(Json.time(time))));
        json.set("lines", Json.array(chart.lines(), line -> {
            ObjectNode each = Json.object().put("name", line.name());
            each.set("values", Json.numbers(line.values()));
            return each;
        }));
        return json;
    }

    private static ObjectNode plan(Widget.Plan plan) {
        ObjectNode json = begin(plan, "plan");
        json.set("steps", Json.texts(plan.steps()));
        return json;
    }

    private static ObjectNode commsKit(Widget.CommsKit kit) {
        ObjectNode json = begin(kit, "comms_kit");
        json.set("drafts", Json.array(kit.drafts(), WidgetJson::draft));
        return json;
    }

    private static ObjectNode draft(Widget.CommsKit.Draft draft) {
        ObjectNode json = Json.object()
                .put("audience", draft.audience())
                .put("subject", draft.subject())
                .put("body", draft.body());
        json.set("receipts", Json.receipts(draft.receipts()));
        return json;
    }
}
