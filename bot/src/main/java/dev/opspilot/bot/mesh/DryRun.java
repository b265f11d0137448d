package dev.opspilot.bot.mesh;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.automation.ChangeWindow;
import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Notice.Action;
import dev.opspilot.rituals.surface.Notice.Line;
import dev.opspilot.rituals.surface.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what a run of a workflow would call, with which arguments, and under which policy. Calls nothing. Thread-safe. */
public final class DryRun {
    private static final SessionId NOBODY = new SessionId("dry-run");
    private static final Duration ROOM = Duration.ofMinutes(30);

    private final Actuators actuators;
    private final Governance governance;
    private final InstantSource clock;

    public DryRun(Actuators actuators, Governance governance, InstantSource clock) {
        this.actuators = actuators;
        this.governance = governance;
        this.clock = clock;
    }

    /** What the steps of a workflow would do, in the order of their needs. */
    public Notice of(Workflow workflow, Person person) {
        Rules rules = governance.now();
        Instant now = clock.instant();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("Nothing was called. In this order: " + workflow.flow()));
        rules.halt().ifPresent(halt -> lines.add(Line.of(halt.words() + " A run would wait until it is taken back.")));
        int place = 1;
        for (Step step : workflow.steps()) {
            lines.add(line(place++ + ". " + step.id() + ": ", step, rules, person, now));
        }
        lines.add(Line.of(
                workflow.takesBack()
                        ? "When a step fails, what was done is taken back, latest first, as far as the policies let it"
                                + " happen without asking."
                        : "When a step fails, nothing more begins; what was done stays, with its buttons."));
        return new Notice("Dry run of “" + workflow.title() + "”", lines, List.of());
    }

    private Line line(String before, Step step, Rules rules, Person person, Instant now) {
        String needs = step.needs().isEmpty() ? "" : " After " + String.join(", ", step.needs()) + ".";
        String only =
                step.onlyIf().map(each -> " Only if " + each.words() + ".").orElse("");
        String end = needs + only + (step.retries() > 0 ? " Tried again " + step.retries() + " times at most." : "");
        if (step.task().isEmpty()) {
            return Line.of(before + step.told() + " A person does it." + end);
        }
        return switch (step.task().get()) {
            case Task.Act(Intention intention) -> acting(before, step, intention, rules, person, now, end);
            case Task.Approve approve ->
                acting(
                        before,
                        step,
                        new Intention(
                                ActKind.STEPS_APPROVE,
                                Optional.empty(),
                                Map.of("question", approve.question()),
                                "",
                                ""),
                        rules,
                        person,
                        now,
                        " " + (approve.people() == 1 ? "One person answers." : "Two people answer.") + end);
            case Task.Check _, Task.Wait _, Task.Ritual _ -> Line.of(before + step.told() + end);
        };
    }

    private Line acting(
            String before, Step step, Intention intention, Rules rules, Person person, Instant now, String end) {
        Optional<Actuators.Binding> binding = actuators.bind(NOBODY, new PlayId(step.id()), intention, now);
        if (binding.isEmpty()) {
            return Line.of(before + step.told() + " OpsPilot has no call for it, so a person does it." + end);
        }
        Act act = binding.get().bound().act();
        Policy policy = rules.policy(act, binding.get().bound().environment(), person.actor(), "");
        String back = binding.get()
                .undo()
                .map(undo -> " Way back: " + undo.name() + " " + undo.arguments() + ".")
                .orElse(intention.kind() == ActKind.STEPS_APPROVE ? "" : " It names no way back.");
        String freeze = intention.kind() == ActKind.STEPS_APPROVE
                ? ""
                : ChangeWindow.broken(rules.freezes(now, now.plus(ROOM)), intention.service(), now)
                        .map(broken -> " The freeze “" + broken.title()
                                + "” is on: it takes two people, or waits for its end.")
                        .orElse("");
        String words = before + "Would call " + act.name() + " " + act.arguments() + ". Policy: "
                + policy.mode().key() + ". " + Words.stopped(policy.because()) + freeze + back + end;
        List<Action> toggles = policy.mode() == Policy.Mode.OFF
                ? List.of(new Action("Ask again", "policy " + act.name() + " ask", ""))
                : List.of(new Action("Turn off", "policy " + act.name() + " off", "Nothing of it will run, anywhere."));
        return new Line(words, intention.kind() == ActKind.STEPS_APPROVE ? List.of() : toggles);
    }
}
