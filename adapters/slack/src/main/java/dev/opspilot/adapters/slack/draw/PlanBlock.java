package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Slack's {@code plan} block, which the SDK does not have yet; the SDK writes the components in snake case. Read a
 * message back through the SDK and this is lost: never read, modify and write.
 */
public record PlanBlock(String type, String title, List<TaskCard> tasks) implements LayoutBlock {

    public PlanBlock(String title, List<TaskCard> tasks) {
        this("plan", title, List.copyOf(tasks));
    }

    /** A {@code task_card}; details and output are one rich text each, absent ones are left out. */
    public record TaskCard(
            String type,
            String taskId,
            String title,
            String status,
            @Nullable RichTextBlock details,
            @Nullable RichTextBlock output,
            @Nullable List<UrlSource> sources) {

        public TaskCard(
                String taskId,
                String title,
                String status,
                @Nullable RichTextBlock details,
                @Nullable RichTextBlock output,
                List<UrlSource> sources) {
            this("task_card", taskId, title, status, details, output, sources.isEmpty() ? null : List.copyOf(sources));
        }
    }

    /** Slack's own source chip. */
    public record UrlSource(String type, String url, String text) {
        public UrlSource(String url, String text) {
            this("url", url, text);
        }
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public @Nullable String getBlockId() {
        return null;
    }
}
