package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;

/** Draws the plan that assembles itself; once a session has ended its steps are folded away, and none looks busy. */
final class PlanDrawing {
    private static final int STEPS = 30;
    private static final String ID = "plan";

    private PlanDrawing() {}

    static void draw(Parts parts, SessionView view) {
        if (view.plan().isEmpty()) {
            return;
        }
        String more = view.plan().size() > STEPS ? ", the first " + STEPS + " shown here" : "";
        ObjectNode summary = Elements.text(Run.of(Wording.planned(view) + more).subtle());
        List<ObjectNode> steps =
                view.plan().stream().limit(STEPS).map(step -> step(view, step)).toList();
        if (view.status().isEnd()) {
            parts.add(
                    Elements.columns(
                            Elements.wide(summary).put("verticalContentAlignment", "Center"),
                            Elements.narrow(Elements.actions(Actions.toggle("Steps", ID)))),
                    Elements.hidden(ID, steps));
        } else {
            parts.add(summary, Elements.near(Elements.container(steps)));
        }
    }

    private static ObjectNode step(SessionView view, PlanStep step) {
        boolean abandoned = Wording.abandoned(view, step);
        String title = CardText.line(step.title(), CardLimits.TITLE, "A step");
        List<Run> runs = new ArrayList<>();
        runs.add(sign(abandoned ? PlanStep.Status.ERROR : step.status()));
        runs.add(
                step.status() == PlanStep.Status.IN_PROGRESS && !abandoned
                        ? Run.of(title).bold()
                        : Run.of(title));
        String output = CardText.line(Wording.output(view, step), CardLimits.TITLE);
        if (!output.isEmpty()) {
            runs.add(Run.of(" — " + output).subtle());
        }
        return Elements.near(Elements.text(runs));
    }

    /** A sign and a word for it, since nobody should need to tell colours apart. */
    private static Run sign(PlanStep.Status status) {
        return switch (status) {
            case PENDING -> Run.of("○ ").subtle();
            case IN_PROGRESS -> Run.of("◔ ").in(Tint.ACCENT);
            case COMPLETE -> Run.of("✓ ").in(Tint.GOOD);
            case ERROR -> Run.of("✕ ").in(Tint.ATTENTION);
        };
    }
}
