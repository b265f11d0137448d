package dev.opspilot.rituals.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Halt;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Play.Status;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Refusal.Why;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.PlayRan;
import dev.opspilot.rituals.session.SessionEvent.PlayRefused;
import dev.opspilot.rituals.session.SessionEvent.PlayStarted;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a play, decision by decision. */
final class ActingTest {
    private static final SessionId ID = new SessionId("s1");
    private static final PlayId PLAY = new PlayId("run");
    private static final Instant NOW = SampleLog.NOW;
    private static final Person ADA = SampleLog.ADA;
    private static final Person BOB = new Person("slack", "U2", "Bob");
    private static final Person CY = new Person("teams", "U3", "Cy");
    private static final Freeze FREEZE =
            new Freeze("f", "Quarter end", NOW.minusSeconds(60), NOW.plusSeconds(1_800), Optional.empty());

    private final Lifecycle lifecycle = new Lifecycle(
            List.of(new TestRitual()), new Instruments(List.of(Payments.UNASKED)), Minds.NONE, Actuators.NONE);
    private final List<SessionEvent> log = new ArrayList<>();
    private int keys;

    @BeforeEach
    void proposed() {
        log.addAll(SampleLog.of(ID).subList(0, 4));
        Receipt receipt = session().view().receipts().getFirst();
        log.add(new PlayProposed(NOW, SampleLog.bound("run", List.of(receipt.id()))));
        log.add(new Finished(NOW, SessionView.Status.DONE, ""));
    }

    @Test
    void runsOnceWhenAnApproverApproves() {
        Decision decision = approve(ADA, Role.APPROVER);

        assertThat(play().status()).isEqualTo(Status.RUNNING);
        assertThat(calls(decision)).extracting(Effect.Call::direction).containsExactly(Run.Direction.FORWARD);
        assertThat(calls(decision).getFirst().act().arguments()).isEqualTo("{\"id\":\"deploy-1\"}");
        assertThat(log.getLast()).isInstanceOf(PlayStarted.class);

        assertRefused(approve(BOB, Role.APPROVER), Why.DECIDED);
    }

    @Test
    void takesAPressThatIsDeliveredAgainOnce() {
        Heard.Pressed pressed = pressed("k", BOB, Choice.APPROVE, play().shown(Choice.APPROVE), "");
        decide(pressed, Role.APPROVER, Rules.ASKING, NOW);

        assertThat(decide(pressed, Role.APPROVER, Rules.ASKING, NOW)).isEqualTo(Decision.NOTHING);
    }

    @Test
    void refusesAndTellsWhoMayNot() {
        Decision decision = approve(ADA, Role.VIEWER);

        assertRefused(decision, Why.NOT_ALLOWED);
        assertThat(decision.effects())
                .anyMatch(effect -> effect instanceof Effect.Tell told
                        && told.person().equals(ADA)
                        && told.notice().lines().getFirst().text().contains("approver"));
        assertThat(play().status()).isEqualTo(Status.PROPOSED);
    }

    @Test
    void refusesACallThatIsNotTheOneThatWasShown() {
        assertRefused(decide(BOB, Choice.APPROVE, Digest.of("another"), "", Rules.ASKING, NOW), Why.CHANGED);
        assertRefused(decide(BOB, Choice.APPROVE, Digest.NONE, "", Rules.ASKING, NOW), Why.CHANGED);
        assertRefused(
                decide(BOB, Choice.ROLL_BACK, play().shown(Choice.ROLL_BACK), "", Rules.ASKING, NOW), Why.DECIDED);
    }

