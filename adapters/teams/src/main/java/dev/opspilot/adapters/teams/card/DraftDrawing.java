package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;

/** Draws what is to happen later: the draft of a workflow, its steps folded away, and what will be come back to. */
final class DraftDrawing {
    private static final int STEPS = 15;
    private static final String ID = "workflow";

    private final Parts parts;
    private final Sources sources;

    DraftDrawing(Parts parts, Sources sources) {
        this.parts = parts;
        this.sources = sources;
    }

    void draw(Workflow workflow) {
        String title = CardText.markdown(workflow.title(), CardLimits.TITLE);
        List<ObjectNode> steps = new ArrayList<>();
        for (int i = 0; i < Math.min(STEPS, workflow.steps().size()); i++) {
            steps.add(step(i + 1, workflow.steps().get(i)));
        }
        if (workflow.steps().size() > STEPS) {
            steps.add(Elements.near(
                    Elements.text(Run.of("and " + (workflow.steps().size() - STEPS) + " more steps")
                            .subtle())));
        }
        List<ObjectNode> items = new ArrayList<>();
        items.add(Elements.heading(title.isBlank() ? "Workflow" : title));
        ObjectNode what = Elements.text(
                Run.of("Draft of a workflow with " + counted(workflow.steps().size(), "step") + ". It runs nothing.")
                        .subtle());
        items.add(
                steps.isEmpty()
                        ? what
                        : Elements.columns(
                                Elements.wide(what).put("verticalContentAlignment", "Center"),
                                Elements.narrow(Elements.actions(
                                        Actions.explained(Actions.toggle("Steps", ID), "Steps of the workflow")))));
        if (!steps.isEmpty()) {
            items.add(Elements.hidden(ID, steps));
        }
        items.add(sources.chips(workflow.receipts()));
        parts.add(Elements.apart(Elements.container(items)));
    }

    private static ObjectNode step(int place, Workflow.Step step) {
        List<Run> runs = new ArrayList<>();
        runs.add(Run.of(place + ". ").subtle());
        runs.add(Run.of(CardText.line(step.title(), CardLimits.TITLE, "A step")).bold());
        add(runs, " — ", step.does());
        add(runs, " · waits until ", step.waits());
        add(runs, " · taken back by: ", step.undo());
        return Elements.near(Elements.text(runs));
    }

    private static void add(List<Run> runs, String before, String outside) {
        String words = CardText.line(outside, CardLimits.TITLE);
        if (!words.isEmpty()) {
            runs.add(Run.of(before + words).subtle());
        }
    }

    void draw(List<FollowUp> followUps) {
        if (followUps.isEmpty()) {
            return;
        }
        List<ObjectNode> items = new ArrayList<>();
        items.add(Elements.heading("Follow-ups"));
        followUps.stream().limit(STEPS).forEach(each -> {
            List<Run> runs = new ArrayList<>();
            runs.add(Run.of(CardText.line(each.title(), CardLimits.TITLE, "A follow-up"))
                    .bold());
            runs.add(Run.of(" — "
                            + Wording.after(each.after())
                            + " "
                            + CardText.line(each.anchor(), CardLimits.NAME)
                            + ": "
                            + CardText.line(each.because(), CardLimits.TITLE))
                    .subtle());
            runs.addAll(sources.marks(each.receipts()));
            items.add(Elements.near(Elements.text(runs)));
        });
        parts.add(Elements.apart(Elements.container(items)));
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
