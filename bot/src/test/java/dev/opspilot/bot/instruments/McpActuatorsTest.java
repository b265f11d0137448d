package dev.opspilot.bot.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Check;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.receipt.SessionId;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acts made exact by a configuration, and called at a real server over Streamable HTTP. */
final class McpActuatorsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:07:30Z");
    private static final SessionId SESSION = new SessionId("s1");
    private static final PlayId PLAY = new PlayId("roll-back");
    private static final List<CallToolRequest> CALLS = new CopyOnWriteArrayList<>();
    private static final CountDownLatch TEST_OVER = new CountDownLatch(1);
    private static ToolServer server;
    private static McpInstruments sources;

    @BeforeAll
    static void start() throws Exception {
        Map<String, Function<CallToolRequest, CallToolResult>> tools = new LinkedHashMap<>();
        tools.put("rollback", request -> {
            CALLS.add(request);
            return CallToolResult.builder()
                    .structuredContent(Map.of("status", "done", "at", "now"))
                    .addTextContent("Done.")
                    .build();
        });
        tools.put(
                "redeploy",
                _ -> CallToolResult.builder().addTextContent("Deployed again.").build());
        tools.put(
                "set_flag",
                _ -> CallToolResult.builder()
                        .addTextContent("the flag is locked")
                        .isError(true)
                        .build());
        tools.put(
                "pause",
                _ -> CallToolResult.builder()
                        .addTextContent("403 Forbidden: scope is missing")
                        .isError(true)
                        .build());
        tools.put("failover", _ -> {
            try {
                TEST_OVER.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CallToolResult.builder().addTextContent("late").build();
        });
        server = ToolServer.start(0, tools);
        sources = McpInstruments.of(yml(server.url().toString()), InstantSource.fixed(NOW));
    }

    @AfterAll
    static void stop() throws Exception {
        TEST_OVER.countDown();
        sources.close();
        server.close();
    }

    private static OpsPilotYml yml(String url) throws Exception {
        return OpsPilotYml.parse("opspilot.yml", """
                servers:
                  shop: {url: "%s"}
                bindings: []
                acts:
                  - act: deploys.rollback
                    server: shop
                    tool: rollback
                    source: Deploys
                    environment: production
                    expires: 90m
                    arguments: {z: "{change}", list: ["{service} at {change}", 7, {deep: "{key}"}], a: true}
                    undo: {tool: redeploy, arguments: {id: "{change}", key: "{key}"}}
                    verify: {capability: errors.counts, metric: errors, subject: "{service}", watch: 20m, every: 10s}
                  - {act: flags.revert, server: shop, tool: set_flag, source: Flags, arguments: {id: "{change}"}}
                  - {act: experiments.pause, server: shop, tool: pause, source: Trials}
                  - {act: providers.failover, server: shop, tool: failover, source: Routing, timeout: 300ms}
                """.formatted(url), Map.of());
    }

    private static Intention rollback(String change) {
        return new Intention(
                ActKind.DEPLOYS_ROLLBACK,
                Optional.of("payments-api"),
                Map.of("change", change, "service", "payments-api"),
                "It gets better.",
                "It may not.");
    }

    private static Actuators.Binding bound(Intention intention) {
        return sources.actuators().bind(SESSION, PLAY, intention, NOW).orElseThrow();
    }

    @Test
    void makesAnIntentionExact() {
        Actuators.Binding binding = bound(rollback("d1"));

        assertThat(binding.bound())
                .isEqualTo(new Bound(
                        new Act(
                                "shop",
                                "rollback",
                                "{\"a\":true,\"list\":[\"payments-api at d1\",7,{\"deep\":\"s1/roll-back\"}],\"z\":\"d1\"}"),
                        "production",
                        Optional.of(new Check(
                                Capability.ERRORS_COUNTS,
                                "errors",
                                Optional.of("payments-api"),
                                Duration.ofMinutes(20),
                                Duration.ofSeconds(10))),
                        NOW.plus(Duration.ofMinutes(90))));
        assertThat(binding.undo())
                .contains(new Act("shop", "redeploy", "{\"id\":\"d1\",\"key\":\"s1/roll-back/undo\"}"));
    }

    @Test
    void theSameIntentionHasTheSameDigestAndAnotherHasAnother() {
        assertThat(bound(rollback("d1")).bound().act().digest())
                .isEqualTo(bound(rollback("d1")).bound().act().digest())
                .isNotEqualTo(bound(rollback("d2")).bound().act().digest());
        assertThat(sources.actuators()
                        .bind(new SessionId("s2"), PLAY, rollback("d1"), NOW)
                        .orElseThrow()
                        .bound()
                        .act()
                        .digest())
                .as("a key of another session")
                .isNotEqualTo(bound(rollback("d1")).bound().act().digest());
    }

    @ParameterizedTest
    @CsvSource({"'{key}'", "'{service}'", "'d1\",\"all\":\"yes'", "'{'", "'a}b{c'"})
    void whatIsPutInStaysTextHoweverItLooks(String change) throws Exception {
        Act act = bound(rollback(change)).bound().act();

        JsonNode arguments = JsonMapper.builder().build().readTree(act.arguments());
        assertThat(arguments.path("z").asText()).isEqualTo(change);
        assertThat(arguments.properties()).extracting(Map.Entry::getKey).containsExactly("a", "list", "z");
    }

    @Test
    void isForAPersonWhereItDoesNotKnowWhatTheToolMustBeTold() {
        Intention vague = new Intention(
                ActKind.DEPLOYS_ROLLBACK, Optional.empty(), Map.of("change", "d1"), "It gets better.", "It may not.");
        Intention unbound = new Intention(
                ActKind.AUTOMATIONS_RUN, Optional.empty(), Map.of("automation", "x"), "It runs.", "It may not.");

        assertThat(sources.actuators().bind(SESSION, PLAY, vague, NOW)).isEmpty();
        assertThat(sources.actuators().bind(SESSION, PLAY, unbound, NOW)).isEmpty();
    }

    @Test
    void callsExactlyWhatWasShownAndTellsWhatTheToolSaid() {
        CALLS.clear();
        Actuators.Binding binding = bound(rollback("d1"));

        Act.Answer answer = sources.actuators().call(binding.bound().act());

        assertThat(answer).isInstanceOf(Act.Answer.Done.class);
        assertThat(answer.origin().result()).isEqualTo("{\"at\":\"now\",\"status\":\"done\"}");
        assertThat(answer.origin().source()).isEqualTo("Deploys");
        assertThat(answer.origin().tool()).isEqualTo("shop/rollback");
        assertThat(answer.origin().arguments()).isEqualTo(binding.bound().act().arguments());
        assertThat(CALLS).hasSize(1);
        assertThat(CALLS.getFirst().arguments())
                .containsEntry("z", "d1")
                .containsEntry("a", true)
                .containsEntry("list", List.of("payments-api at d1", 7, Map.of("deep", "s1/roll-back")));

        assertThat(sources.actuators().call(binding.undo().orElseThrow()))
                .isInstanceOfSatisfying(
                        Act.Answer.Done.class,
                        done -> assertThat(done.origin().result()).isEqualTo("Deployed again."));
    }

    @ParameterizedTest
    @CsvSource({
        "set_flag, The tool reported an error: “the flag is locked”.",
        "pause, The source refused: “403 Forbidden: scope is missing”; check the rights of “shop” in opspilot.yml.",
        "nothing, 'It is no longer bound in the configuration, so it was not called.'",
    })
    void aToolThatDidNotDoItHasFailed(String tool, String reason) {
        assertThat(sources.actuators().call(new Act("shop", tool, "{}")))
                .isInstanceOfSatisfying(
                        Act.Answer.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(reason));
    }

    @Test
    void aToolOfAnotherServerIsNotCalled() {
        CALLS.clear();

        assertThat(sources.actuators().call(new Act("elsewhere", "rollback", "{}")))
                .isInstanceOf(Act.Answer.Failed.class);
        assertThat(CALLS).isEmpty();
    }

    @Test
    void nobodyKnowsWhatBecameOfACallThatGotNoAnswer() {
        assertThat(sources.actuators().call(new Act("shop", "failover", "{}")))
                .isInstanceOfSatisfying(
                        Act.Answer.Unknown.class,
                        unknown -> assertThat(unknown.reason())
                                .startsWith("No answer within 300 ms.")
                                .endsWith("It may or may not have had its effect, and was not called again."));
    }

    @Test
    void aCallThatNeverLeftHasFailedAndChangedNothing() throws Exception {
        try (McpInstruments gone = McpInstruments.of(yml("http://127.0.0.1:1/mcp"), InstantSource.fixed(NOW))) {
            assertThat(gone.actuators().call(new Act("shop", "rollback", "{}")))
                    .isInstanceOfSatisfying(
                            Act.Answer.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .isEqualTo("The server cannot be reached: the connection was refused."
                                            + " Nothing was called."));
        }
    }
}
