package dev.opspilot.rituals.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Drill;
import dev.opspilot.rituals.play.Halt;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Refusal.Why;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.PlayRefused;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A play that proposes a drill: begun by one press, once, and by whoever may begin a ritual. */
final class DrillPlayTest {
    private static final SessionId ID = new SessionId("s1");
    private static final PlayId PLAY = new PlayId("drill-checkout");
    private static final Instant NOW = SampleLog.NOW;
    private static final Person ADA = SampleLog.ADA;
    private static final Person BOB = new Person("slack", "U2", "Bob");
    /** The kill switch is on, every tool is off, and everything is frozen. */
    private static final Rules STRICT = new Rules() {
        @Override
        public Policy policy(Act act, String environment, String actor, String role) {
            return new Policy(Policy.Mode.OFF, "Nothing may act.");
        }

        @Override
        public List<Freeze> freezes(Instant from, Instant to) {
            return List.of(new Freeze("f", "Quarter end", NOW.minusSeconds(60), NOW.plusSeconds(60), Optional.empty()));
        }

        @Override
        public Optional<Halt> halt() {
            return Optional.of(new Halt("Mo", NOW, ""));
        }
    };

    private final Lifecycle lifecycle = new Lifecycle(
            List.of(new TestRitual()), new Instruments(List.of(Payments.UNASKED)), Minds.NONE, Actuators.NONE);
    private final List<SessionEvent> log = new ArrayList<>();

    /** A brief in a thread, which has ended with the proposal. */
    @BeforeEach
    void proposed() {
        Started started = SampleLog.started(NOW);
        log.add(new Started(
                NOW,
                started.key(),
                started.ritual(),
                started.intent(),
                started.understood(),
                ADA,
                SampleLog.CHANNEL.inThread("171.2"),
                started.deadline()));
        log.addAll(SampleLog.of(ID).subList(1, 4));
        Receipt receipt = session().view().receipts().getFirst();
        Play play = Play.proposed(
                        PLAY.value(),
                        "Start a drill on checkout",
                        "Opens an Incident Drill on it.",
                        "It has been failing since nine.",
                        new Rollback.Undo("Nothing is changed: a drill only reads."),
                        List.of(receipt.id()))
                .meaning(Drill.proposed("checkout errors"));
        Progress progress = new Progress(session());
        new Proposals(Actuators.NONE).add(progress, new PlayProposed(NOW, play), STRICT, NOW);
        log.addAll(progress.decision().events());
        log.add(new Finished(NOW, SessionView.Status.DONE, ""));
    }

    @Test
    void offersToStartItInsteadOfMarkingItDone() {
        assertThat(play().offers()).containsExactly(Choice.START_DRILL, Choice.DISMISS);
        assertThat(play().begun()).isEmpty();
    }

    @Test
    void isBegunByAnOperatorBesideTheBriefWhateverStopsActs() {
        Decision decision = press("k1", ADA, Role.OPERATOR);

        assertThat(begun(decision)).singleElement().satisfies(said -> {
            assertThat(said.ritual()).isEqualTo(RitualName.INCIDENT);
            assertThat(said.intent()).isEqualTo("checkout errors");
            assertThat(said.person()).isEqualTo(ADA);
            assertThat(said.place()).isEqualTo(SampleLog.CHANNEL);
            assertThat(said.session()).isEqualTo(new SessionId("s1-drill-checkout"));
        });
        assertThat(play().status()).isEqualTo(Play.Status.DONE);
        assertThat(play().rulings()).extracting(ruling -> ruling.name()).containsExactly(ADA.name());
        assertThat(play().begun()).contains(new SessionId("s1-drill-checkout"));
        assertThat(play().offers()).isEmpty();
    }

    @Test
    void isNotBegunByAViewerNorAfterItWasDismissed() {
        assertRefused(press("k1", BOB, Role.VIEWER), Why.NOT_ALLOWED, "operator");
        decide("k2", ADA, Choice.DISMISS, Role.OPERATOR);
        assertRefused(press("k3", BOB, Role.OPERATOR), Why.DECIDED, "decided before, by Ada; the play is dismissed.");
    }

