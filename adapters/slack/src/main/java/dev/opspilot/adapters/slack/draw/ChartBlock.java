package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slack's {@code data_visualization} block with lines, which the SDK does not have yet. */
record ChartBlock(String type, String title, Lines chart) implements LayoutBlock {

    ChartBlock(String title, Lines chart) {
        this("data_visualization", title, chart);
    }

    /** Lines over one axis; every series has one point for each category. */
    record Lines(String type, List<Series> series, Axis axisConfig) {
        Lines(List<Series> series, Axis axisConfig) {
            this("line", List.copyOf(series), axisConfig);
        }
    }

    record Series(String name, List<Point> data) {}

    record Point(String label, double value) {}

    record Axis(List<String> categories, String xLabel, String yLabel) {}

    @Override
    public String getType() {
        return type;
    }

    @Override
    public @Nullable String getBlockId() {
        return null;
    }
}
