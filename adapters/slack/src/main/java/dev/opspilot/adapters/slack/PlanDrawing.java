package dev.opspilot.adapters.slack;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView;
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
                tasks.add(task(step, view.status().isEnd(), chips));
            }
        }
        return new PlanBlock(title(view), tasks);
    }

    private static String title(SessionView view) {
        long complete = count(view, PlanStep.Status.COMPLETE);
        long failed = count(view, PlanStep.Status.ERROR);
        String title = complete + " of " + view.plan().size() + " steps complete";
        String more = view.plan().size() > SlackLimits.PLAN_TASKS
                ? ", the first " + SlackLimits.PLAN_TASKS + " shown here"
                : "";
        return title + (failed > 0 ? ", " + failed + " could not be completed" : "") + more;
    }

    private static long count(SessionView view, PlanStep.Status status) {
        return view.plan().stream().filter(step -> step.status() == status).count();
    }

    private static PlanBlock.TaskCard task(PlanStep step, boolean ended, Chips chips) {
        boolean abandoned = ended
                && switch (step.status()) {
                    case PENDING, IN_PROGRESS -> true;
                    case COMPLETE, ERROR -> false;
                };
        String words = abandoned && step.output().isBlank() ? "The session ended before this step." : step.output();
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
