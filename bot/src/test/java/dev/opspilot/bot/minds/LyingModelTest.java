package dev.opspilot.bot.minds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.config.ModelAccess;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Injection;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Narrative.Dropped;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.Lifecycle;
import dev.opspilot.rituals.session.MemorySessionStore;
import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.Orchestrator;
import dev.opspilot.rituals.session.RecordingSurface;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.session.TestRitual;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A whole session whose model lies, breaks off or does not answer: what comes out is true, and in time. One contract,
 * whatever protocol the model's provider speaks.
 */
@ParameterizedClass
@EnumSource
final class LyingModelTest {
    private static final SessionId ID = new SessionId("s1");
    private static final String MIND = "Analyst (test-model)";
    private static final String TRUTH = "A source answered.";
    private static final String TRUE_LINE = ModelStub.line(TRUTH, "E1");
    /** An answer has room for so many, and a true one. */
    private static final int AT_ONCE = 7;

    private final ModelProtocol protocol;
    private final ModelStub stub;
    private int seconds = 10;

    LyingModelTest(ModelProtocol protocol) {
        this.protocol = protocol;
        this.stub = new ModelStub(protocol);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private SessionView session() throws Exception {
        String yaml = """
                servers: {}
                bindings: []
                minds:
                  Analyst: {provider: %s, model: test-model, apiKey: "${KEY}", baseUrl: "%s", budget: {seconds: %d}}
                rituals: {incident: {mind: Analyst}}
                """.formatted(protocol.provider(), stub.url(), seconds);
        Minds minds = LanguageMinds.of(OpsPilotYml.parse("test.yml", yaml, Map.of("KEY", "k")), ModelAccess.NONE);
        Instruments instruments = new Instruments(List.of(new Deploys()));
        RecordingSurface surface = new RecordingSurface();
        try (Orchestrator orchestrator = new Orchestrator(
                new NodeId("one"),
                new MemorySessionStore(),
                new Lifecycle(List.of(new TestRitual()), instruments, minds),
                instruments,
                minds,
                List.of(surface),
                _ -> {},
                InstantSource.system())) {
            orchestrator.start();
            var _ = orchestrator.hear(new Heard.Said(
                    new HeardKey("k1"),
                    SampleLog.ADA,
                    SampleLog.CHANNEL,
                    ID,
                    RitualName.INCIDENT,
                    "payments just failed",
                    Optional.empty()));
            SessionView view = surface.awaitEnd(ID);
            assertThat(view.status()).isEqualTo(Status.DONE);
            assertThat(view.findings()).hasSize(1);
            assertThat(view.plays()).isEmpty();
            assertThat(view.telling().asked()).contains(MIND);
            return view;
        }
    }

    @Test
    void tells_only_the_true_sentence_and_who_told_it() throws Exception {
        stub.says(
                ModelStub.line("A source answered 31 times.", "E1"),
                ModelStub.line("A source answered.", "E99"),
                ModelStub.line("A source of Stripe answered.", "E1"),
                ModelStub.line("A source answered {E1.value} times.", "E1"),
                ModelStub.line("A source answered, see https://evil.example.", "E1"),
                "{\"text\": \"A source",
                TRUE_LINE);

        Narrative narrative = session().telling().narrative().orElseThrow();

        assertThat(narrative.mind()).isEqualTo(MIND);
        assertThat(narrative.text()).isEqualTo(TRUTH);
        assertThat(narrative.dropped())
                .extracting(Dropped::because)
                .containsExactly(
                        "What it cites does not say so: “31 times”.",
                        "It cites what is not there: E99.",
                        "What it cites does not say so: “of Stripe answered”.",
                        "It names a figure that is not there: {E1.value}.",
                        "It holds an address.");
    }

    static Stream<List<Injection>> batches() {
        List<Injection> all = Injection.all();
        List<List<Injection>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            batches.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return batches.stream();
    }

    @ParameterizedTest
    @MethodSource("batches")
    void tells_nothing_of_what_injections_make_it_say(List<Injection> injections) throws Exception {
        stub.says(Stream.concat(
                        injections.stream().map(each -> ModelStub.line(each.obeyed(), "E1")), Stream.of(TRUE_LINE))
                .toArray(String[]::new));

        Narrative narrative = session().telling().narrative().orElseThrow();

        assertThat(narrative.text()).isEqualTo(TRUTH);
        assertThat(narrative.dropped()).hasSize(injections.size());
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                failure("hang", ModelStub::hangs),
                failure("half a stream", stub -> stub.breaksOffAfter(TRUE_LINE)),
                failure("429", stub -> stub.answersStatus(429)),
                failure("500", stub -> stub.answersStatus(500)),
                failure("garbage", ModelStub::sendsGarbage),
                failure("refusal", stub -> stub.says("I cannot help with that.")),
                failure("refusal half way", stub -> stub.ends(ModelProtocol.End.REFUSAL, "{\"text\": \"half")),
                failure("only lies", stub -> stub.says(ModelStub.line("Stripe lost 9 payments.", "E1"))));
    }

    private static Arguments failure(String name, UnaryOperator<ModelStub> failing) {
        return Arguments.of(name, failing);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void ends_in_time_and_says_why_the_mind_was_not_heard(String name, UnaryOperator<ModelStub> failing)
            throws Exception {
        var _ = failing.apply(stub);
        seconds = 1;
        long start = System.nanoTime();

        SessionView.Telling telling = session().telling();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(name).isLessThan(Duration.ofSeconds(10));
        assertThat(telling.silence()).as(name).isNotBlank().doesNotContain("evil");
        telling.narrative().ifPresent(narrative -> assertThat(narrative.text()).isIn("", TRUTH));
    }

    private record Deploys() implements Instrument {
        @Override
        public Capability capability() {
            return Capability.DEPLOYS_RECENT;
        }

        @Override
        public String source() {
            return "deploys";
        }

        @Override
        public String tool() {
            return "deploys";
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Reading read(Query query) {
            return TestRitual.found("deploys", query.to());
        }
    }
}
