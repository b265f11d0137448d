package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.widget.ChartWords;
import dev.opspilot.rituals.widget.Downsampling;
import dev.opspilot.rituals.widget.Sparkline;
import dev.opspilot.rituals.widget.Widget.Chart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Draws a chart natively while the message may hold one more, with its first line in words; else all in words. */
final class ChartDrawing {
    private static final int NAME = 100;

    private final Page page;
    private final Chips chips;

    ChartDrawing(Page page, Chips chips) {
        this.page = page;
        this.chips = chips;
    }

    void draw(Chart chart) {
        List<String> lines = new ArrayList<>();
        lines.add(WidgetDrawing.bold(chart.title()));
        Window window = Window.of(chart.times());
        Optional<LayoutBlock> drawn = page.hasRoomForChart() ? natively(chart, window) : Optional.empty();
        chart.lines().stream()
                .limit(drawn.isPresent() ? 1 : chart.lines().size())
                .forEach(line -> lines.add(inWords(line, chart.unit(), drawn.isEmpty())));
        if (drawn.isPresent() && !window.isWhole()) {
            lines.add(window.words());
        }
        List<String> texts = Blocks.packed(lines, SlackLimits.SECTION_TEXT);
        List<LayoutBlock> together = new ArrayList<>();
        together.add(Blocks.section(texts.getFirst()));
        drawn.ifPresent(together::add);
        together.add(chips.row(chart.receipts()));
        page.add(together);
        page.addSections(texts.subList(1, texts.size()));
    }

    private static String inWords(Chart.Line line, String unit, boolean sparkling) {
        String spark = sparkling ? Sparkline.of(line.values()) : "";
        return SlackText.mrkdwnLine(line.name(), NAME)
                + ": "
                + ChartWords.course(line, SlackText.mrkdwnLine(unit, NAME))
                + (spark.isEmpty() ? "" : " `" + spark + "`");
    }

    /**
     * What is drawn of more moments than Slack takes: the latest, without a gap, each point as many in a row as the next.
     * Days are never put together.
     *
     * @param moments how many there are
     * @param from the first that is drawn
     * @param each how many a point is the mean of
     */
    private record Window(int moments, int from, int each, boolean ofDays) {
        static Window of(List<Instant> times) {
            int moments = times.size();
            boolean ofDays = ChartWords.ofDays(times);
            int each = ofDays ? 1 : Math.max(1, Math.ceilDiv(moments, SlackLimits.CHART_POINTS));
            int points = Math.min(moments / each, SlackLimits.CHART_POINTS);
            return new Window(moments, moments - points * each, each, ofDays);
        }

        int points() {
            return (moments - from) / each;
        }

        boolean isWhole() {
            return from == 0 && each == 1;
        }

        <T> List<T> drawn(List<T> all) {
            return all.subList(from, moments);
        }

        String words() {
            String what = ofDays ? " days" : " values";
            String latest = from == 0 ? "" : "the last " + (moments - from) + " of " + moments + what;
            String mean = each == 1 ? "" : "each point is the mean of " + each + what + " in a row";
            return "_Drawn: " + latest + (latest.isEmpty() || mean.isEmpty() ? "" : "; ") + mean + "._";
        }
    }

    /** Slack wants a value for every point: moments at which a line has none are left out. */
    private static Optional<LayoutBlock> natively(Chart chart, Window window) {
        List<Chart.Line> lines =
                chart.lines().stream().limit(SlackLimits.CHART_SERIES).toList();
        int points = window.points();
        List<List<Double>> values = lines.stream()
                .map(line -> Downsampling.of(window.drawn(line.values()), points))
                .toList();
        List<String> labels = labels(window.drawn(chart.times()), points);
        List<Integer> whole = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            int at = i;
            if (values.stream().allMatch(line -> Double.isFinite(line.get(at)))) {
                whole.add(i);
            }
        }
        if (lines.isEmpty() || whole.isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        List<ChartBlock.Series> series = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<Double> line = values.get(i);
            List<ChartBlock.Point> data = whole.stream()
                    .map(at -> new ChartBlock.Point(labels.get(at), rounded(line.get(at))))
                    .toList();
            series.add(new ChartBlock.Series(unique(lines.get(i).name(), names), data));
        }
        ChartBlock.Axis axis = new ChartBlock.Axis(
                whole.stream().map(labels::get).toList(),
                ChartWords.axis(chart.times()),
                named(SlackText.line(chart.unit(), SlackLimits.CHART_AXIS), "Value"));
        String title = named(SlackText.line(chart.title(), SlackLimits.CHART_TITLE), "Chart");
        return Optional.of(new ChartBlock(title, new ChartBlock.Lines(series, axis)));
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(6)).doubleValue();
    }

    private static String named(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static List<String> labels(List<Instant> times, int points) {
        Set<String> taken = new HashSet<>();
        return ChartWords.moments(times, points).stream()
                .map(each -> unique(each, taken))
                .toList();
    }

    /** Slack tells points and series apart by their labels. */
    private static String unique(String name, Set<String> taken) {
        String label = named(SlackText.line(name, SlackLimits.CHART_LABEL), "Line");
        for (int n = 2; !taken.add(label); n++) {
            String end = " " + n;
            label = SlackText.line(name, SlackLimits.CHART_LABEL - end.length()) + end;
        }
        return label;
    }
}