    @Test
    void tellsWhoeverPressesLaterThatItIsBegun() {
        press("k1", ADA, Role.OPERATOR);

        assertTold(press("k2", BOB, Role.ADMIN), Why.DECIDED, "started already, by Ada; one is enough");
        assertTold(press("k3", ADA, Role.OPERATOR), Why.DECIDED, "one is enough");
        assertThat(play().rulings()).hasSize(1);
    }

    /** What the first press wanted may have been refused or given up on its way, and its key is used up then. */
    @Test
    void isWantedAnewByWhoeverPressesLaterAndMayBeginIt() {
        Heard.Said first = begun(press("k1", ADA, Role.OPERATOR)).getFirst();

        assertThat(begun(press("k2", BOB, Role.ADMIN))).singleElement().satisfies(said -> {
            assertThat(said.session()).as("so that it begins once").isEqualTo(first.session());
            assertThat(said.key()).isNotEqualTo(first.key());
            assertThat(said.person()).isEqualTo(BOB);
        });
        assertRefused(press("k3", BOB, Role.VIEWER), Why.NOT_ALLOWED, "operator");
        assertThat(begun(decide("k4", ADA, Choice.DISMISS, Role.ADMIN))).isEmpty();
    }

    @Test
    void isKnownByAKeyHoweverLongThoseOfItsSessionAndItsPressAre() {
        HeardKey key = Effect.Begin.once(
                        new SessionId("a".repeat(SessionId.LONGEST)),
                        new HeardKey("k".repeat(200)),
                        ADA,
                        SampleLog.CHANNEL,
                        RitualName.INCIDENT,
                        "checkout errors",
                        Optional.empty())
                .said()
                .key();

        assertThat(key.value()).startsWith("begun/aaa");
    }

    @Test
    void beginsTheSameAgainForAPressThatIsDeliveredAgain() {
        List<Heard.Said> first = begun(press("k1", ADA, Role.OPERATOR));
        int events = log.size();

        assertThat(begun(press("k1", ADA, Role.OPERATOR))).isEqualTo(first);
        assertThat(log).hasSize(events);

        press("k2", BOB, Role.VIEWER);
        assertThat(press("k2", BOB, Role.VIEWER)).as("it was refused").isEqualTo(Decision.NOTHING);
    }

    @Test
    void hasASessionOfItsOwnForEveryPlayAndBriefHoweverLongTheirNames() {
        SessionId longest = new SessionId("a".repeat(SessionId.LONGEST));
        List<SessionId> ids = Stream.of("drill-a", "drill-b", "drill-a.b", "b".repeat(90))
                .flatMap(cause -> Stream.of(ID, new SessionId("s2"), longest, new SessionId("a".repeat(63) + "b"))
                        .map(of -> of.next(cause)))
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.getFirst()).hasToString("s1-drill-a");
    }

    private static List<Heard.Said> begun(Decision decision) {
        return decision.effects().stream()
                .filter(Effect.Begin.class::isInstance)
                .map(effect -> ((Effect.Begin) effect).said())
                .toList();
    }

    private static void assertRefused(Decision decision, Why why, String words) {
        assertTold(decision, why, words);
        assertThat(begun(decision)).isEmpty();
    }

    private static void assertTold(Decision decision, Why why, String words) {
        assertThat(decision.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayRefused.class,
                        refused -> assertThat(refused.refusal().why()).isEqualTo(why));
        String told = decision.effects().stream()
                .filter(Effect.Tell.class::isInstance)
                .map(effect -> ((Effect.Tell) effect).notice().toString())
                .collect(Collectors.joining());
        assertThat(told).contains(words);
    }

    private Decision press(String key, Person person, Role role) {
        return decide(key, person, Choice.START_DRILL, role);
    }

    private Decision decide(String key, Person person, Choice choice, Role role) {
        Heard.Pressed pressed = new Heard.Pressed(
                new HeardKey(key),
                person,
                SampleLog.CHANNEL.inThread("171.2"),
                ID,
                new Heard.Button.Decide(PLAY, choice, Digest.NONE, ""));
        Decision decision =
                lifecycle.decide(ID, Optional.of(session()), new Input.FromPerson(pressed, role), STRICT, NOW);
        log.addAll(decision.events());
        return decision;
    }

    private RitualSession session() {
        return RitualSession.fold(ID, log).orElseThrow();
    }

    private Play play() {
        return session().play(PLAY).orElseThrow();
    }
}
