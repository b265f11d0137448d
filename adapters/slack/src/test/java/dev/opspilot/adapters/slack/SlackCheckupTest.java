package dev.opspilot.adapters.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.opspilot.adapters.slack.door.SlackDoor;
import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Check.Verdict;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlackCheckupTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final WireMockServer slack =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private SlackDoor door;
    private URI server;

    @BeforeAll
    void open() throws Exception {
        slack.start();
        door = new SlackDoor(InstantSource.fixed(NOW));
        server = door.events.resolve("/");
    }

    @AfterAll
    void close() throws Exception {
        door.close();
        slack.stop();
    }

    private void answers(String json, String scopes, String date) {
        slack.resetAll();
        slack.stubFor(post("/api/auth.test")
                .willReturn(okJson(json).withHeader("X-OAuth-Scopes", scopes).withHeader("Date", date)));
        slack.stubFor(post("/api/apps.connections.open")
                .willReturn(okJson("{\"ok\":false,\"error\":\"not_allowed_token_type\"}")));
    }

    private Map<String, Check> run(String secret, Optional<String> appToken, URI here, URI outside) {
        return new SlackCheckup(
                        new SlackSettings(
                                Optional.of(secret),
                                appToken,
                                new SlackSettings.Install.OneWorkspace("xoxb-c4nary"),
                                URI.create(slack.baseUrl() + "/api/"),
                                outside),
                        Set.of("chat:write", "commands", "users:read"),
                        here,
                        InstantSource.fixed(NOW))
                .run().stream().collect(Collectors.toMap(Check::name, Function.identity()));
    }

    private static Check check(Map<String, Check> checks, String name) {
        return Objects.requireNonNull(checks.get(name), name);
    }

    @Test
    void whatIsWellIsSaidInAFewWords() {
        answers(
                "{\"ok\":true,\"team\":\"Acme\",\"user\":\"opspilot\"}",
                "commands,chat:write,users:read,extra",
                "Mon, 23 Nov 2026 14:00:03 GMT");

        Map<String, Check> checks = run(SlackDoor.SECRET, Optional.empty(), server, server);

        assertThat(check(checks, "token").found()).isEqualTo("opspilot in Acme");
        assertThat(check(checks, "scopes").verdict()).isEqualTo(Verdict.OK);
        assertThat(check(checks, "clock").verdict()).isEqualTo(Verdict.OK);
        assertThat(check(checks, "signing secret").verdict()).isEqualTo(Verdict.OK);
        assertThat(checks.get("public URL"))
                .returns(Verdict.WARN, Check::verdict)
                .extracting(Check::next)
                .asString()
                .contains("https");
    }

    @Test
    void aMissingScopeIsNamedWithTheWayToGetIt() {
        answers("{\"ok\":true,\"team\":\"Acme\",\"user\":\"o\"}", "commands", "Mon, 23 Nov 2026 14:02:03 GMT");

        Map<String, Check> checks = run(SlackDoor.SECRET, Optional.empty(), server, server);

        assertThat(checks.get("scopes"))
                .returns(Verdict.FAIL, Check::verdict)
                .returns("missing: chat:write, users:read", Check::found)
                .extracting(Check::next)
                .asString()
                .contains("opspilot manifest slack", "https://api.slack.com/apps");
        assertThat(check(checks, "clock").verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void whatSlackRefusesAndWhatDoesNotFitIsSaid() {
        answers("{\"ok\":false,\"error\":\"invalid_auth\"}", "", "Mon, 23 Nov 2026 14:10:00 GMT");

        Map<String, Check> checks = run("another-secret", Optional.of("xapp-c4nary"), server, server);

        assertThat(check(checks, "token").found()).contains("invalid_auth");
        assertThat(check(checks, "clock").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(check(checks, "socket mode").found()).contains("not_allowed_token_type");
        assertThat(check(checks, "signing secret").found()).contains("has another one");
        assertThat(checks).doesNotContainKey("public URL");
        assertThat(checks.toString()).doesNotContain("c4nary", "another-secret");
    }

    @Test
    void whereNothingListensThatIsSaid() {
        answers("{\"ok\":true}", "", "yesterday");

        Map<String, Check> checks = run(SlackDoor.SECRET, Optional.empty(), NOWHERE, NOWHERE);

        assertThat(check(checks, "signing secret").verdict()).isEqualTo(Verdict.WARN);
        assertThat(check(checks, "public URL").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(checks).doesNotContainKey("clock");
    }
}