    @Test
    void refusesWhatComesTooLate() {
        Instant late = NOW.plusSeconds(7_200);

        assertRefused(decide(BOB, Choice.APPROVE, play().shown(Choice.APPROVE), "", Rules.ASKING, late), Why.EXPIRED);
        assertThat(play().status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void refusesUnderAPolicyThatIsOffAndWhileHalted() {
        assertRefused(approve(BOB, rules(Policy.Mode.OFF, false)), Why.POLICY);
        assertRefused(approve(BOB, rules(Policy.Mode.ASK, true)), Why.HALTED);
        assertThat(play().status()).isEqualTo(Status.PROPOSED);
    }

    @Test
    void needsTwoOthersWhereTwoPeopleMustAgree() {
        Rules two = rules(Policy.Mode.TWO_PEOPLE, false);

        assertRefused(approve(ADA, two), Why.ANOTHER_PERSON);
        assertThat(calls(approve(BOB, two))).isEmpty();
        assertThat(play().missing()).isEqualTo(1);
        assertRefused(approve(BOB, two), Why.ANOTHER_PERSON);
        assertThat(calls(approve(CY, two))).hasSize(1);
    }

    @Test
    void breaksAFreezeOnlyWithTwoPeopleAndAReason() {
        Rules frozen = rules(Policy.Mode.ASK, false, FREEZE);

        assertRefused(approve(BOB, frozen), Why.FREEZE);
        Digest shown = play().shown(Choice.APPROVE);
        assertThat(calls(decide(BOB, Choice.APPROVE, shown, "Money is lost.", frozen, NOW)))
                .isEmpty();
        assertThat(calls(decide(CY, Choice.APPROVE, shown, "I agree.", frozen, NOW)))
                .hasSize(1);
        assertThat(Guard.stops(play(), Run.Direction.FORWARD, CY.actor(), frozen, NOW))
                .isEmpty();
    }

    @Test
    void anApprovalFromBeforeAFreezeDoesNotBreakIt() {
        approve(BOB, rules(Policy.Mode.TWO_PEOPLE, false));
        assertThat(play().missing()).isEqualTo(1);
        Rules frozen = rules(Policy.Mode.TWO_PEOPLE, false, FREEZE);
        Digest shown = play().shown(Choice.APPROVE);

        assertThat(calls(decide(CY, Choice.APPROVE, shown, "Money is lost.", frozen, NOW)))
                .isEmpty();
        assertThat(play().rulings()).extracting(Ruling::actor).containsExactly(CY.actor());
        assertThat(play().rulings().getFirst().breaks()).containsExactly(FREEZE.id());
        assertThat(play().missing()).isEqualTo(1);
        assertThat(log)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                SessionEvent.PlayHeld.class,
                                held -> assertThat(held.because())
                                        .contains("Quarter end")
                                        .contains("anew")));

        assertRefused(decide(CY, Choice.APPROVE, shown, "Still lost.", frozen, NOW), Why.ANOTHER_PERSON);
        assertThat(calls(decide(BOB, Choice.APPROVE, shown, "I agree.", frozen, NOW)))
                .hasSize(1);
        assertThat(Guard.stops(play(), Run.Direction.FORWARD, BOB.actor(), frozen, NOW))
                .isEmpty();
    }

