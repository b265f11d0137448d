package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a stream is made of; Slack's {@code chunks}, which the SDK does not have yet. It writes the components in snake case. */
public sealed interface StreamChunk {

    /** How many characters it adds to the stream, never too few. */
    int size();

    /** Markdown, as Slack's {@code markdown_text} takes it; set below what was said before. */
    record MarkdownText(String type, String text) implements StreamChunk {
        public MarkdownText(String text) {
            this("markdown_text", text);
        }

        @Override
        public int size() {
            return text.length();
        }
    }

    /** A step of the plan; one of the same id takes the place of the one before. */
    record TaskUpdate(
            String type,
            String id,
            String title,
            String status,
            @Nullable String details,
            @Nullable String output,
            @Nullable List<PlanBlock.UrlSource> sources)
            implements StreamChunk {

        public TaskUpdate(
                String id,
                String title,
                String status,
                @Nullable String details,
                @Nullable String output,
                List<PlanBlock.UrlSource> sources) {
            this("task_update", id, title, status, details, output, sources.isEmpty() ? null : List.copyOf(sources));
        }

        /** Whether the other says no more than this; the age of a source is not told again. */
        public boolean covers(TaskUpdate other) {
            return title.equals(other.title)
                    && status.equals(other.status)
                    && Objects.equals(details, other.details)
                    && Objects.equals(output, other.output)
                    && urls(sources).equals(urls(other.sources));
        }

        private static List<String> urls(@Nullable List<PlanBlock.UrlSource> sources) {
            return sources == null
                    ? List.of()
                    : sources.stream().map(PlanBlock.UrlSource::url).toList();
        }

        @Override
        public int size() {
            return title.length() + (details == null ? 0 : details.length()) + (output == null ? 0 : output.length());
        }
    }

    /** The title of the plan. */
    record PlanUpdate(String type, String title) implements StreamChunk {
        public PlanUpdate(String title) {
            this("plan_update", title);
        }

        @Override
        public int size() {
            return title.length();
        }
    }

    /** Blocks, set below what was said before. */
    record Blocks(String type, List<LayoutBlock> blocks) implements StreamChunk {
        public Blocks(List<LayoutBlock> blocks) {
            this("blocks", List.copyOf(blocks));
        }

        @Override
        public int size() {
            return blocks.stream().mapToInt(block -> block.toString().length()).sum();
        }
    }
}
