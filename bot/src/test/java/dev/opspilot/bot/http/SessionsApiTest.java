package dev.opspilot.bot.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.RitualName;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionsApiTest {
    private static final String WISH = "{\"ritual\":\"incident\",\"intent\":\"payments just failed\"}";
    private final RunningServer server = RunningServer.serve();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLaunchIsHeardAndAnsweredWithASessionThatHasYetToBegin() throws Exception {
        HttpResponse<String> answer = server.launch(WISH);
        JsonNode session = RunningServer.json(answer);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(session.path("status").textValue()).isEqualTo("running");
        assertThat(session.path("plan").isEmpty()).isTrue();
        String id = session.path("id").textValue();
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/sessions/" + id);
        assertThat(server.heard).singleElement().isInstanceOfSatisfying(Heard.Said.class, said -> {
            assertThat(said.ritual()).isEqualTo(RitualName.INCIDENT);
            assertThat(said.intent()).isEqualTo("payments just failed");
            assertThat(said.session().value()).isEqualTo(id);
            assertThat(said.person().actor()).isEqualTo("console:api");
        });
        assertThat(server.get("/api/v1/sessions/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionIsStoppedRatedAndCorrectedAsInChat() throws Exception {
        String path = "/api/v1/sessions/"
                + RunningServer.json(server.launch(WISH)).path("id").textValue();
        server.heard.clear();

        assertThat(server.post(path + "/stop", "").statusCode()).isEqualTo(202);
        assertThat(server.post(path + "/ratings", "{\"helpful\":false}").statusCode())
                .isEqualTo(202);
        assertThat(server.post(path + "/corrections", "{\"ritual\":\"brief\"}").statusCode())
                .isEqualTo(202);

        assertThat(server.heard)
                .extracting(heard -> ((Heard.Pressed) heard).button())
                .containsExactly(
                        new Heard.Button.Stop(),
                        new Heard.Button.Rate(false),
                        new Heard.Button.Correct(RitualName.BRIEF));
    }

    @Test
    void aPressThatMeansNothingIsRefusedWithWhatToDo() throws Exception {
        String path = "/api/v1/sessions/"
                + RunningServer.json(server.launch(WISH)).path("id").textValue();
        server.heard.clear();

        assertThat(server.post(path + "/ratings", "{\"helpful\":\"yes\"}").statusCode())
                .isEqualTo(400);
        assertThat(server.post(path + "/corrections", "{\"ritual\":\"automation\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.post(path + "/corrections", "{\"ritual\":\"incident\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(server.post("/api/v1/sessions/nowhere/stop", "").statusCode())
                .isEqualTo(404);
        assertThat(server.heard).isEmpty();
    }

    @Test
    void theSameKeyGivesTheSameSessionAndIsHeardOnce() throws Exception {
        JsonNode first = RunningServer.json(server.launch(WISH, "Idempotency-Key", "k1"));
        HttpResponse<String> again = server.launch(WISH, "Idempotency-Key", "k1");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(RunningServer.json(again)).isEqualTo(first);
        assertThat(server.heard).hasSize(1);
    }

    @Test
    void launchesWithoutAKeyAreSeparate() throws Exception {
        JsonNode first = RunningServer.json(server.launch(WISH));
        assertThat(RunningServer.json(server.launch(WISH)).path("id")).isNotEqualTo(first.path("id"));
        assertThat(server.heard).hasSize(2);
    }

    @Test
    void aKeyCannotBeUsedForAnotherWish() throws Exception {
        server.launch(WISH, "Idempotency-Key", "k1");
        assertProblem(
                server.launch("{\"ritual\":\"incident\",\"intent\":\"sign-ups fell\"}", "Idempotency-Key", "k1"), 422);
    }

    @Test
    void aKeyThatCannotBeOneIsRefusedWhereverItStands() throws Exception {
        assertProblem(server.launch(WISH, "Idempotency-Key", "k".repeat(201)), 400);
        assertProblem(server.launch(WISH, "Idempotency-Key", " "), 400);
        assertThat(server.heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "\"incident\"",
                "{\"ritual\":\"incident\",\"intent\":\"x\"} {}",
                "{",
                "{}",
                "{\"ritual\":\"dance\",\"intent\":\"x\"}",
                "{\"ritual\":{},\"intent\":\"x\"}",
                "{\"ritual\":\"experiment\",\"intent\":\" \"}",
                "{\"ritual\":\"incident\"}",
                "{\"ritual\":\"incident\",\"intent\":\" \\n\\u0000 \"}",
                "{\"ritual\":\"incident\",\"intent\":7}"
            })
    void aBodyThatAsksForNothingIsRefusedAndNotHeard(String body) throws Exception {
        assertProblem(server.launch(body), 400);
        assertThat(server.heard).isEmpty();
    }

    @Test
    void anIntentIsCleanedOfWhatIsNoTextAndCutToItsLimit() throws Exception {
        assertThat(server.launch("{\"ritual\":\"incident\",\"intent\":\"a\\u0000b\\ud83d\\nc\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.launch("{\"ritual\":\"incident\",\"intent\":\"" + "🔥".repeat(300) + "\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.launch("{\"ritual\":\"incident\",\"intent\":\"" + "x".repeat(9_000) + "\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.heard)
                .extracting(said -> ((Heard.Said) said).intent())
                .containsExactly("a b c", "🔥".repeat(300), "x".repeat(499) + "…");
    }

    @Test
    void aLargeBodyIsRefused() throws Exception {
        byte[] large = new byte[Routes.MAX_BODY_BYTES + 1];
        assertProblem(server.send(server.withToken("/api/v1/sessions").POST(BodyPublishers.ofByteArray(large))), 413);
        assertProblem(
                server.send(server.withToken("/api/v1/sessions")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large)))),
                413);
    }

    @Test
    void aSessionIsReadWithItsReceiptsAndItsReasons() throws Exception {
        server.store.add(SampleEvents.ID, SampleEvents.begun());
        server.store.add(SampleEvents.ID, SampleEvents.ended());
        JsonNode session = RunningServer.json(server.get("/api/v1/sessions/drill-1"));
        assertThat(session.path("status").textValue()).isEqualTo("done");
        assertThat(session.at("/findings/0/id").textValue()).isEqualTo("verdict");
        assertThat(RunningServer.json(server.get("/api/v1/sessions/drill-1/receipts"))
                        .at("/receipts/0/result")
                        .textValue())
                .isEqualTo("what came back");
        assertThat(RunningServer.json(server.get("/api/v1/sessions/drill-1/why/verdict"))
                        .at("/receipts/0/source")
                        .textValue())
                .isEqualTo("Billing");
    }

    @Test
    void theLatestSessionsAreListedUpToALimit() throws Exception {
        server.store.add(SampleEvents.ID, SampleEvents.begun());
        assertThat(RunningServer.json(server.get("/api/v1/sessions?limit=1"))
                        .at("/sessions/0/id")
                        .textValue())
                .isEqualTo("drill-1");
        for (String limit : new String[] {"0", "101", "-1", "many", "99999999999"}) {
            assertProblem(server.get("/api/v1/sessions?limit=" + limit), 400);
        }
    }

    @Test
    void whatDoesNotExistIsNotFound() throws Exception {
        server.store.add(SampleEvents.ID, SampleEvents.begun());
        for (String path : new String[] {
            "/sessions/nope",
            "/sessions/NOT%20AN%20ID",
            "/sessions/nope/receipts",
            "/sessions/nope/events",
            "/sessions/nope/why/verdict",
            "/sessions/drill-1/why/nope",
            "/nothing"
        }) {
            assertProblem(server.get("/api/v1" + path), 404);
        }
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() throws Exception {
        HttpResponse<String> answer =
                server.send(server.withToken("/api/v1/sessions").DELETE());
        assertProblem(answer, 405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
    }

    @Test
    void anAddressThatCannotBeReadGetsTheSameShapeOfAnswer() throws Exception {
        String answer = server.raw("GET /api/v1/sessions/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "urn:opspilot:problem:");
    }

    @Test
    void theRitualsSayWhichOfThemCanRun() throws Exception {
        JsonNode rituals = RunningServer.json(server.get("/api/v1/rituals")).path("rituals");
        assertThat(rituals).hasSize(3);
        assertThat(rituals.findValues("available")).allMatch(JsonNode::booleanValue);
    }

    static void assertProblem(HttpResponse<String> answer, int status) throws Exception {
        JsonNode problem = RunningServer.json(answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("type").textValue()).startsWith("urn:opspilot:problem:");
        assertThat(problem.path("title").textValue()).isNotBlank();
        assertThat(problem.path("detail").textValue()).isNotBlank();
    }
}
