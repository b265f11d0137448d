package dev.opspilot.bot.instruments;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.opspilot.rituals.instrument.Reading;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instruments against addresses that do not speak MCP, or do not want to. */
final class OddHttpTest {
    private WireMockServer http;

    @BeforeEach
    void start() {
        http = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop();
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                Arguments.of(
                        aResponse().withHeader("Content-Type", "text/html").withBody("<html>Login</html>"),
                        "text/html"),
                Arguments.of(json("{\"hello\":\"world\"}"), "{\"hello\":\"world\"}"),
                Arguments.of(json("}{ garbage"), "}{ garbage"),
                Arguments.of(
                        aResponse()
                                .withHeader("Content-Type", "text/event-stream")
                                .withBody("data: }{ garbage\n\n"),
                        "}{ garbage"),
                Arguments.of(aResponse().withStatus(500).withBody("boom"), "500"),
                Arguments.of(aResponse().withStatus(404), "404"),
                Arguments.of(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "cannot be reached"),
                Arguments.of(json("x".repeat(3 << 20)), "larger than the 1.0 MiB"));
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void failsAtOnceWithWhatStoodThere(ResponseDefinitionBuilder answer, String shown) {
        http.stubFor(any(anyUrl()).willReturn(answer));

        Reading.Failed failed = (Reading.Failed) read();

        assertThat(failed.reason()).contains(shown).hasSizeLessThan(250);
        assertThat(failed.reason()).doesNotContain("No answer within");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void isDeniedByHttpStatus(int status) {
        http.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));

        assertThat(read())
                .isInstanceOfSatisfying(
                        Reading.Denied.class,
                        denied -> assertThat(denied.reason())
                                .isEqualTo(
                                        "HTTP " + status
                                                + ": the server wants other credentials; check those of “shop” in opspilot.yml."));
    }

    @Test
    void sendsItsHeadersToTheAddressWithItsQuery() {
        http.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));

        read();

        http.verify(postRequestedFor(urlEqualTo("/tenants/7/mcp?region=eu"))
                .withHeader("Authorization", equalTo("Bearer abc")));
    }

    private Reading read() {
        String server =
                "{url: \"" + http.baseUrl() + "/tenants/7/mcp?region=eu\", headers: {Authorization: \"Bearer abc\"}}";
        try (McpInstruments sources = Bindings.to(server, "deploys", "10s", "1MiB")) {
            return Bindings.read(sources);
        }
    }
}
