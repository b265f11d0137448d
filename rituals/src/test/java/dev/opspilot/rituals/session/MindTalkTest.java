package dev.opspilot.rituals.session;

import static dev.opspilot.rituals.session.SampleLog.ADA;
import static dev.opspilot.rituals.session.SampleLog.CHANNEL;
import static dev.opspilot.rituals.session.SampleLog.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Assignment;
import dev.opspilot.rituals.mind.Claim;
import dev.opspilot.rituals.mind.Evidence;
import dev.opspilot.rituals.mind.Mind;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.mind.Thought;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a session takes of a mind's answer. */
final class MindTalkTest {
    private static final SessionId ID = new SessionId("s1");

    private final Lifecycle lifecycle = new Lifecycle(
            List.of(new TestRitual()),
            new Instruments(List.of(new Deploys())),
            new Minds(Map.of(RitualName.INCIDENT, new Unasked())));
    private final List<SessionEvent> log = new ArrayList<>();

    /** Evidence is numbered by its place, and an alert that joins while a mind thinks puts rows before the others. */
    @Test
    void checks_a_claim_against_what_the_mind_was_given_and_not_against_what_has_come_since() {
        Effect.Think think = thinking();
        ReceiptId receipt = state().view().receipts().getFirst().id();
        List<Evidence> given = List.of(new Evidence(
                "E1", "Refunds of Shop: 41, expected 7–12.", new TreeMap<>(Map.of("n1", "41")), List.of(receipt)));
        assertThat(think.assignment().evidence()).isNotEqualTo(given);
        Claim claim = new Claim("Refunds of Shop are at {E1.n1}.", List.of("E1"));

        decide(new Input.Said(think.about(), think.round(), given, claim));
        assertThat(told().text()).isEqualTo("Refunds of Shop are at 41.");
        decide(new Input.Thought(think.about(), think.round(), given, new Thought.Told(List.of(claim), 10)));

        assertThat(told().text()).isEqualTo("Refunds of Shop are at 41.");
        assertThat(told().dropped()).isEmpty();
        assertThat(state().view().status()).isEqualTo(Status.DONE);
    }

    @Test
    void drops_a_claim_that_what_the_mind_was_given_does_not_carry_though_the_session_has_it_by_now() {
        Effect.Think think = thinking();
        Evidence first = think.assignment().evidence().getFirst();
        Claim claim = new Claim(first.text(), List.of(first.id()));

        decide(new Input.Thought(think.about(), think.round(), List.of(), new Thought.Told(List.of(claim), 10)));

        assertThat(state().view()
                        .telling()
                        .narrative()
                        .map(Narrative::sentences)
                        .orElse(List.of()))
                .isEmpty();
        assertThat(state().view().status()).isEqualTo(Status.DONE);
    }

    @Test
    void what_is_told_after_a_stop_changes_nothing_but_what_it_cost() {
        Effect.Think think = thinking();
        List<Evidence> given = think.assignment().evidence();
        Claim claim =
                new Claim(given.getFirst().text(), List.of(given.getFirst().id()));
        decide(new Input.FromPerson(new Heard.Pressed(new HeardKey("k2"), ADA, CHANNEL, ID, new Heard.Button.Stop())));
        assertThat(state().view().status()).isEqualTo(Status.CANCELLED);

        decide(new Input.Said(think.about(), think.round(), given, claim));
        decide(new Input.Thought(think.about(), think.round(), given, new Thought.Told(List.of(claim), 10)));
        decide(new Input.Tick());

        assertThat(state().view().status()).isEqualTo(Status.CANCELLED);
        assertThat(state().view().telling().narrative()).isEmpty();
        assertThat(state().mind().tokens()).isEqualTo(10);
        assertThat(log).filteredOn(SessionEvent.Finished.class::isInstance).hasSize(1);
    }

    /** A session whose sources have answered, and what its mind is asked. */
    private Effect.Think thinking() {
        decide(new Input.FromPerson(new Heard.Said(
                new HeardKey("k1"), ADA, CHANNEL, ID, RitualName.INCIDENT, "payments just failed", Optional.empty())));
        return decide(new Input.Answer(
                        new CallId("deploys.recent/github"),
                        NOW,
                        Duration.ofMillis(80),
                        TestRitual.found("github", NOW)))
                .effects()
                .stream()
                .filter(Effect.Think.class::isInstance)
                .map(Effect.Think.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private Narrative told() {
        return state().view().telling().narrative().orElseThrow();
    }

    private Decision decide(Input input) {
        Decision decision = lifecycle.decide(ID, RitualSession.fold(ID, log), input, NOW.plusSeconds(1));
        log.addAll(decision.events());
        return decision;
    }

    private RitualSession state() {
        return RitualSession.fold(ID, log).orElseThrow();
    }

    /** A mind that the lifecycle, being pure, never asks. */
    private record Unasked() implements Mind {
        @Override
        public String name() {
            return "Analyst";
        }

        @Override
        public Budget budget() {
            return new Budget(3, 1_000, Duration.ofSeconds(20));
        }

        @Override
        public Set<Capability> mayRead() {
            return Set.of();
        }

        @Override
        public Thought think(Assignment assignment, Consumer<Claim> said) {
            throw new AssertionError("asked");
        }

        @Override
        public Optional<RitualName> choose(String words) {
            throw new AssertionError("asked");
        }
    }

    private record Deploys() implements Instrument {
        @Override
        public Capability capability() {
            return Capability.DEPLOYS_RECENT;
        }

        @Override
        public String source() {
            return "github";
        }

        @Override
        public String tool() {
            return "github";
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Reading read(Query query) {
            throw new AssertionError("asked");
        }
    }
}
