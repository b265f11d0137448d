package dev.opspilot.adapters.slack;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws the plan that assembles itself. Once a session has ended, no step is left looking busy. */
final class PlanDrawing {
    private PlanDrawing() {}

    static LayoutBlock draw(SessionView view, Chips chips) {
        List<PlanBlock.TaskCard> tasks = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (PlanStep step : view.plan()) {
            if (tasks.size() < SlackLimits.PLAN_TASKS && taken.add(step.id().value())) {
                tasks.add(task(view, step, chips));
            }
        }
        return new PlanBlock(title(view), tasks);
    }

    private static String title(SessionView view) {
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