    @Test
    void isHeldWhereAFreezeBeginsBetweenTheApprovalsAndTheCall() {
        Rules two = rules(Policy.Mode.TWO_PEOPLE, false);
        Digest shown = play().shown(Choice.APPROVE);
        decide(BOB, Choice.APPROVE, shown, "It is urgent.", two, NOW);
        decide(CY, Choice.APPROVE, shown, "It is.", two, NOW);
        assertThat(play().status()).isEqualTo(Status.RUNNING);

        Rules frozen = rules(Policy.Mode.TWO_PEOPLE, false, FREEZE);
        assertThat(Guard.stops(play(), Run.Direction.FORWARD, CY.actor(), frozen, NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("Quarter end"));
    }

    @Test
    void waitsForTheNextWindowAndLooksAgainWhenItOpens() {
        Rules frozen = rules(Policy.Mode.ASK, false, FREEZE);
        decide(BOB, Choice.APPROVE_FOR_WINDOW, play().shown(Choice.APPROVE), "", frozen, NOW);

        assertThat(play().status()).isEqualTo(Status.APPROVED);
        assertThat(play().due()).contains(FREEZE.to());
        assertThat(calls(input(new Input.Tick(), frozen, NOW.plusSeconds(60)))).isEmpty();
        assertThat(calls(input(new Input.Tick(), frozen, FREEZE.to()))).hasSize(1);
    }

    @Test
    void takesOnePersonForTheNextWindowWhereTheFreezeAloneAskedForTwo() {
        Rules frozen = rules(Policy.Mode.ASK, false, FREEZE);
        log.add(new PlayProposed(NOW, play().under(new PlayPolicy.NeedsApproval(2))));
        decide(ADA, Choice.APPROVE_FOR_WINDOW, play().shown(Choice.APPROVE), "", frozen, NOW);
        assertThat(play().status()).isEqualTo(Status.APPROVED);

        log.add(new PlayProposed(
                NOW, SampleLog.bound("run", play().receipts()).under(new PlayPolicy.NeedsApproval(2))));
        decide(
                BOB,
                Choice.APPROVE_FOR_WINDOW,
                play().shown(Choice.APPROVE),
                "",
                rules(Policy.Mode.TWO_PEOPLE, false),
                NOW);
        assertThat(play().missing()).isEqualTo(1);
    }

    @Test
    void canBeApprovedAnewWhereNobodyKnowsWhetherItWasDoneAndNothingRecovered() {
        approve(BOB, Role.APPROVER);
        input(new Input.Resumed(), Rules.ASKING, NOW.plusSeconds(20));
        read(NOW.plusSeconds(600), 40, 39);

        assertThat(play().status()).isEqualTo(Status.UNVERIFIED);
        assertThat(play().offers()).containsExactly(Choice.APPROVE, Choice.APPROVE_FOR_WINDOW, Choice.ROLL_BACK);
        assertThat(play().rulings()).isEmpty();
        Instant late = NOW.plusSeconds(7_200);
        assertRefused(decide(CY, Choice.APPROVE, play().shown(Choice.APPROVE), "", Rules.ASKING, late), Why.EXPIRED);
        assertThat(play().offers()).as("it can still be taken back").contains(Choice.ROLL_BACK);
        assertThat(calls(approve(BOB, Role.APPROVER))).hasSize(1);
        assertThat(play().runs()).hasSize(2);
    }

    @Test
    void doesNotRunInAWindowWhileHalted() {
        decide(
                BOB,
                Choice.APPROVE_FOR_WINDOW,
                play().shown(Choice.APPROVE),
                "",
                rules(Policy.Mode.ASK, false, FREEZE),
                NOW);

        assertThat(calls(input(new Input.Tick(), rules(Policy.Mode.ASK, true), FREEZE.to())))
                .isEmpty();
        assertThat(play().status()).isEqualTo(Status.PROPOSED);
        assertThat(play().rulings()).isEmpty();
        assertThat(play().note().orElseThrow()).contains("kill switch");
    }

    @Test
    void isHeldRightBeforeTheCallAndThenNeedsNewApproval() {
        approve(BOB, Role.APPROVER);
        input(new Input.Held(Input.Calling.last(play()), "The kill switch is on.", false), Rules.ASKING, NOW);

        assertThat(play().status()).isEqualTo(Status.PROPOSED);
        assertThat(play().runs()).isEmpty();
        assertThat(calls(approve(BOB, Role.APPROVER))).hasSize(1);
    }

    @Test
    void mayHaveHadItsEffectWhereACallThatWasMadeAgainIsHeld() {
        approve(BOB, Role.APPROVER);
        input(new Input.Held(Input.Calling.last(play()), "The kill switch is on.", true), Rules.ASKING, NOW);

        assertThat(play().status()).isEqualTo(Status.VERIFYING);
        assertThat(play().runs()).extracting(Run::state).containsExactly(Run.State.UNKNOWN);
        assertThat(play().note().orElseThrow()).contains("not known whether").contains("The kill switch is on.");

        ran(new Act.Answer.Done(origin()));
        decide(CY, Choice.ROLL_BACK, play().shown(Choice.ROLL_BACK), "", Rules.ASKING, NOW);
        input(new Input.Held(Input.Calling.last(play()), "The kill switch is on.", true), Rules.ASKING, NOW);
        assertThat(play().status()).isEqualTo(Status.ROLLBACK_FAILED);
        assertThat(play().runs().getLast().state()).isEqualTo(Run.State.UNKNOWN);
    }

    @Test
    void needsMorePeopleInItsWindowWhereThePolicyHasBecomeStricter() {
        Rules frozen = rules(Policy.Mode.ASK, false, FREEZE);
        decide(BOB, Choice.APPROVE_FOR_WINDOW, play().shown(Choice.APPROVE), "", frozen, NOW);

        assertThat(calls(input(new Input.Tick(), rules(Policy.Mode.TWO_PEOPLE, false), FREEZE.to())))
                .isEmpty();
        assertThat(play().status()).isEqualTo(Status.PROPOSED);
        assertThat(play().rulings()).isEmpty();
        assertThat(play().note().orElseThrow()).contains("two people must agree");
    }

    @Test
    void isOfferedAsSoonAsAnybodyCouldLetItRunAndJudgedByTheRoleOfWhoDecides() {
        Rules admins = new Rules() {
            @Override
            public Policy policy(Act act, String environment, String actor, String role) {
                return new Policy(role.equals("admin") ? Policy.Mode.ASK : Policy.Mode.OFF, "Admins only.");
            }

            @Override
            public Policy mildest(Act act, String environment) {
                return policy(act, environment, "", "admin");
            }

            @Override
            public List<Freeze> freezes(Instant from, Instant to) {
                return List.of();
            }

            @Override
            public Optional<Halt> halt() {
                return Optional.empty();
            }
        };

        assertThat(Proposals.guarded(session(), play(), admins, NOW).policy())
                .isEqualTo(new PlayPolicy.NeedsApproval(1));
        Digest shown = play().shown(Choice.APPROVE);
        assertRefused(decide(pressed("a", BOB, Choice.APPROVE, shown, ""), Role.APPROVER, admins, NOW), Why.POLICY);
        assertThat(calls(decide(pressed("b", CY, Choice.APPROVE, shown, ""), Role.ADMIN, admins, NOW)))
                .hasSize(1);
        assertThat(Guard.stops(play(), Run.Direction.FORWARD, CY.actor(), admins, NOW))
                .isEmpty();
        assertThat(Guard.stops(play(), Run.Direction.FORWARD, BOB.actor(), admins, NOW))
                .isPresent();
    }

    @Test
    void isNotWatchedForEverWhereNothingCanBeReadAnyMore() {
        approve(BOB, Role.APPROVER);
        ran(new Act.Answer.Done(origin()));
        Lifecycle unbound =
                new Lifecycle(List.of(new TestRitual()), new Instruments(List.of()), Minds.NONE, Actuators.NONE);
        log.addAll(unbound.decide(ID, Optional.of(session()), new Input.Tick(), Rules.ASKING, NOW.plusSeconds(60))
                .events());

        assertThat(play().status()).isEqualTo(Status.UNVERIFIED);
        assertThat(play().note().orElseThrow()).contains("no source is bound");
        assertThat(play().offers()).containsExactly(Choice.ROLL_BACK);
    }

    @Test
    void watchesWhatShouldChangeAndSaysThatItDid() {
        approve(BOB, Role.APPROVER);
        ran(new Act.Answer.Done(origin()));
        PlayRan ran = (PlayRan) log.getLast();
        assertThat(ran.receipt().rollback()).contains("Deploy it again.");
        assertThat(ran.receipt().actor()).isEqualTo(BOB.actor());
        assertThat(play().status()).isEqualTo(Status.VERIFYING);

        read(NOW.plusSeconds(60), 40, 40);
        assertThat(play().status()).isEqualTo(Status.VERIFYING);
        read(NOW.plusSeconds(300), 3, 2);

        assertThat(play().status()).isEqualTo(Status.DONE);
        assertThat(play().verification().orElseThrow().receipts()).hasSize(1);
        assertThat(play().note().orElseThrow()).contains("went from 40 to");
    }

    @Test
    void saysThatNothingChangedWhenTheTimeIsOver() {
        approve(BOB, Role.APPROVER);
        ran(new Act.Answer.Done(origin()));
        read(NOW.plusSeconds(600), 40, 39);

        assertThat(play().status()).isEqualTo(Status.UNVERIFIED);
        assertThat(play().offers()).containsExactly(Choice.ROLL_BACK);
    }

    @Test
    void canBeApprovedAnewWhenTheToolDidNotDoIt() {
        approve(BOB, Role.APPROVER);
        ran(new Act.Answer.Failed(origin(), "The tool reported an error."));

        assertThat(play().status()).isEqualTo(Status.FAILED);
        assertThat(calls(approve(BOB, Role.APPROVER))).hasSize(1);
    }

    @Test
    void isTakenBackByOnePressAndOnce() {
        approve(BOB, Role.APPROVER);
        ran(new Act.Answer.Done(origin()));
        Digest undo = play().shown(Choice.ROLL_BACK);
        Decision decision = decide(CY, Choice.ROLL_BACK, undo, "", Rules.ASKING, NOW);
        assertThat(calls(decision)).extracting(call -> call.act().tool()).containsExactly("deploy");
        input(
                new Input.Acted(
                        Input.Calling.last(play()), CY.actor(), NOW, Duration.ZERO, new Act.Answer.Done(origin())),
                Rules.ASKING,
                NOW);

        assertThat(play().status()).isEqualTo(Status.ROLLED_BACK);
        assertRefused(decide(CY, Choice.ROLL_BACK, undo, "", Rules.ASKING, NOW), Why.DECIDED);
    }

    @Test
    void isTakenBackByOnePressAlsoWhileItsEffectIsWatched() {
        approve(BOB, Role.APPROVER);
        ran(new Act.Answer.Done(origin()));
        assertThat(play().status()).isEqualTo(Status.VERIFYING);

        takeBack();

        assertThat(calls(input(new Input.Tick(), Rules.ASKING, NOW.plusSeconds(600))))
                .isEmpty();
        assertThat(play().status()).isEqualTo(Status.ROLLED_BACK);
    }

    @Test
    void isTakenBackByOnePressWhereItDidNotHelp() {
        approve(BOB, Role.APPROVER);
        ran(new Act.Answer.Done(origin()));
        read(NOW.plusSeconds(600), 40, 39);
        assertThat(play().status()).isEqualTo(Status.UNVERIFIED);

        takeBack();
    }

    @Test
    void isTakenBackByOnePressWhereNobodyKnowsWhetherItWasDone() {
        approve(BOB, Role.APPROVER);
        input(new Input.Resumed(), Rules.ASKING, NOW.plusSeconds(20));
        read(NOW.plusSeconds(600), 40, 39);
        assertThat(play().runs().getLast().state()).isEqualTo(Run.State.UNKNOWN);

        takeBack();
    }

    /** One press of one approver, and the call back is made and answered. */
    private void takeBack() {
        Digest undo = play().shown(Choice.ROLL_BACK);
        Decision pressed = decide(CY, Choice.ROLL_BACK, undo, "", Rules.ASKING, NOW.plusSeconds(601));
        assertThat(calls(pressed)).extracting(call -> call.act().tool()).containsExactly("deploy");
        assertThat(play().status()).isEqualTo(Status.ROLLING_BACK);
        input(
                new Input.Acted(
                        Input.Calling.last(play()), CY.actor(), NOW, Duration.ZERO, new Act.Answer.Done(origin())),
                Rules.ASKING,
                NOW.plusSeconds(602));
        assertThat(play().status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(play().offers()).doesNotContain(Choice.ROLL_BACK);
    }

    @Test
    void neverCallsAgainWhatACrashInterrupted() {
        approve(BOB, Role.APPROVER);
        Decision resumed = input(new Input.Resumed(), Rules.ASKING, NOW.plusSeconds(20));

        assertThat(calls(resumed)).isEmpty();
        assertThat(play().status()).isEqualTo(Status.VERIFYING);
        assertThat(play().note().orElseThrow()).contains("not known whether");
        assertThat(play().runs().getLast().state()).isEqualTo(Run.State.UNKNOWN);

        ran(new Act.Answer.Done(origin()));
        assertThat(play().runs()).extracting(Run::state).containsExactly(Run.State.DONE);
    }

    /** Two nodes were lost in the middle of a call each: the play was called twice, and neither answer has come. */
    private List<Input.Calling> calledTwice() {
        List<Input.Calling> calls = new ArrayList<>();
        approve(BOB, Role.APPROVER);
        calls.add(Input.Calling.last(play()));
        input(new Input.Resumed(), Rules.ASKING, NOW.plusSeconds(20));
        read(NOW.plusSeconds(600), 40, 39);
        Digest shown = play().shown(Choice.APPROVE);
        decide(pressed("anew", CY, Choice.APPROVE, shown, ""), Role.APPROVER, Rules.ASKING, NOW.plusSeconds(700));
        calls.add(Input.Calling.last(play()));
        input(new Input.Resumed(), Rules.ASKING, NOW.plusSeconds(720));
        assertThat(play().runs()).extracting(Run::state).containsExactly(Run.State.UNKNOWN, Run.State.UNKNOWN);
        assertThat(play().status()).isEqualTo(Status.VERIFYING);
        return calls;
    }

    private void late(Input.Calling call, Act.Answer answer) {
        input(
                new Input.Acted(call, BOB.actor(), NOW, Duration.ofSeconds(800), answer),
                Rules.ASKING,
                NOW.plusSeconds(800));
    }

    @Test
    void neverTakesTheLateAnswerOfAnEarlierCallForThatOfTheLater() {
        List<Input.Calling> calls = calledTwice();
        Play before = play();

        late(calls.getFirst(), new Act.Answer.Failed(origin(), "The tool is away."));
        assertThat(play().runs()).extracting(Run::state).containsExactly(Run.State.FAILED, Run.State.UNKNOWN);
        assertThat(play().status()).isEqualTo(Status.VERIFYING);
        assertThat(play().note()).isEqualTo(before.note());
        assertThat(play().rulings()).isEqualTo(before.rulings());

        late(calls.getLast(), new Act.Answer.Done(origin()));
        assertThat(play().runs()).extracting(Run::state).containsExactly(Run.State.FAILED, Run.State.DONE);
    }

    @Test
    void keepsTheReceiptOfOneMoreAnswerOfACallThatWasAnswered() {
        List<Input.Calling> calls = calledTwice();
        late(calls.getFirst(), new Act.Answer.Done(origin()));
        Play before = play();
        int receipts = session().view().receipts().size();

        late(calls.getFirst(), new Act.Answer.Failed(origin(), "The tool is away."));

        assertThat(play()).isEqualTo(before);
        assertThat(session().view().receipts()).hasSize(receipts + 1);
    }

    @Test
    void saysOfAnEarlierCallThatWasHeldAfterAllThatItWasNotMade() {
        List<Input.Calling> calls = calledTwice();

        input(new Input.Held(calls.getFirst(), "The kill switch is on.", false), Rules.ASKING, NOW.plusSeconds(800));

        assertThat(play().runs()).extracting(Run::state).containsExactly(Run.State.FAILED, Run.State.UNKNOWN);
        assertThat(play().runs().getFirst().words()).contains("not called").contains("kill switch");
        assertThat(play().status()).isEqualTo(Status.VERIFYING);
    }

    @Test
    void fillsInWhatACallCameToWhileItsWayBackIsBeingCalled() {
        approve(BOB, Role.APPROVER);
        Input.Calling first = Input.Calling.last(play());
        input(new Input.Resumed(), Rules.ASKING, NOW.plusSeconds(20));
        decide(CY, Choice.ROLL_BACK, play().shown(Choice.ROLL_BACK), "", Rules.ASKING, NOW.plusSeconds(30));

        late(first, new Act.Answer.Done(origin()));

        assertThat(play().runs()).extracting(Run::state).containsExactly(Run.State.DONE, Run.State.UNDER_WAY);
        assertThat(play().status()).isEqualTo(Status.ROLLING_BACK);
    }

    @Test
    void keepsAPlayAsItWasDecidedWhenTheRitualProposesItAgain() {
        approve(BOB, Role.APPROVER);
        Progress progress = new Progress(session());
        Play again = SampleLog.bound("run", play().receipts());

        new Proposals(Actuators.NONE).add(progress, new PlayProposed(NOW, again), Rules.ASKING, NOW);

        assertThat(progress.isStill()).isTrue();
    }

    @Test
    void runsByItselfWhatThePolicyAllowsAndNeverWhileHalted() {
        Play allowed = play().under(new PlayPolicy.Allowed());
        log.add(new PlayProposed(NOW, allowed));
        Progress halted = new Progress(session());
        Proposals.runAllowed(halted, rules(Policy.Mode.AUTO, true), NOW);
        Progress free = new Progress(session());
        Proposals.runAllowed(free, rules(Policy.Mode.AUTO, false), NOW);

        assertThat(halted.isStill()).isTrue();
        assertThat(free.state().play(PLAY).orElseThrow().status()).isEqualTo(Status.RUNNING);
    }

    private void ran(Act.Answer answer) {
        input(
                new Input.Acted(Input.Calling.last(play()), BOB.actor(), NOW, Duration.ofMillis(5), answer),
                Rules.ASKING,
                NOW);
    }

    /** A tick that asks, and an answer with these figures in the last minutes; they were 40 before, and are 3 usually. */
    private void read(Instant at, double... last) {
        Decision asked = input(new Input.Tick(), Rules.ASKING, at);
        Effect.Ask ask = asked.effects().stream()
                .filter(Effect.Ask.class::isInstance)
                .map(Effect.Ask.class::cast)
                .findFirst()
                .orElseThrow();
        Instant start = NOW.minusSeconds(600);
        double[] before = IntStream.range(0, 11).mapToDouble(_ -> 40).toArray();
        double[] values = Arrays.copyOf(before, before.length + last.length);
        System.arraycopy(last, 0, values, before.length, last.length);
        Samples recent = new Samples(start, Duration.ofMinutes(1), values);
        double[] usual =
                IntStream.range(0, values.length).mapToDouble(i -> 2 + i % 3).toArray();
        Samples day = new Samples(start.minusSeconds(86_400), Duration.ofMinutes(1), usual);
        Series series = Series.of(
                Subject.provider("northpay"),
                "payment_failures",
                Series.Unit.COUNT,
                Series.Bad.UP,
                recent,
                List.of(day));
        Reading found = new Reading.Found(origin(), new Facts(List.of(series), List.of(), List.of()));
        input(new Input.Answer(ask.call(), at, Duration.ofMillis(5), found), Rules.ASKING, at);
    }

    private static Reading.Origin origin() {
        return new Reading.Origin("Deploys", "deploys/rollback_deploy", "{}", NOW, false, "{}", Optional.empty());
    }

    private Decision approve(Person person, Role role) {
        Heard.Pressed pressed = pressed("key-" + keys++, person, Choice.APPROVE, play().shown(Choice.APPROVE), "");
        return decide(pressed, role, Rules.ASKING, NOW);
    }

    private Decision approve(Person person, Rules rules) {
        return decide(person, Choice.APPROVE, play().shown(Choice.APPROVE), "", rules, NOW);
    }

    private Decision decide(Person person, Choice choice, Digest shown, String reason, Rules rules, Instant now) {
        return decide(pressed("key-" + keys++, person, choice, shown, reason), Role.APPROVER, rules, now);
    }

    private Decision decide(Heard.Pressed pressed, Role role, Rules rules, Instant now) {
        return input(new Input.FromPerson(pressed, role), rules, now);
    }

    private static Heard.Pressed pressed(String key, Person person, Choice choice, Digest shown, String reason) {
        return new Heard.Pressed(
                new HeardKey(key), person, SampleLog.CHANNEL, ID, new Heard.Button.Decide(PLAY, choice, shown, reason));
    }

    private Decision input(Input input, Rules rules, Instant now) {
        Decision decision = lifecycle.decide(ID, Optional.of(session()), input, rules, now);
        log.addAll(decision.events());
        return decision;
    }

    private static List<Effect.Call> calls(Decision decision) {
        return decision.effects().stream()
                .filter(Effect.Call.class::isInstance)
                .map(Effect.Call.class::cast)
                .toList();
    }

    private static void assertRefused(Decision decision, Why why) {
        assertThat(decision.events().getLast())
                .isInstanceOfSatisfying(
                        PlayRefused.class,
                        refused -> assertThat(refused.refusal().why()).isEqualTo(why));
        assertThat(calls(decision)).isEmpty();
    }

    private RitualSession session() {
        return RitualSession.fold(ID, log).orElseThrow();
    }

    private Play play() {
        return session().play(PLAY).orElseThrow();
    }

    private static Rules rules(Policy.Mode mode, boolean halted, Freeze... freezes) {
        return new Rules() {
            @Override
            public Policy policy(Act act, String environment, String actor, String role) {
                return new Policy(mode, "By a rule.");
            }

            @Override
            public List<Freeze> freezes(Instant from, Instant to) {
                return Arrays.stream(freezes)
                        .filter(each -> each.from().isBefore(to) && each.to().isAfter(from))
                        .toList();
            }

            @Override
            public Optional<Halt> halt() {
                return halted ? Optional.of(new Halt("Mo", NOW, "")) : Optional.empty();
            }
        };
    }
}
