package dev.opspilot.bot.minds;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/** A model behind OpenAI's protocol that says what it is told to, and fails as it is told to. */
public final class ModelStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HANG_MILLIS = 60_000;

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    public ModelStub() {
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port() + "/v1";
    }

    /** Streams the lines and ends as it should. */
    public ModelStub says(String... lines) {
        return streams(events(lines) + finish("stop") + "data: [DONE]\n\n");
    }

    /** Streams the lines and ends for this reason. */
    public ModelStub ends(String reason, String... lines) {
        return streams(events(lines) + finish(reason) + "data: [DONE]\n\n");
    }

    /** Streams the lines, and then nothing more. */
    public ModelStub breaksOffAfter(String... lines) {
        return streams(events(lines));
    }

    public ModelStub answersStatus(int status) {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse().withStatus(status).withBody("{\"error\":{\"message\":\"see https://evil\"}}")));
        return this;
    }

    public ModelStub hangs() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withFixedDelay(HANG_MILLIS)));
        return this;
    }

    public ModelStub sendsGarbage() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
        return this;
    }

    private ModelStub streams(String body) {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "text/event-stream")
                        .withBody(body)));
        return this;
    }

    /** Bodies of what it was asked. */
    public List<String> asked() {
        return server.getAllServeEvents().stream()
                .map(event -> LoggedRequest.createFrom(event.getRequest()).getBodyAsString())
                .toList();
    }

    /** A line as agreed. */
    public static String line(String text, String... evidence) {
        ObjectNode line = JSON.createObjectNode().put("text", text);
        line.set("evidence", JSON.valueToTree(evidence));
        return line.toString();
    }

    private static String events(String... lines) {
        StringBuilder events = new StringBuilder();
        for (String line : lines) {
            String text = line + "\n";
            int half = text.length() / 2;
            events.append(event(text.substring(0, half))).append(event(text.substring(half)));
        }
        return events.toString();
    }

    private static String event(String content) {
        ObjectNode root = JSON.createObjectNode().put("id", "c1").put("object", "chat.completion.chunk");
        root.putArray("choices").addObject().put("index", 0).putObject("delta").put("content", content);
        return "data: " + root + "\n\n";
    }

    private static String finish(String reason) {
        ObjectNode root = JSON.createObjectNode().put("id", "c1").put("object", "chat.completion.chunk");
        root.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", reason)
                .putObject("delta");
        root.putObject("usage")
                .put("prompt_tokens", 100)
                .put("completion_tokens", 23)
                .put("total_tokens", 123);
        return "data: " + root + "\n\n";
    }

    @Override
    public void close() {
        server.stop();
    }
}
