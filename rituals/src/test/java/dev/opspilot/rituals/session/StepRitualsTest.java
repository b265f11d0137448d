package dev.opspilot.rituals.session;

import static dev.opspilot.rituals.session.StepsTest.act;
import static dev.opspilot.rituals.session.StepsTest.figure;
import static dev.opspilot.rituals.session.StepsTest.step;
import static dev.opspilot.rituals.session.StepsTest.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sessions that steps of a workflow ask for: none is asked for twice, and none goes on that nobody waits for. */
final class StepRitualsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final StepId DRILL = new StepId("drill");

    private static SessionId drill() {
        return StepRituals.child(RitualSession.start(Course.ID, SampleLog.started(SampleLog.NOW)), DRILL, 1);
    }

    /** A drill that never ends beside an act, and after that a wait. */
    private static Workflow drillBeside(String act) {
        return workflow(
                true,
                step(
                        "drill",
                        List.of(),
                        new Task.Ritual("incident", "payments", Optional.empty()),
                        0,
                        Optional.empty()),
                act("one", List.of(), act, 0),
                step("soak", List.of("one"), new Task.Wait(Duration.ofDays(1)), 0, Optional.empty()));
    }

    @Test
    void failsARitualThatTakesLongerThanItsStepMay() {
        Course course = new Course(workflow(
                false,
                step(
                        "drill",
                        List.of(),
                        new Task.Ritual("incident", "payments", Optional.empty()),
                        0,
                        Optional.of(Duration.ofMinutes(5)))));
        course.ritualsNeverEnd();

        course.runFor(Duration.ofMinutes(6));

        assertThat(course.view().reason()).contains("It did not end within 5 minutes");
        assertThat(course.effects())
                .containsExactly(
                        "ritual incident", "withdrawn " + drill() + ": Its step of “Rollout” ran out of time.");
    }

    @Test
    void endsTheSessionOfARitualWithTheRunThatAskedForIt() {
        Course course = new Course(drillBeside("one"));
        course.ritualsNeverEnd();
        course.runFor(MINUTE);
        assertThat(course.effects()).containsExactlyInAnyOrder("ritual incident", "one");

        course.stop();
        course.runFor(MINUTE);

        assertThat(course.view().status()).isEqualTo(SessionView.Status.CANCELLED);
        assertThat(course.effects().getLast())
                .isEqualTo(
                        "withdrawn " + drill() + ": The run of “Rollout” that asked for it has ended: Stopped by Ada.");
    }

    @Test
    void endsTheSessionOfARitualWhereAnotherStepFails() {
        Course course = new Course(drillBeside("one"));
        course.ritualsNeverEnd();
        course.failing("one", 9);

        course.run();

        assertThat(course.view().status()).isEqualTo(SessionView.Status.FAILED);
        assertThat(course.effects())
                .contains("withdrawn " + drill() + ": Its step of “Rollout” was stopped, because another step failed.");
    }

    @Test
    void endsTheSessionOfARitualOnceWhereverTheNodeDies() {
        for (Course.Death death : Course.Death.values()) {
            for (int after = 1; after < 12; after++) {
                Course course = new Course(drillBeside("one")).killedAfter(after, death);
                course.ritualsNeverEnd();
                course.runFor(MINUTE);
                course.stop();
                course.runFor(MINUTE);

                assertThat(course.effects())
                        .as("killed after %s, %s", after, death)
                        .containsOnlyOnce("ritual incident", "one")
                        .filteredOn(each -> each.startsWith("withdrawn"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void endsNoSessionThatHasEndedOrWasNeverAskedFor() {
        Course ended = new Course(drillBeside("one"));
        ended.runFor(MINUTE);
        ended.stop();
        ended.runFor(MINUTE);
        Course skipped = new Course(workflow(
                false,
                act("one", List.of(), "one", 0),
                step(
                        "drill",
                        List.of("one"),
                        new Task.Ritual("incident", "payments", Optional.empty()),
                        0,
                        Optional.empty())));
        skipped.failing("one", 9);
        skipped.run();

        assertThat(ended.effects()).noneMatch(each -> each.startsWith("withdrawn"));
        assertThat(skipped.effects()).noneMatch(each -> each.startsWith("withdrawn"));
    }

    @Test
    void asksForARitualAlsoWhereAConditionHadToBeReadFirst() {
        Step drill = step(
                "drill", List.of(), new Task.Ritual("incident", "payments", Optional.empty()), 0, Optional.empty());
        Course course = new Course(workflow(
                false,
                new Step(
                        drill.id(),
                        drill.title(),
                        drill.does(),
                        drill.needs(),
                        drill.waits(),
                        drill.undo(),
                        drill.task(),
                        Optional.of(figure(0.9)),
                        drill.retries(),
                        drill.timeout())));

        course.run();

        assertThat(course.effects()).containsExactly("ritual incident");
        assertThat(course.view().status()).as(course.plan()).isEqualTo(SessionView.Status.DONE);
    }

    @Test
    void aSessionThatIsWithdrawnBeforeItBeganNeverBegins() {
        Lifecycle lifecycle = new Lifecycle(List.of(new TestRitual()), new Instruments(List.of()), Minds.NONE);
        SessionId child = drill();
        Heard.Signalled withdrawn = new Heard.Signalled(
                new HeardKey("withdrawn/" + child),
                Person.AUTOMATION,
                SampleLog.CHANNEL,
                child,
                new Heard.Signal.Withdrawn(
                        Optional.of(new HeardKey("run/run-1/drill/1")),
                        RitualName.INCIDENT,
                        "payments",
                        "Its step ran out of time."));
        List<SessionEvent> log = lifecycle
                .decide(child, Optional.empty(), new Input.FromPerson(withdrawn), SampleLog.NOW)
                .events();
        RitualSession session = RitualSession.fold(child, log).orElseThrow();

        assertThat(session.view().status()).isEqualTo(SessionView.Status.CANCELLED);
        assertThat(session.view().reason()).isEqualTo("Its step ran out of time.");
        assertThat(((SessionEvent.Started) log.getFirst()).key())
                .as("it is the step's, as if it had begun")
                .hasToString("run/run-1/drill/1");
        Heard.Said said = new Heard.Said(
                new HeardKey("run/1"),
                Person.AUTOMATION,
                SampleLog.CHANNEL,
                child,
                RitualName.INCIDENT,
                "payments",
                Optional.empty());
        for (Heard late : List.of(said, withdrawn)) {
            assertThat(lifecycle.decide(child, Optional.of(session), new Input.FromPerson(late), SampleLog.NOW))
                    .isEqualTo(Decision.NOTHING);
        }
    }
}
