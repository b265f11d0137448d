package dev.opspilot.rituals.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.automation.Condition;
import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.play.Halt;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Refusal;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The runs of workflows, decision by decision, in a world whose tools count what they really did. */
final class StepsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Person BOB = new Person("slack", "U2", "Bob");
    private static final Person CY = new Person("slack", "U3", "Cy");
    private static final Person BOB_IN_TEAMS = new Person("teams", "bob", "Bob");
    private static final Person ADA_IN_TEAMS = new Person("teams", "ada", "Ada");

    @Test
    void runsTenStepsInTheOrderOfTheirNeeds() {
        Course course = new Course(tenSteps());

        course.run();

        assertThat(course.view().status()).as(course.plan()).isEqualTo(SessionView.Status.DONE);
        assertThat(course.view().plan()).allMatch(step -> step.status() == PlanStep.Status.COMPLETE);
        assertThat(course.effects()).containsExactly("flag-on", "segment", "open-half", "ritual incident", "announce");
        assertThat(course.view().verdict().orElseThrow().text()).contains("ran to its end: 10 steps");
        assertThat(output(course, "skipped")).startsWith("Skipped: ");
        assertThat(output(course, "go")).isEqualTo("Ada agreed.");
    }

    /** As if never killed: the same steps, the same effects, each once. */
    @Test
    void endsAsIfNeverKilledWhereverItIsKilled() {
        Course whole = new Course(tenSteps());
        whole.run();
        int decisions = whole.decisions();
        assertThat(decisions).isGreaterThan(10);

        for (int at = 1; at <= decisions; at++) {
            for (Course.Death death : Course.Death.values()) {
                Course killed = new Course(tenSteps()).killedAfter(at, death);
                killed.run();

                assertThat(killed.effects())
                        .as("%s after decision %s", death, at)
                        .isEqualTo(whole.effects());
                assertThat(killed.view().status()).isEqualTo(SessionView.Status.DONE);
                assertThat(statuses(killed)).isEqualTo(statuses(whole));
            }
        }
    }

    @Test
    void doesNotCallAgainWhatCarriesNoKey() {
        Workflow workflow = workflow(false, act("pay", List.of(), "pay", 3));
        for (Course.Death death : Course.Death.values()) {
            Course course = new Course(workflow).withoutKeys().killedAfter(1, death);

            course.run();

            assertThat(course.effects()).hasSizeLessThanOrEqualTo(1);
            assertThat(course.view().status()).isEqualTo(SessionView.Status.FAILED);
            assertThat(course.view().reason()).contains("not known whether it had its effect");
        }
    }

    @Test
    void waitsWhileTheKillSwitchIsOnAndGoesOnAfter() {
        Course course = new Course(tenSteps());
        course.rules().halt(Optional.of(new Halt("Ada", SampleLog.NOW, "")));

        course.runFor(Duration.ofMinutes(10));

        assertThat(course.effects()).isEmpty();
        assertThat(course.view().status()).isEqualTo(SessionView.Status.WAITING);
        assertThat(output(course, "healthy")).contains("kill switch is on");

        course.rules().halt(Optional.empty());
        course.run();
        assertThat(course.view().status()).isEqualTo(SessionView.Status.DONE);
    }

    @Test
    void holdsAtTheNextActWhenTheKillSwitchIsPulledInTheMiddle() {
        Course course = new Course(tenSteps());
        course.runUntil(() -> course.effects().size() == 2);
        course.rules().halt(Optional.of(new Halt("Ada", SampleLog.NOW, "")));

        course.runFor(Duration.ofHours(3));

        assertThat(course.effects()).containsExactly("flag-on", "segment");
        course.rules().halt(Optional.empty());
        course.run();
        assertThat(course.view().status()).as(course.plan()).isEqualTo(SessionView.Status.DONE);
    }

    @Test
    void takesBackWhatWasDoneLatestFirstWhenAStepFails() {
        Course course = new Course(workflow(
                true,
                act("one", List.of(), "one", 0),
                act("two", List.of("one"), "two", 0),
                act("bad", List.of("two"), "bad", 1)));
        course.failing("bad", 9);

        course.run();

        assertThat(course.effects()).containsExactly("one", "two", "undo two", "undo one");
        assertThat(course.view().status()).isEqualTo(SessionView.Status.FAILED);
        assertThat(course.view().reason())
                .contains("Step bad")
                .contains("Taken back")
                .contains("Step one");
        assertThat(course.calls("bad")).isEqualTo(2);
    }

    @Test
    void takesBackWhatRanSideBySideInTheOppositeOrder() {
        Course course = new Course(workflow(
                true,
                act("left", List.of(), "left", 0),
                act("right", List.of(), "right", 0),
                act("third", List.of("left"), "third", 0),
                step("soak", List.of("third", "right"), new Task.Wait(MINUTE), 0, Optional.empty()),
                act("bad", List.of("soak"), "bad", 0)));
        course.failing("bad", 9);

        course.run();

        List<String> done = course.effects().subList(0, 3);
        assertThat(done).containsExactlyInAnyOrder("left", "right", "third");
        assertThat(course.effects().subList(3, 6))
                .containsExactlyElementsOf(
                        done.reversed().stream().map("undo "::concat).toList());
    }

    @Test
    void takesBackAnActWhoseEffectWasNotSeenAndWhatCameBeforeIt() {
        Course course = new Course(workflow(
                true,
                act("one", List.of(), "one", 0),
                act("two", List.of("one"), "two", 0),
                act("next", List.of("two"), "next", 0)));
        course.watching("two");

        course.run();

        assertThat(course.effects()).containsExactly("one", "two", "undo two", "undo one");
        assertThat(course.view().status()).isEqualTo(SessionView.Status.FAILED);
        assertThat(course.view().reason())
                .contains("has not recovered")
                .contains("Taken back: “Step one” and “Step two”");
    }

    @Test
    void failsARitualThatNeverEnds() {
        Course course = new Course(workflow(
                false,
                step(
                        "drill",
                        List.of(),
                        new Task.Ritual("incident", "payments", Optional.empty()),
                        2,
                        Optional.empty())));
        course.ritualsNeverEnd();

        course.runFor(StepTasks.RITUAL_LIMIT.minus(MINUTE.multipliedBy(5)));
        assertThat(course.view().status()).isEqualTo(SessionView.Status.RUNNING);
        course.run();

        assertThat(course.view().status()).isEqualTo(SessionView.Status.FAILED);
        assertThat(course.view().reason()).contains("It did not end within 1 hour");
    }

    @Test
    void saysThatItWaitsWhileNothingIsDone() {
        Course course = new Course(tenSteps());
        course.nobodyPresses();
        course.runUntil(
                () -> course.effects().size() == 2 && !output(course, "soak").isEmpty());
        assertThat(output(course, "soak")).contains("It waits until");
        assertThat(course.view().status()).isEqualTo(SessionView.Status.WAITING);

        course.runFor(Duration.ofMinutes(45));
        assertThat(output(course, "go")).isEqualTo("It waits for approval.");
        assertThat(course.view().status()).isEqualTo(SessionView.Status.WAITING);

        course.ritualsNeverEnd();
        course.approve("go");
        assertThat(output(course, "drill")).contains("is at it");
        assertThat(course.view().status()).isEqualTo(SessionView.Status.RUNNING);
    }

    @Test
    void goesOnWhenTwoOthersAgreeThanWhoeverBeganIt() {
        Course course =
                new Course(workflow(false, step("go", List.of(), new Task.Approve("Go?", 2), 0, Optional.empty())));
        course.nobodyPresses();
        course.rules().same(BOB_IN_TEAMS, BOB);
        course.rules().same(ADA_IN_TEAMS, SampleLog.ADA);
        course.runFor(MINUTE);
        assertThat(output(course, "go")).isEqualTo("It waits for the approval of 2 people.");

        assertRefused(course.approve("go", SampleLog.ADA), "neither may be the one who asked for it");
        assertRefused(course.approve("go", ADA_IN_TEAMS), "neither may be the one who asked for it");
        assertThat(course.approve("go", BOB)).isInstanceOf(SessionEvent.PlayDecided.class);
        assertThat(course.view().status()).isEqualTo(SessionView.Status.WAITING);
        assertRefused(course.approve("go", BOB), "You have approved this already");
        assertRefused(course.approve("go", BOB_IN_TEAMS), "You have approved this already");
        assertThat(course.view().status()).isEqualTo(SessionView.Status.WAITING);
        assertThat(course.approve("go", CY)).isInstanceOf(SessionEvent.PlayDecided.class);

        course.run();
        assertThat(course.view().status()).isEqualTo(SessionView.Status.DONE);
    }

    private static void assertRefused(SessionEvent event, String because) {
        assertThat(event).isInstanceOfSatisfying(SessionEvent.PlayRefused.class, refused -> {
            assertThat(refused.refusal().why()).isEqualTo(Refusal.Why.ANOTHER_PERSON);
            assertThat(refused.refusal().words()).contains(because);
        });
    }

    @Test
    void takesBackOnceHoweverOftenItIsKilled() {
        Workflow workflow = workflow(
                true,
                act("one", List.of(), "one", 0),
                act("two", List.of("one"), "two", 0),
                act("bad", List.of("two"), "bad", 0));
        Course whole = new Course(workflow);
        whole.failing("bad", 9);
        whole.run();
        for (int at = 1; at <= whole.decisions(); at++) {
            for (Course.Death death : Course.Death.values()) {
                Course killed = new Course(workflow).killedAfter(at, death);
                killed.failing("bad", 9);
                killed.run();
                assertThat(killed.effects()).as("%s after %s", death, at).isEqualTo(whole.effects());
            }
        }
    }

    @Test
    void leavesTheWayBackToPeopleWhereThePolicyAsks() {
        Course course =
                new Course(workflow(true, act("one", List.of(), "one", 0), act("bad", List.of("one"), "bad", 0)));
        course.failing("bad", 9);
        course.rules().mode("demo/undo", Policy.Mode.ASK);

        course.run();

        assertThat(course.effects()).containsExactly("one");
        assertThat(course.view().reason()).contains("Done and not taken back: “Step one”");
    }

    @Test
    void triesAgainWhatFailedAndLeftNothing() {
        Course course = new Course(workflow(false, act("shaky", List.of(), "shaky", 2)));
        course.failing("shaky", 2);

        course.run();

        assertThat(course.effects()).containsExactly("shaky");
        assertThat(course.calls("shaky")).isEqualTo(3);
        assertThat(course.view().status()).isEqualTo(SessionView.Status.DONE);
    }

    @Test
    void beginsNothingMoreWhenAStepFails() {
        Course course =
                new Course(workflow(false, act("bad", List.of(), "bad", 0), act("next", List.of("bad"), "next", 0)));
        course.failing("bad", 9);

        course.run();

        assertThat(course.effects()).isEmpty();
        assertThat(course.view().status()).isEqualTo(SessionView.Status.FAILED);
        assertThat(course.view().reason()).contains("Step bad");
    }

    @Test
    void failsACheckWhoseTimeIsOver() {
        Course course = new Course(workflow(
                false,
                step("low", List.of(), new Task.Check(figure(0.001), MINUTE), 0, Optional.of(Duration.ofMinutes(5)))));

        course.run();

        assertThat(course.view().status()).isEqualTo(SessionView.Status.FAILED);
        assertThat(course.view().reason()).contains("within 5 minutes").contains("not below");
        assertThat(course.reads()).isBetween(4, 6);
    }

    @Test
    void runsByItselfWhatThePolicyLetsWhoeverAskedRunAndTakesItBackSo() {
        Course course =
                new Course(workflow(true, act("one", List.of(), "one", 0), act("bad", List.of("one"), "bad", 0)));
        course.rules().onlyFor(SampleLog.ADA);
        course.failing("bad", 9);
        course.run();
        assertThat(course.effects()).containsExactly("one", "undo one");

        Course another = new Course(workflow(false, act("one", List.of(), "one", 0)));
        another.rules().onlyFor(BOB);
        another.run();
        assertThat(another.effects()).isEmpty();
        assertThat(another.view().reason()).contains("The policy does not let it run");
    }

    @Test
    void asksNobodyWhereThePolicyIsOff() {
        Course course = new Course(workflow(false, act("off", List.of(), "off", 0)));
        course.rules().mode("demo/do", Policy.Mode.OFF);

        course.run();

        assertThat(course.effects()).isEmpty();
        assertThat(course.view().reason()).contains("The policy does not let it run");
    }

    @Test
    void letsNoPolicyAnswerForPeople() {
        Course course = new Course(workflow(
                false, step("go", List.of(), new Task.Approve("Go?", 1), 0, Optional.of(Duration.ofHours(1)))));
        course.nobodyPresses();

        course.run();

        assertThat(course.view().status()).isEqualTo(SessionView.Status.FAILED);
        assertThat(course.view().reason()).contains("It did not end within 1 hour");
        assertThat(course.view().plays()).extracting(Play::status).containsExactly(Play.Status.EXPIRED);
    }

    @Test
    void changesNothingMoreOnceItWasStopped() {
        Course course = new Course(tenSteps());
        course.nobodyPresses();
        course.runFor(Duration.ofHours(2));
        int before = course.effects().size();

        course.stop();
        course.runFor(Duration.ofDays(2));

        assertThat(course.view().status()).isEqualTo(SessionView.Status.CANCELLED);
        assertThat(course.effects()).hasSize(before);
        assertThat(course.view().plays()).noneMatch(play -> play.status() == Play.Status.PROPOSED);
    }

    @Test
    void letsNothingBeApprovedOnceTheRunHasEnded() {
        Course course = new Course(workflow(false, act("bad", List.of(), "bad", 0)));
        course.rules().mode("demo/do", Policy.Mode.ASK);
        course.failing("bad", 1);
        course.run();
        assertThat(course.view().status()).isEqualTo(SessionView.Status.FAILED);

        course.approve("bad");

        assertThat(course.effects()).isEmpty();
        assertThat(course.calls("bad")).isEqualTo(1);
    }

    @Test
    void waitsForTheEndOfAFreezeHoweverLongItIs() {
        Course course = new Course(workflow(false, act("one", List.of(), "one", 0)));
        course.nobodyPresses();
        course.rules()
                .freeze(new Freeze(
                        "f",
                        "Quarter end",
                        SampleLog.NOW.minusSeconds(60),
                        SampleLog.NOW.plus(Duration.ofDays(2)),
                        Optional.empty()));

        course.runFor(Duration.ofDays(1));
        assertThat(course.view().status()).isEqualTo(SessionView.Status.WAITING);
        assertThat(output(course, "one")).contains("A freeze is on");
        assertThat(course.effects()).isEmpty();

        course.run();
        assertThat(course.effects()).containsExactly("one");
        assertThat(course.view().status()).isEqualTo(SessionView.Status.DONE);
    }

    @Test
    void endsWhenNobodyLetsAFailedStepTryAgain() {
        Course course = new Course(workflow(false, act("bad", List.of(), "bad", 3)));
        course.rules().mode("demo/do", Policy.Mode.ASK);
        course.failing("bad", 9);

        course.run();

        assertThat(course.view().status()).isEqualTo(SessionView.Status.FAILED);
        assertThat(course.view().reason()).contains("Nobody approved it in time");
    }

    private static List<PlanStep.Status> statuses(Course course) {
        return course.view().plan().stream().map(PlanStep::status).toList();
    }

    private static String output(Course course, String step) {
        return course.view().plan().stream()
                .filter(each -> each.id().value().equals(step))
                .findFirst()
                .orElseThrow()
                .output();
    }

    static Workflow tenSteps() {
        return workflow(
                false,
                step("healthy", List.of(), new Task.Check(figure(0.5), MINUTE), 1, Optional.of(Duration.ofHours(1))),
                act("flag-on", List.of("healthy"), "flag-on", 1),
                act("segment", List.of("flag-on"), "segment", 1),
                step("soak", List.of("segment"), new Task.Wait(Duration.ofMinutes(30)), 0, Optional.empty()),
                step("go", List.of("soak"), new Task.Approve("Open to half?", 1), 0, Optional.of(Duration.ofDays(1))),
                act("open-half", List.of("go"), "open-half", 1),
                onlyIf("skipped", List.of("go"), figure(0.001)),
                step(
                        "drill",
                        List.of("open-half", "skipped"),
                        new Task.Ritual("incident", "payments", Optional.of("healthy")),
                        1,
                        Optional.empty()),
                new Step("mail", "Step mail", "Write to support.", List.of("drill"), "", ""),
                act("announce", List.of("mail"), "announce", 0));
    }

    static Workflow workflow(boolean takesBack, Step... steps) {
        return new Workflow("rollout", "Rollout", List.of(steps), List.of(), takesBack);
    }

    static Step act(String id, List<String> needs, String what, int retries) {
        return step(id, needs, new Task.Act(Course.intention(what)), retries, Optional.empty());
    }

    private static Step onlyIf(String id, List<String> needs, Condition condition) {
        Task task = new Task.Act(Course.intention(id));
        return new Step(
                id,
                "Step " + id,
                "Does it.",
                needs,
                "",
                "Undo it.",
                Optional.of(task),
                Optional.of(condition),
                0,
                Optional.empty());
    }

    static Step step(String id, List<String> needs, Task task, int retries, Optional<Duration> timeout) {
        return new Step(
                id,
                "Step " + id,
                "Does it.",
                needs,
                "",
                "Undo it.",
                Optional.of(task),
                Optional.empty(),
                retries,
                timeout);
    }

    static Condition figure(double below) {
        return new Condition.Figure(
                Capability.PAYMENTS_METRICS,
                "failure_ratio",
                Optional.empty(),
                Condition.Comparison.BELOW,
                below,
                Duration.ofMinutes(5));
    }

    @Test
    void readsNoMoreThanItNeeds() {
        List<Integer> reads = new ArrayList<>();
        Course course = new Course(tenSteps());
        course.run();
        reads.add(course.reads());
        assertThat(reads).containsExactly(2);
    }
}
