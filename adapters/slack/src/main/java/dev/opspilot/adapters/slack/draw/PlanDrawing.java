package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws the plan that assembles itself. Once a session has ended, no step is left looking busy. */
final class PlanDrawing {
    private PlanDrawing() {}

    static LayoutBlock draw(SessionView view, Chips chips) {
        return new PlanBlock(
                title(view), steps(view).map(step -> task(view, step, chips)).toList());
    }

    /** The steps as a stream tells them. */
    static List<StreamChunk.TaskUpdate> updates(SessionView view, Chips chips) {
        return steps(view)
                .map(step -> update(view, step, chips.sources(step.sources()), Wording.output(view, step)))
                .toList();
    }

    /** The steps with nothing but how far they are, for the end of a stream. */
    static List<StreamChunk.TaskUpdate> marks(SessionView view) {
        return steps(view).map(step -> update(view, step, List.of(), "")).toList();
    }

    private static StreamChunk.TaskUpdate update(
            SessionView view, PlanStep step, List<PlanBlock.UrlSource> sources, String output) {
        boolean abandoned = Wording.abandoned(view, step);
        String words = SlackText.line(output, SlackLimits.TASK_TEXT);
        boolean busy = step.status() == PlanStep.Status.IN_PROGRESS && !abandoned;
        return new StreamChunk.TaskUpdate(
                SlackMessage.task(PostKey.board(view.id()), step.id()),
                named(SlackText.line(step.title(), SlackLimits.TASK_TITLE)),
                abandoned ? "error" : status(step.status()),
                busy && !words.isEmpty() ? words : null,
                busy || words.isEmpty() ? null : words,
                sources);
    }

    private static Stream<PlanStep> steps(SessionView view) {
        Set<String> taken = new HashSet<>();
        return view.plan().stream().filter(step -> taken.add(step.id().value())).limit(SlackLimits.PLAN_TASKS);
    }

    static String title(SessionView view) {
        String more = view.plan().size() > SlackLimits.PLAN_TASKS
                ? ", the first " + SlackLimits.PLAN_TASKS + " shown here"
                : "";
        return Wording.planned(view) + more;
    }

    private static PlanBlock.TaskCard task(SessionView view, PlanStep step, Chips chips) {
        boolean abandoned = Wording.abandoned(view, step);
        String words = Wording.output(view, step);
        boolean busy = step.status() == PlanStep.Status.IN_PROGRESS && !abandoned;
        return new PlanBlock.TaskCard(
                SlackText.line(step.id().value(), SlackLimits.TASK_TEXT),
                named(SlackText.line(step.title(), SlackLimits.TASK_TITLE)),
                abandoned ? "error" : status(step.status()),
                busy ? rich(words) : null,
                busy ? null : rich(words),
                chips.sources(step.sources()));
    }

    private static String named(String title) {
        return title.isEmpty() ? "A step" : title;
    }

    private static @Nullable RichTextBlock rich(String words) {
        String line = SlackText.line(words, SlackLimits.TASK_TEXT);
        return line.isEmpty() ? null : Blocks.richLine(line);
    }

    private static String status(PlanStep.Status status) {
        return switch (status) {
            case PENDING -> "pending";
            case IN_PROGRESS -> "in_progress";
            case COMPLETE -> "complete";
            case ERROR -> "error";
        };
    }
}
