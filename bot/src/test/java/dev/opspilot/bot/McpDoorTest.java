package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.store.TestDatabase;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole bot on the demo company, asked by the SDK's own MCP client and by clients that do not behave. */
final class McpDoorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String BEARER = "Authorization: Bearer " + Stage.TOKEN;
    private static Stage stage;
    private static McpSyncClient client;

    @BeforeAll
    static void start() throws Exception {
        stage = Stage.of(Scenario.BAD_DEPLOY);
        client = McpClient.sync(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + stage.port())
                        .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + Stage.TOKEN))
                        .build())
                .requestTimeout(Duration.ofSeconds(60))
                .build();
        client.initialize();
    }

    @AfterAll
    static void stop() {
        client.close();
        stage.close();
    }

    private static CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static JsonNode good(String tool, Map<String, Object> arguments) {
        CallToolResult result = call(tool, arguments);
        assertThat(result.isError()).as(text(result)).isNotEqualTo(true);
        return JSON.valueToTree(result.structuredContent());
    }

    private static String bad(String tool, Map<String, Object> arguments) {
        CallToolResult result = call(tool, arguments);
        assertThat(result.isError()).isTrue();
        return text(result);
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    @Test
    void drillsAndTellsWhyWithReceiptsThatHold() {
        Map<String, Object> wish = Map.of(
                "ritual",
                "incident",
                "intent",
                "payments just failed @channel",
                "waitSeconds",
                45,
                "idempotencyKey",
                "one");
        JsonNode session = good("start_ritual", wish);
        String id = session.path("id").asText();

        assertThat(session.path("status").asText()).isEqualTo("done");
        assertThat(session.path("verdict").asText()).isEqualTo("suspects");
        assertThat(session.path("suspects").path(0).path("name").asText()).startsWith("deploy");
        assertThat(session.path("actor").asText()).isEqualTo("console:api");
        assertThat(session.path("url").asText()).endsWith("/#/sessions/" + id);
        JsonNode play = session.path("plays").path(0);
        assertThat(play.path("status").asText()).isEqualTo("proposed");
        assertThat(play.path("call").path("digest").asText()).hasSize(64);
        assertThat(good("start_ritual", wish).path("id").asText())
                .as("sent again")
                .isEqualTo(id);
        assertThat(text(call("read_session", Map.of("session", id))))
                .startsWith("# Incident drill: “payments just failed @channel”")
                .contains(
                        "## Suspects",
                        "- for: ",
                        "people decide",
                        play.path("call").path("digest").asText());

        JsonNode why = good("ask_why", Map.of("session", id, "depth", "reading"));
        assertThat(why.path("finding").path("id").asText()).isEqualTo("verdict");
        assertThat(why.path("receipts")).isNotEmpty();
        assertThat(why.path("readings")).hasSameSizeAs(why.path("receipts"));
        String told = text(call("ask_why", Map.of("session", id, "depth", "reading")));
        assertThat(why.path("readings"))
                .allSatisfy(reading -> assertThat(told)
                        .contains(reading.path("result").asText().indent(6).stripTrailing()));

        JsonNode receipts = good("read_receipts", Map.of("session", id));
        assertThat(receipts.path("verified").asBoolean()).isTrue();
        String before = receipts.path("receipts").path(0).path("hash").asText();
        assertThat(receipts.path("receipts").path(1).path("prev").asText()).isEqualTo(before);

        JsonNode answer = good("ask_session", Map.of("session", id, "question", "which deploys were there?"));
        assertThat(answer.path("answered").asBoolean()).as(answer.toString()).isTrue();
        assertThat(answer.path("answer").path("finding").path("receipts")).isNotEmpty();

        CallToolResult document = call("read_document", Map.of("session", id));
        assertThat(text(document)).startsWith("# ").contains("@\u200Bchannel");
        assertThat(JSON.valueToTree(document.structuredContent()).path("markdown"))
                .isEqualTo(TextNode.valueOf(text(document)));
        assertThat(good("list_sessions", Map.of("words", "payments"))
                        .path("sessions")
                        .findValuesAsText("id"))
                .contains(id);
        assertThat(good("list_schedules", Map.of()).path("schedules").isArray()).isTrue();
        assertThat(bad("ask_why", Map.of("session", id, "finding", "nonsense"))).contains("It has: verdict");
    }

    @Test
    void offersNothingThatDecidesAboutAPlay() {
        List<Tool> tools = client.listTools().tools();

        assertThat(tools).extracting(Tool::name).hasSize(8).doesNotContain("approve", "decide");
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.title()).isNotBlank();
            assertThat(tool.description()).isNotBlank();
            assertThat(tool.outputSchema()).isNotEmpty();
            assertThat(tool.annotations().destructiveHint()).isFalse();
            assertThat(tool.annotations().readOnlyHint())
                    .isEqualTo(!List.of("start_ritual", "ask_session").contains(tool.name()));
        });
        assertThat(client.getServerInstructions()).contains("you cannot approve");
    }

    @Test
    void saysWhatToDoAboutBadArgumentsAndUnknownIds() {
        assertThat(bad("start_ritual", Map.of("ritual", "audit", "intent", "x")))
                .contains("ritual");
        assertThat(bad("start_ritual", Map.of("ritual", "incident"))).contains("intent");
        assertThat(bad("start_ritual", Map.of("ritual", "brief", "waitSeconds", 4_000)))
                .contains("waitSeconds");
        assertThat(bad("start_ritual", Map.of("ritual", "brief", "surprise", true)))
                .contains("surprise");
        for (String tool : List.of("read_session", "ask_why", "read_receipts", "read_document")) {
            assertThat(bad(tool, Map.of("session", "nobody"))).contains("list_sessions");
            assertThat(bad(tool, Map.of("session", "NOT an id!"))).contains("session");
        }
        assertThat(bad("ask_session", Map.of("session", "nobody", "question", "why?")))
                .contains("list_sessions");
        assertThatThrownBy(() -> call("approve_play", Map.of()))
                .isInstanceOfSatisfying(
                        McpError.class,
                        error -> assertThat(error.getJsonRpcError().code())
                                .isEqualTo(McpSchema.ErrorCodes.INVALID_PARAMS));
    }

    @Test
    void refusesAKeyThatBelongsToAnotherWish() {
        good("start_ritual", Map.of("ritual", "brief", "intent", "first", "waitSeconds", 20, "idempotencyKey", "two"));

        assertThat(bad("start_ritual", Map.of("ritual", "brief", "intent", "second", "idempotencyKey", "two")))
                .contains("idempotencyKey");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization: Bearer wrong, 401",
        "Authorization: Basic x, 401",
        "Origin: https://evil.example, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "Host: evil.example, 403",
        "X-Forwarded-For: 1.2.3.4, 401",
        "X-Nothing: x, 200"
    })
    void letsProgramsOfThisMachineInAndNoPageOfAnotherSite(String header, int status) throws IOException {
        String answer = raw(header, PING, true);

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        if (status == 401) {
            assertThat(answer).contains("WWW-Authenticate: Bearer");
        }
    }

    @ParameterizedTest
    @CsvSource({"Origin: https://evil.example, 403", "Host: evil.example, 403", "X-Forwarded-For: 1.2.3.4, 200"})
    void theTokenOpensNothingToAPageOfAnotherSite(String header, int status) throws IOException {
        assertThat(raw(header + "\r\n" + BEARER, PING, true)).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void letsNobodyInWithoutTheTokenWhereItServes() throws Exception {
        Map<String, String> environment = Map.of(
                "OPSPILOT_PORT", "0", "OPSPILOT_DATABASE_URL", TestDatabase.url(), "OPSPILOT_API_TOKEN", Stage.TOKEN);
        InstantSource clock = InstantSource.system();
        try (DemoCompany company = DemoCompany.start(Scenario.HEALTHY, 1, clock, 0);
                Bot bot = Bot.start(Settings.from(environment), company.config(), Bot.Mode.SERVE, clock)) {
            assertThat(sent(bot.port(), request(bot.port(), "X-Nothing: x", PING), true))
                    .startsWith("HTTP/1.1 401")
                    .contains("WWW-Authenticate: Bearer");
            assertThat(sent(bot.port(), request(bot.port(), BEARER, PING), true))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void tellsWhatIsWrongWithAMessageAndNothingOfItsOwnInsides() throws IOException {
        assertThat(raw("X-Nothing: x", "{bad", true))
                .startsWith("HTTP/1.1 400")
                .contains("\"jsonrpc\":\"2.0\"", "-32600")
                .doesNotContain("stackTrace", "McpError");
    }

    @Test
    void takesNoEndlessBody() throws IOException {
        assertThat(raw("X-Nothing: x", "x".repeat(70_000), true)).startsWith("HTTP/1.1 413");
        String chunk = Integer.toHexString(7_000) + "\r\n" + "x".repeat(7_000) + "\r\n";
        assertThat(sent(
                        stage.port(),
                        head(stage.port(), "Transfer-Encoding: chunked") + "\r\n" + chunk.repeat(10) + "0\r\n\r\n",
                        true))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void goesOnForAClientThatWentAway() throws IOException {
        String wish = JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", "tools/call")
                .set(
                        "params",
                        JSON.createObjectNode()
                                .put("name", "start_ritual")
                                .set(
                                        "arguments",
                                        JSON.createObjectNode()
                                                .put("ritual", "brief")
                                                .put("intent", "left early")))
                .toString();
        raw("X-Nothing: x", wish, false);

        JsonNode session = Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> good("list_sessions", Map.of("words", "left early"))
                                .path("sessions")
                                .path(0),
                        found -> found.path("status").asText().equals("done"));
        assertThat(session.path("headline").asText()).isNotBlank();
    }

    /** Sends a request as no library would, and returns what comes back, or nothing where the client leaves at once. */
    private static String raw(String header, String body, boolean stays) throws IOException {
        return sent(stage.port(), request(stage.port(), header, body), stays);
    }

    private static String request(int port, String header, String body) {
        return head(port, header) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String head(int port, String header) {
        String host = header.startsWith("Host:") ? "" : "Host: 127.0.0.1:" + port + "\r\n";
        return "POST /mcp HTTP/1.1\r\n" + host + header + "\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\n";
    }

    private static String sent(int port, String request, boolean stays) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return stays ? new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8) : "";
        }
    }
}
