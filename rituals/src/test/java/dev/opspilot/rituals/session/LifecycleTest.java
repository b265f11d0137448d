package dev.opspilot.rituals.session;

import static dev.opspilot.rituals.session.SampleLog.ADA;
import static dev.opspilot.rituals.session.SampleLog.CHANNEL;
import static dev.opspilot.rituals.session.SampleLog.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.brief.MorningBrief;
import dev.opspilot.rituals.experiment.RevenueExperiment;
import dev.opspilot.rituals.incident.IncidentDrill;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.CallAnswered;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.WhyAsked;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The transition table, row by row. */
final class LifecycleTest {
    private static final SessionId ID = new SessionId("s1");
    private static final FindingId SEEN = new FindingId("seen");
    private static final CallId GITHUB = new CallId("deploys.recent/github");
    private static final CallId ARGO = new CallId("deploys.recent/argo");
    private static final Instant LATE = NOW.plusSeconds(10);

    private final Lifecycle lifecycle = new Lifecycle(
            List.of(new TestRitual()),
            new Instruments(List.of(new Unasked("github"), new Unasked("argo"))),
            Minds.NONE);
    private final List<SessionEvent> log = new ArrayList<>();

    @Test
    void a_start_plans_asks_every_source_and_sets_the_alarm() {
        Decision decision = start();

        assertThat(decision.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Started", "Planned", "CallAsked", "CallAsked", "StepMoved");
        assertThat(asked(decision)).containsExactly(GITHUB, ARGO);
        assertThat(decision.effects()).contains(new Effect.WakeAt(LATE), new Effect.Show());
        assertThat(state().deadline()).isEqualTo(LATE);
        assertThat(state().view().plan()).extracting(PlanStep::status).containsExactly(PlanStep.Status.IN_PROGRESS);
    }

    @Test
    void a_second_start_of_the_same_session_does_nothing() {
        start();

        assertThat(start()).isEqualTo(Decision.NOTHING);
    }

    @Test
    void nothing_but_a_start_concerns_a_session_that_has_not_started() {
        assertThat(decide(new Input.Tick(), NOW)).isEqualTo(Decision.NOTHING);
        assertThat(decide(new Input.Resumed(), NOW)).isEqualTo(Decision.NOTHING);
        assertThat(decide(answer(GITHUB), NOW)).isEqualTo(Decision.NOTHING);
        assertThat(decide(new Input.FromPerson(why("k9", SEEN, ADA)), NOW)).isEqualTo(Decision.NOTHING);
    }

    @Test
    void a_session_without_any_source_fails_at_once_and_says_why() {
        Lifecycle alone = new Lifecycle(List.of(new TestRitual()), new Instruments(List.of()), Minds.NONE);
        log.addAll(alone.decide(ID, Optional.empty(), new Input.FromPerson(said()), NOW)
                .events());

        assertThat(state().view().status()).isEqualTo(Status.FAILED);
        assertThat(log.getLast())
                .isInstanceOfSatisfying(
                        Finished.class,
                        finished -> assertThat(finished.reason())
                                .startsWith(
                                        "No source is connected, so there is nothing to go by. In opspilot.yml, name an MCP server")
                                .contains("say which of its tools answers deploys.recent; one is enough"));
        assertThat(state().view().plan()).isEmpty();
    }

    @Test
    void a_session_that_could_only_ask_its_own_log_does_not_go_through_a_plan() {
        Instruments own = new Instruments(List.of(
                new Unasked("opspilot/sessions", Capability.SESSIONS_PAST),
                new Unasked("opspilot/freezes", Capability.CHANGES_FREEZES)));
        for (Ritual ritual : List.of(new IncidentDrill(), new MorningBrief(ZoneOffset.UTC), new RevenueExperiment())) {
            Heard.Said said = new Heard.Said(
                    new HeardKey("k1"), ADA, CHANNEL, ID, ritual.name(), "what is new?", Optional.empty());
            Decision decision = new Lifecycle(List.of(ritual), own, Minds.NONE)
                    .decide(ID, Optional.empty(), new Input.FromPerson(said), NOW);

            assertThat(decision.events()).noneMatch(SessionEvent.CallAsked.class::isInstance);
            assertThat(decision.events().getLast())
                    .isInstanceOfSatisfying(
                            Finished.class,
                            finished -> assertThat(finished.reason())
                                    .contains("No source is connected", "opspilot doctor"));
        }
    }

    @Test
    void an_answer_becomes_a_receipt_and_the_session_goes_on() {
        start();

        Decision decision = decide(answer(GITHUB), NOW.plusSeconds(1));

        CallAnswered answered = decision.events().stream()
                .filter(CallAnswered.class::isInstance)
                .map(CallAnswered.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(answered.receipt().seq()).isEqualTo(1);
        assertThat(answered.receipt().actor()).isEqualTo(ADA.actor());
        assertThat(answered.receipt().outcome()).isEqualTo(Outcome.FOUND);
        assertThat(state().view().status()).isEqualTo(Status.RUNNING);
        assertThat(state().view().firstInsightAt()).contains(NOW.plusSeconds(1));
        assertThat(state().open()).extracting(Call::id).containsExactly(ARGO);
        assertThat(decision.effects()).containsExactly(new Effect.Show());
    }

    @Test
    void the_last_answer_ends_the_session_with_a_sound_chain() {
        start();
        decide(answer(GITHUB), NOW.plusSeconds(1));
        decide(answer(ARGO), NOW.plusSeconds(2));

        assertThat(state().view().status()).isEqualTo(Status.DONE);
        assertThat(state().view().finishedAt()).contains(NOW.plusSeconds(2));
        assertThat(ReceiptChain.verify(
                        ID,
                        log.stream()
                                .filter(CallAnswered.class::isInstance)
                                .map(CallAnswered.class::cast)
                                .map(each -> new ReceiptChain.Stored(
                                        each.receipt(), each.reading().origin().result()))
                                .toList()))
                .isEmpty();
    }

    @Test
    void an_answer_given_twice_or_never_asked_for_or_after_the_end_does_nothing() {
        start();
        decide(answer(GITHUB), NOW);

        assertThat(decide(answer(GITHUB), NOW)).isEqualTo(Decision.NOTHING);
        assertThat(decide(answer(new CallId("deploys.recent/other")), NOW)).isEqualTo(Decision.NOTHING);

        decide(new Input.Tick(), LATE);
        assertThat(decide(answer(ARGO), LATE)).isEqualTo(Decision.NOTHING);
    }

    @Test
    void every_outcome_of_a_call_stands_on_its_receipt() {
        start();
        Reading.Origin origin = new Reading.Origin("github", "github", "{}", NOW, false, "", Optional.empty());
        decide(new Input.Answer(GITHUB, NOW, Duration.ZERO, new Reading.Denied(origin, "No access.")), NOW);
        decide(new Input.Answer(ARGO, NOW, Duration.ZERO, new Reading.Nothing(origin)), NOW);

        assertThat(state().view().receipts())
                .extracting(Receipt::outcome)
                .containsExactly(Outcome.DENIED, Outcome.NOTHING);
        assertThat(state().view().plan().getFirst().output())
                .isEqualTo("github refused: No access.; argo: nothing found");
    }

    @Test
    void a_tick_before_the_deadline_only_sets_the_alarm_again() {
        start();

        assertThat(decide(new Input.Tick(), LATE.minusMillis(1)))
                .isEqualTo(new Decision(List.of(), List.of(new Effect.WakeAt(LATE))));
    }

    @Test
    void a_tick_at_the_deadline_ends_the_session_with_a_receipt_for_every_call_that_is_missing() {
        start();
        decide(answer(GITHUB), NOW.plusSeconds(1));

        decide(new Input.Tick(), LATE);

        assertThat(state().view().status()).isEqualTo(Status.DONE);
        assertThat(state().open()).isEmpty();
        assertThat(state().view().receipts())
                .extracting(Receipt::outcome)
                .containsExactly(Outcome.FOUND, Outcome.FAILED);
        assertThat(state().view().receipts().getLast().latency()).isEqualTo(Duration.ofSeconds(10));
        assertThat(decide(new Input.Tick(), LATE.plusSeconds(60))).isEqualTo(Decision.NOTHING);
    }

    @Test
    void a_tick_long_after_the_deadline_ends_a_session_that_waits_for_nothing() {
        start();
        decide(answer(GITHUB), NOW.plusSeconds(1));
        decide(answer(ARGO), NOW.plusSeconds(2));
        log.removeIf(Finished.class::isInstance);

        assertThat(decide(new Input.Tick(), LATE.plusSeconds(60))).isEqualTo(Decision.NOTHING);
        decide(new Input.Tick(), LATE.plusSeconds(61));

        assertThat(state().view().status()).isEqualTo(Status.FAILED);
        assertThat(state().view().reason()).contains("lost track", "Ask again");
    }

    @Test
    void a_session_taken_over_asks_only_what_has_no_receipt_and_has_its_whole_time_again() {
        start();
        decide(answer(GITHUB), NOW.plusSeconds(1));
        Duration limit = Duration.between(NOW, LATE);

        Decision decision = decide(new Input.Resumed(), LATE.plusSeconds(60));

        Instant deadline = LATE.plusSeconds(60).plus(limit);
        assertThat(decision.events()).containsExactly(new SessionEvent.TakenOver(LATE.plusSeconds(60), deadline));
        assertThat(asked(decision)).containsExactly(ARGO);
        assertThat(decision.effects()).contains(new Effect.Show(), new Effect.WakeAt(deadline));
        assertThat(decide(new Input.Tick(), LATE.plusSeconds(61)).events()).isEmpty();
    }

    @Test
    void an_ended_session_taken_over_is_only_shown() {
        start();
        decide(new Input.Tick(), LATE);

        assertThat(decide(new Input.Resumed(), LATE)).isEqualTo(new Decision(List.of(), List.of(new Effect.Show())));
    }

    @Test
    void why_is_kept_and_answered_also_after_the_end() {
        start();
        decide(answer(GITHUB), NOW);
        decide(new Input.Tick(), LATE);

        Decision decision = decide(new Input.FromPerson(why("k2", SEEN, ADA)), LATE.plusSeconds(60));

        assertThat(decision.events())
                .containsExactly(new WhyAsked(LATE.plusSeconds(60), new HeardKey("k2"), ADA, CHANNEL, SEEN));
        assertThat(decision.effects()).containsExactly(why(Depth.CLAIM));
    }

    @Test
    void a_double_click_of_why_is_one_question_and_a_later_or_other_press_another() {
        start();
        decide(answer(GITHUB), NOW);
        Person bob = new Person("slack", "U2", "Bob");
        decide(new Input.FromPerson(why("k2", SEEN, ADA)), NOW);

        assertThat(decide(new Input.FromPerson(why("k3", SEEN, ADA)), NOW.plusMillis(1_999)))
                .isEqualTo(Decision.NOTHING);
        assertThat(decide(new Input.FromPerson(why("k4", SEEN, bob)), NOW.plusMillis(1_999))
                        .events())
                .hasSize(1);
        assertThat(decide(new Input.FromPerson(why("k5", SEEN, ADA)), NOW.plusSeconds(2))
                        .events())
                .hasSize(1);
    }

    @Test
    void the_same_press_heard_again_is_answered_again_and_not_kept_twice() {
        start();
        decide(answer(GITHUB), NOW);
        decide(new Input.FromPerson(why("k2", SEEN, ADA)), NOW);

        Decision again = decide(new Input.FromPerson(why("k2", SEEN, ADA)), NOW.plusSeconds(1));

        assertThat(again.events()).isEmpty();
        assertThat(again.effects()).containsExactly(why(Depth.CLAIM));
    }

    @Test
    void a_question_is_open_as_long_as_an_answer_may_come() {
        start();
        HeardKey lost = new HeardKey("k2");
        decide(new Input.FromPerson(new Heard.Asked(lost, ADA, CHANNEL, ID, "who are you?")), NOW);
        HeardKey read = new HeardKey("k3");
        decide(new Input.FromPerson(new Heard.Asked(read, ADA, CHANNEL, ID, "which deploys?")), NOW);

        assertThat(state().question(lost)).hasValueSatisfying(each -> {
            assertThat(each.answer()).isEmpty();
            assertThat(each.open()).isFalse();
        });
        assertThat(state().question(read).orElseThrow().open()).isTrue();
        decide(answer(new CallId(GITHUB + "#2")), NOW);
        assertThat(state().question(read).orElseThrow().open()).isTrue();
        decide(answer(new CallId(ARGO + "#2")), NOW);
        assertThat(state().question(read)).hasValueSatisfying(each -> {
            assertThat(each.answer()).isPresent();
            assertThat(each.open()).isFalse();
        });
    }

    @Test
    void a_question_for_an_amount_takes_a_reading_of_its_own() {
        CallId analytics = new CallId("product.metrics/analytics");
        Lifecycle wide = new Lifecycle(
                List.of(new TestRitual()),
                new Instruments(List.of(new Unasked("github"), new Unasked("analytics", Capability.PRODUCT_METRICS))),
                Minds.NONE);
        start();
        HeardKey key = new HeardKey("k2");
        Input asks =
                new Input.FromPerson(new Heard.Asked(key, ADA, CHANNEL, ID, "how many people signed up yesterday?"));
        Decision reads = wide.decide(ID, Optional.of(state()), asks, NOW);
        log.addAll(reads.events());
        Query query = reads.effects().stream()
                .filter(Effect.Ask.class::isInstance)
                .map(effect -> ((Effect.Ask) effect).query())
                .findFirst()
                .orElseThrow();

        assertThat(asked(reads)).containsExactly(analytics);
        assertThat(Duration.between(query.from(), query.to())).isEqualTo(Duration.ofDays(1));
        assertThat(state().question(key).orElseThrow().open()).isTrue();

        double[] hours = new double[24];
        Arrays.fill(hours, 10);
        Series series = Series.of(
                new Subject(Subject.Kind.BUSINESS, "Lumafold"),
                "sign_ups",
                Series.Unit.COUNT,
                Series.Bad.DOWN,
                new Samples(query.from(), Duration.ofHours(1), hours),
                List.of());
        Reading found = new Reading.Found(
                new Reading.Origin("analytics", "analytics", "{}", NOW, false, "{}", Optional.empty()),
                new Facts(List.of(series), List.of(), List.of()));
        Decision answered = wide.decide(
                ID, Optional.of(state()), new Input.Answer(analytics, NOW, Duration.ofMillis(80), found), NOW);
        log.addAll(answered.events());

        assertThat(answered.events()).noneMatch(SessionEvent.FindingMade.class::isInstance);
        assertThat(state().readings()).extracting(Call::id).doesNotContain(analytics);
        assertThat(state().question(key).orElseThrow().answer()).hasValueSatisfying(each -> {
            assertThat(each.text()).startsWith("Lumafold sign ups came to 240 on ");
            assertThat(each.receipts())
                    .containsExactly(state().view().receipts().getLast().id());
        });

        Input again = new Input.FromPerson(
                new Heard.Asked(new HeardKey("k3"), ADA, CHANNEL, ID, "number of sign-ups yesterday"));
        assertThat(asked(wide.decide(ID, Optional.of(state()), again, NOW)))
                .as("the reading is there")
                .isEmpty();
    }

    @Test
    void why_of_an_unknown_finding_does_nothing() {
        start();

        assertThat(decide(new Input.FromPerson(why("k2", new FindingId("none"), ADA)), NOW))
                .isEqualTo(Decision.NOTHING);
    }

    @Test
    void the_same_arguments_give_the_same_decision() {
        start();
        Optional<RitualSession> state = Optional.of(state());

        assertThat(lifecycle.decide(ID, state, answer(GITHUB), NOW))
                .isEqualTo(lifecycle.decide(ID, state, answer(GITHUB), NOW));
    }

    private Decision start() {
        return decide(new Input.FromPerson(said()), NOW);
    }

    private Decision decide(Input input, Instant now) {
        Decision decision = lifecycle.decide(ID, RitualSession.fold(ID, log), input, now);
        log.addAll(decision.events());
        return decision;
    }

    private RitualSession state() {
        return RitualSession.fold(ID, log).orElseThrow();
    }

    private Effect why(Depth depth) {
        return new Effect.Post(
                new HeardKey("k2"),
                ADA,
                CHANNEL,
                new Answer.Content.Why(state().view().why(SEEN).orElseThrow(), depth, List.of()));
    }

    private static Heard.Said said() {
        return new Heard.Said(
                new HeardKey("k1"), ADA, CHANNEL, ID, RitualName.INCIDENT, "payments just failed", Optional.empty());
    }

    private static Heard.Pressed why(String key, FindingId finding, Person person) {
        return new Heard.Pressed(new HeardKey(key), person, CHANNEL, ID, new Heard.Button.Why(finding));
    }

    private static Input.Answer answer(CallId call) {
        return new Input.Answer(call, NOW, Duration.ofMillis(80), TestRitual.found("github", NOW));
    }

    private static List<CallId> asked(Decision decision) {
        return decision.effects().stream()
                .filter(Effect.Ask.class::isInstance)
                .map(effect -> ((Effect.Ask) effect).call())
                .toList();
    }

    /** A source that the lifecycle, being pure, never reads. */
    private record Unasked(String tool, Capability capability) implements Instrument {
        Unasked(String tool) {
            this(tool, Capability.DEPLOYS_RECENT);
        }

        @Override
        public String source() {
            return tool;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Reading read(Query query) {
            throw new AssertionError("a decision reads nothing");
        }
    }
}
