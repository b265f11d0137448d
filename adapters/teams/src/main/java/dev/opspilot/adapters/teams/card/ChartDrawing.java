package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.widget.ChartScale;
import dev.opspilot.rituals.widget.ChartWords;
import dev.opspilot.rituals.widget.Downsampling;
import dev.opspilot.rituals.widget.Widget.Chart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Draws a chart by the elements that Teams has beyond Adaptive Cards 1.5: lines over time, bars where there is one moment
 * only. They write numbers as they come, so large ones are told in thousands or millions. Clients without these elements
 * show the same as a table.
 */
final class ChartDrawing {
    private static final int LEGEND = 40;

    private ChartDrawing() {}

    /** What the chart shows in words; screen readers and small screens have no other. */
    static List<ObjectNode> words(Chart chart) {
        return chart.lines().stream()
                .limit(CardLimits.CHART_SERIES)
                .map(line -> Elements.near(Elements.text(
                        Run.of(name(line)).small().bold(),
                        Run.of(": " + ChartWords.course(line, CardText.line(chart.unit(), CardLimits.NAME)))
                                .small()
                                .subtle())))
                .toList();
    }

    /** The chart; empty when no line has a value. */
    static Optional<ObjectNode> draw(Chart chart) {
        List<Chart.Line> lines = chart.lines().stream()
                .filter(line -> line.values().stream().anyMatch(Double::isFinite))
                .limit(CardLimits.CHART_SERIES)
                .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        ChartScale scale = ChartScale.of(lines.stream()
                .flatMap(line -> line.values().stream())
                .filter(Double::isFinite)
                .mapToDouble(Math::abs)
                .max()
                .orElse(0));
        ObjectNode element = chart.times().size() == 1 ? bars(lines, scale) : lines(chart, lines, scale);
        String title = CardText.line(chart.title(), CardLimits.NAME, "Chart");
        element.put("title", title).put("colorSet", "categorical");
        String unit = CardText.line(chart.unit(), CardLimits.NAME, "Value");
        element.put("yAxisTitle", scale.word().isEmpty() ? unit : unit + ", " + scale.word());
        element.set("fallback", table(chart, lines));
        return Optional.of(element);
    }

    private static ObjectNode lines(Chart chart, List<Chart.Line> lines, ChartScale scale) {
        int points = Math.min(chart.times().size(), CardLimits.CHART_POINTS);
        List<String> moments = ChartWords.moments(chart.times(), points);
        ObjectNode element = Elements.object("Chart.Line").put("xAxisTitle", ChartWords.axis(chart.times()));
        ArrayNode data = element.putArray("data");
        Set<String> taken = new HashSet<>();
        for (Chart.Line line : lines) {
            ObjectNode one = data.addObject().put("legend", unique(name(line), taken));
            ArrayNode values = one.putArray("values");
            List<Double> samples = Downsampling.of(line.values(), points);
            for (int i = 0; i < points; i++) {
                if (Double.isFinite(samples.get(i))) {
                    values.addObject().put("x", moments.get(i)).put("y", rounded(scale.apply(samples.get(i))));
                }
            }
        }
        return element;
    }

    private static ObjectNode bars(List<Chart.Line> lines, ChartScale scale) {
        ObjectNode element = Elements.object("Chart.VerticalBar");
        ArrayNode data = element.putArray("data");
        Set<String> taken = new HashSet<>();
        lines.forEach(line -> data.addObject()
                .put("x", unique(name(line), taken))
                .put("y", rounded(scale.apply(line.values().getFirst()))));
        return element;
    }

    private static ObjectNode table(Chart chart, List<Chart.Line> lines) {
        List<String> columns = new ArrayList<>(List.of(ChartWords.axis(chart.times())));
        lines.stream().limit(CardLimits.TABLE_SIDE_BY_SIDE - 1L).forEach(line -> columns.add(name(line)));
        int rows = Math.min(chart.times().size(), CardLimits.FALLBACK_ROWS);
        List<String> moments = ChartWords.moments(chart.times(), rows);
        List<List<Double>> samples = lines.stream()
                .limit(columns.size() - 1L)
                .map(line -> Downsampling.of(line.values(), rows))
                .toList();
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int at = i;
            List<String> row = new ArrayList<>(List.of(moments.get(i)));
            samples.forEach(line -> row.add(Double.isFinite(line.get(at)) ? ChartWords.figure(line.get(at)) : ""));
            cells.add(row);
        }
        return TableDrawing.draw(columns, cells);
    }

    private static String name(Chart.Line line) {
        return CardText.line(line.name(), LEGEND, "Line");
    }

    private static String unique(String name, Set<String> taken) {
        String unique = name;
        for (int n = 2; !taken.add(unique); n++) {
            unique = name + " " + n;
        }
        return unique;
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(6)).doubleValue();
    }
}
