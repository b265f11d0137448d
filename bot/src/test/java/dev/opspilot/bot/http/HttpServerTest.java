package dev.opspilot.bot.http;

import static dev.opspilot.bot.http.SessionsApiTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.console.ConsolePage;
import dev.opspilot.bot.config.AlertsSpec;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.hooks.AlertBook;
import dev.opspilot.bot.hooks.AlertListener;
import dev.opspilot.bot.hooks.Hooks;
import dev.opspilot.bot.mesh.Automations;
import dev.opspilot.bot.mesh.DryRun;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.PgAutomationSettings;
import dev.opspilot.bot.store.PgAutomations;
import dev.opspilot.bot.store.PgScheduleStore;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.LoggedDecisions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class HttpServerTest {

    /** Answers with what it was sent. */
    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().transferTo(response.getOutputStream());
        }
    }

    @Test
    void aTakenPortIsSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> RunningServer.on(taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort() + " cannot be listened on.")
                    .hasMessageContaining("OPSPILOT_PORT");
        }
    }

    @Test
    void aServletOfAnotherRoomIsServedBesideTheApi() throws Exception {
        try (RunningServer server = RunningServer.with(List.of(new Mount("/slack/events", new Echo())), List.of())) {
            HttpResponse<String> answer =
                    server.send(server.request("/slack/events").POST(BodyPublishers.ofString("x".repeat(100_000))));
            assertThat(answer.body()).hasSize(100_000);
            assertThat(server.get("/api/v1/rituals").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void thePageAndItsFilesComeWithStrictHeadersAndAreNotSentTwice() throws Exception {
        try (RunningServer server = RunningServer.serve()) {
            for (ConsolePage.PageFile file : ConsolePage.files()) {
                HttpResponse<String> answer = server.send(server.request(file.path()));
                assertThat(answer.statusCode()).as(file.path()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(file.content());
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValueSatisfying(type -> assertThat(type.replace(" ", ""))
                                .isEqualToIgnoringCase(file.contentType().replace(" ", "")));
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .contains("default-src 'self'", "frame-ancestors 'none'");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
                String mark = answer.headers().firstValue("ETag").orElseThrow();
                assertThat(server.send(server.request(file.path()).header("If-None-Match", mark))
                                .statusCode())
                        .isEqualTo(304);
            }
        }
    }

    @Test
    void theProcessLivesEvenWhenItIsNotReady() throws Exception {
        try (RunningServer server = RunningServer.with(
                List.of(), List.of(new ReadyCheck("slack", () -> Optional.of("the token was revoked"))))) {
            assertThat(server.send(server.request("/healthz")).statusCode()).isEqualTo(200);
            HttpResponse<String> ready = server.send(server.request("/readyz"));
            assertProblem(ready, 503);
            assertThat(ready.body()).contains("slack: the token was revoked");
        }
    }

    @Test
    void aCheckThatBreaksOrHangsIsAReasonNotToBeReady() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ReadyCheck broken = new ReadyCheck("broken", () -> {
            throw new IllegalStateException("with a secret in it");
        });
        ReadyCheck hanging = new ReadyCheck("hanging", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        Reply reply = new Health(List.of(broken, hanging), Duration.ofMillis(50)).ready();
        never.countDown();
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.detail())
                                .contains("broken: fails", "hanging: does not answer")
                                .doesNotContain("secret"));
    }

    @Test
    void itIsReadyWhenAllChecksPass() throws Exception {
        try (RunningServer server = RunningServer.serve()) {
            assertThat(server.send(server.request("/readyz")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theDescriptionNamesExactlyTheAddressesThatAnswer() throws Exception {
        JsonNode paths;
        try (RunningServer server = RunningServer.serve()) {
            paths = RunningServer.json(server.send(server.request("/openapi.json")))
                    .path("paths");
        }
        Set<String> described = new TreeSet<>();
        paths.properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(described)
                .isEqualTo(routes().all().stream()
                        .map(route -> route.method().name() + " " + route.path())
                        .collect(Collectors.toSet()));
    }

    private static Routes routes() {
        TinyStore store = new TinyStore();
        Accepted accepted = new Accepted();
        Sessions sessions = new Sessions(store, accepted);
        HttpSettings settings =
                new HttpSettings("localhost", 0, Optional.empty(), false, URI.create("http://localhost"));
        Access access = new Access(settings, Optional.empty());
        AlertBook book = (_, _, _, _, _) -> Optional.empty();
        HooksApi hooks = new HooksApi(
                new Hooks(
                        AlertsSpec.NONE,
                        book,
                        _ -> true,
                        () -> new SessionId("s"),
                        InstantSource.system(),
                        AlertListener.NONE),
                access);
        return new Routes(
                access,
                new SessionsApi(store, _ -> true, sessions, accepted, Documents.NONE, InstantSource.system()),
                new PressesApi(_ -> true, sessions),
                new ActingApi(new LoggedDecisions(store, store, _ -> true), sessions, ActingDoors.NONE),
                new EventStreams(store, store, accepted, EventStreams.Pace.USUAL),
                new Health(List.of(), Duration.ofSeconds(1)),
                Optional.of(hooks),
                Optional.of(new SchedulesApi(RunningServer.schedules(InstantSource.system()))),
                Optional.of(automations()));
    }

    /** Its addresses alone: nothing is asked of it. */
    private static AutomationsApi automations() {
        try (Database database = Database.open(TestDatabase.url())) {
            OpsPilotYml yml = OpsPilotYml.parse(
                    "opspilot.yml", "{servers: {a: {url: \"http://127.0.0.1:1/mcp\"}}, bindings: []}", Map.of());
            InstantSource clock = InstantSource.system();
            return new AutomationsApi(new AutomationDoors(
                    new Automations(yml, new PgAutomations(database), new PgAutomationSettings(database), clock),
                    new DryRun(Actuators.NONE, Governance.ASKING, clock),
                    new PgScheduleStore(database)));
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }
}
