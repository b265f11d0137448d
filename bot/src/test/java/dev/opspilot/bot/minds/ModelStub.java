package dev.opspilot.bot.minds;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/** A model behind its provider's protocol that says what it is told to, and fails as it is told to. */
public final class ModelStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HANG_MILLIS = 60_000;

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final ModelProtocol protocol;

    public ModelStub(ModelProtocol protocol) {
        this.protocol = protocol;
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port() + protocol.path();
    }

    /** Streams the lines and ends as it should. */
    public ModelStub says(String... lines) {
        return ends(ModelProtocol.End.STOP, lines);
    }

    /** Streams these lines to the first that asks, and after that what it was told to say before. */
    public ModelStub saysFirst(String... lines) {
        server.stubFor(any(anyUrl())
                .inScenario("first")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("said")
                .willReturn(streamed(parts(lines) + protocol.end(ModelProtocol.End.STOP))));
        return this;
    }

    /** Streams the lines and ends for this reason. */
    public ModelStub ends(ModelProtocol.End end, String... lines) {
        return streams(parts(lines) + protocol.end(end));
    }

    /** Streams the lines, and then nothing more. */
    public ModelStub breaksOffAfter(String... lines) {
        return streams(parts(lines));
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
        server.stubFor(any(anyUrl()).willReturn(streamed(body)));
        return this;
    }

    private ResponseDefinitionBuilder streamed(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", protocol.contentType())
                .withBody(body);
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

    private String parts(String... lines) {
        StringBuilder parts = new StringBuilder(protocol.begin());
        for (String line : lines) {
            String text = line + "\n";
            int half = text.length() / 2;
            parts.append(protocol.part(text.substring(0, half))).append(protocol.part(text.substring(half)));
        }
        return parts.toString();
    }

    @Override
    public void close() {
        server.stop();
    }
}
