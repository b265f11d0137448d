package dev.opspilot.adapters.slack.draw;

import dev.opspilot.rituals.receipt.FindingId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a stream says so far, so that it is told each thing once.
 *
 * @param title of the plan
 * @param tasks each as it was told last, by its id
 * @param findings those that were told
 * @param text characters of all that was sent
 * @param blocks how many were sent
 */
public record Transcript(
        String title, Map<String, StreamChunk.TaskUpdate> tasks, Set<FindingId> findings, int text, int blocks) {
    public static final Transcript EMPTY = new Transcript("", Map.of(), Set.of(), 0, 0);

    public Transcript {
        tasks = Map.copyOf(tasks);
        findings = Set.copyOf(findings);
    }

    /** What is new to those who read the stream, and what it says with that. */
    public record Said(List<StreamChunk> chunks, Transcript after) {
        public Said {
            chunks = List.copyOf(chunks);
        }

        /** Whether Slack takes it: it takes only so much in one stream. */
        public boolean fits() {
            return after.text <= SlackLimits.STREAM_TEXT && after.blocks <= SlackLimits.STREAM_BLOCKS;
        }
    }

    public boolean knows(StreamChunk.TaskUpdate task) {
        StreamChunk.TaskUpdate before = tasks.get(task.id());
        return before != null && before.covers(task);
    }

    public Transcript with(List<StreamChunk> chunks, Set<FindingId> told) {
        String newTitle = title;
        Map<String, StreamChunk.TaskUpdate> newTasks = new HashMap<>(tasks);
        int newText = text;
        int newBlocks = blocks;
        for (StreamChunk chunk : chunks) {
            newText += chunk.size();
            switch (chunk) {
                case StreamChunk.MarkdownText _ -> {}
                case StreamChunk.TaskUpdate task -> newTasks.put(task.id(), task);
                case StreamChunk.PlanUpdate plan -> newTitle = plan.title();
                case StreamChunk.Blocks some -> newBlocks += some.blocks().size();
            }
        }
        Set<FindingId> newFindings = new HashSet<>(findings);
        newFindings.addAll(told);
        return new Transcript(newTitle, newTasks, newFindings, newText, newBlocks);
    }
}
