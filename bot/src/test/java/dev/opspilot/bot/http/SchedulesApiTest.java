package dev.opspilot.bot.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules over HTTP; the clock shows Tuesday 24 November 2026, 09:41 UTC. */
final class SchedulesApiTest {
    private static final String WISH =
            "{\"ritual\":\"brief\",\"when\":\"weekdays at 08:00\",\"zone\":\"Europe/London\"}";
    private final RunningServer server = RunningServer.serve();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return server.send(server.withToken("/api/v1/schedules" + path).method(method, BodyPublishers.ofString(body)));
    }

    private JsonNode list() throws Exception {
        return RunningServer.json(server.get("/api/v1/schedules")).path("schedules");
    }

    @Test
    void setsAScheduleAndSaysWhenItRuns() throws Exception {
        HttpResponse<String> answer = send("POST", "", WISH);
        JsonNode schedule = RunningServer.json(answer);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/schedules/1");
        assertThat(schedule.path("spoken").textValue()).isEqualTo("Weekdays at 08:00, Europe/London time");
        assertThat(schedule.path("next"))
                .extracting(JsonNode::textValue)
                .containsExactly("2026-11-25T08:00:00Z", "2026-11-26T08:00:00Z", "2026-11-27T08:00:00Z");
        assertThat(schedule.path("place").path("surface").textValue()).isEqualTo("console");
        assertThat(list()).hasSize(1);
        assertThat(RunningServer.json(server.get("/api/v1/schedules/1"))
                        .path("id")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void setsItOnceForItsKey() throws Exception {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = server.send(server.withToken("/api/v1/schedules")
                    .header("Idempotency-Key", "k1")
                    .POST(BodyPublishers.ofString(WISH)));
            assertThat(answer.statusCode()).isEqualTo(201);
        }
        assertThat(list()).hasSize(1);
    }

    @Test
    void postsWhereItIsTold() throws Exception {
        String body = WISH.substring(0, WISH.length() - 1)
                + ",\"place\":{\"surface\":\"slack\",\"workspace\":\"T1\",\"channel\":\"C1\"}}";

        JsonNode place = RunningServer.json(send("POST", "", body)).path("place");

        assertThat(place.path("workspace").textValue()).isEqualTo("T1");
        assertThat(place.path("channel").textValue()).isEqualTo("C1");
    }

    @Test
    void pausesResumesChangesRunsAndDeletes() throws Exception {
        send("POST", "", WISH);

        assertThat(RunningServer.json(send("PATCH", "/1", "{\"state\":\"paused\"}"))
                        .path("state")
                        .textValue())
                .isEqualTo("paused");
        JsonNode changed = RunningServer.json(send("PATCH", "/1", "{\"when\":\"daily 07:30\",\"state\":\"active\"}"));
        assertThat(changed.path("state").textValue()).isEqualTo("active");
        assertThat(changed.path("when").textValue()).isEqualTo("daily at 07:30");
        assertThat(changed.path("zone").textValue()).isEqualTo("Europe/London");
        assertThat(send("POST", "/1/runs", "{}").statusCode()).isEqualTo(202);
        assertThat(send("DELETE", "/1", "").statusCode()).isEqualTo(204);
        assertThat(send("DELETE", "/1", "").statusCode()).isEqualTo(404);
        assertThat(list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"ritual":"brief","when":"weekdays"}                          | At what time?
            {"ritual":"brief"}                                            | Say when, as in
            {"ritual":"lunch","when":"daily 12:00"}                       | is one of incident, brief, experiment
            {"ritual":"incident","when":"every 2 hours"}                  | Say behind a colon what to ask
            {"ritual":"brief","when":"daily 8:00","zone":"Mars/Base"}     | I do not know the time zone
            {"ritual":"brief","when":"daily 8:00","place":{"channel":"C"}} | has surface, workspace and channel
            nonsense                                                      | Say when, as in
            """)
    void saysWhatToSendInstead(String body, String says) throws Exception {
        HttpResponse<String> answer = send("POST", "", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningServer.json(answer).path("detail").textValue()).contains(says);
    }

    @Test
    void refusesAChangeThatChangesNothing() throws Exception {
        send("POST", "", WISH);

        assertThat(send("PATCH", "/1", "{}").statusCode()).isEqualTo(400);
        assertThat(send("PATCH", "/1", "{\"state\":\"asleep\"}").statusCode()).isEqualTo(400);
        assertThat(send("PATCH", "/seven", "{\"state\":\"paused\"}").statusCode())
                .isEqualTo(404);
    }
}
