package dev.opspilot.bot.http;

import static dev.opspilot.bot.http.SessionsApiTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EventStreamsTest {
    private static final String EVENTS = "/api/v1/sessions/drill-1/events";
    private final RunningServer server = RunningServer.serve();

    @BeforeEach
    void begin() {
        server.store.add(SampleEvents.ID, SampleEvents.begun());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFinishedSessionIsToldFromItsBeginningAndTheStreamEnds() throws Exception {
        server.store.add(SampleEvents.ID, SampleEvents.ended());
        HttpResponse<String> answer = server.get(EVENTS);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(lines(answer.body(), "id: ")).containsExactly("1", "2", "3", "4", "5");
        assertThat(lines(answer.body(), "event: "))
                .containsExactly("started", "planned", "call_answered", "finding_made", "finished");
        assertThat(RunningServer.JSON
                        .readTree(lines(answer.body(), "data: ").get(2))
                        .at("/receipt/source")
                        .textValue())
                .isEqualTo("Billing");
    }

    @Test
    void aStreamGoesOnBehindTheLastEventThatWasSeen() throws Exception {
        server.store.add(SampleEvents.ID, SampleEvents.ended());
        HttpResponse<String> answer = server.send(server.withToken(EVENTS).header("Last-Event-ID", "3"));
        assertThat(lines(answer.body(), "id: ")).containsExactly("4", "5");
    }

    @Test
    void nothingIsLeftOfAnEndedSessionThatWasSeenWhole() throws Exception {
        server.store.add(SampleEvents.ID, SampleEvents.ended());
        assertThat(server.send(server.withToken(EVENTS).header("Last-Event-ID", "5"))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aLiveStreamStaysOpenForWhatComesAfterTheEnd() throws Exception {
        server.store.add(SampleEvents.ID, SampleEvents.ended());
        try (Stream stream = open(EVENTS + "?live=true")) {
            stream.readTo("id: 5");
            server.store.add(SampleEvents.ID, SampleEvents.ended().subList(1, 2));
            stream.readTo("id: 6");
        }
    }

    @Test
    void anEventReachesAStreamThatIsOpen() throws Exception {
        try (Stream stream = open(EVENTS)) {
            stream.readTo("id: 2");
            server.store.add(SampleEvents.ID, SampleEvents.ended());
            stream.readTo("id: 5");
            stream.readToEnd();
        }
    }

    @Test
    void whatAnotherNodeAddsReachesAStreamThatIsOpen() throws Exception {
        try (Stream stream = open(EVENTS)) {
            stream.readTo("id: 2");
            server.store.addElsewhere(SampleEvents.ID, SampleEvents.ended());
            stream.readTo("id: 5");
            stream.readToEnd();
        }
    }

    @Test
    void aSessionThatWasAcceptedAndHasNotBegunIsWaitedFor() throws Exception {
        HttpResponse<String> launched = server.launch("{\"ritual\":\"incident\",\"intent\":\"x\"}");
        String location = launched.headers().firstValue("Location").orElseThrow();
        try (Stream stream = open(location + "/events")) {
            stream.readTo("retry: ");
            server.store.add(server.heard.getFirst().session(), SampleEvents.begun());
            stream.readTo("id: 2");
        }
    }

    @Test
    void silenceIsBrokenByAHeartbeat() throws Exception {
        try (Stream stream = open(EVENTS)) {
            stream.readTo("id: 2");
            stream.readTo(": still here");
        }
    }

    @Test
    void aClientThatLeavesFreesItsStream() throws Exception {
        Stream stream = open(EVENTS);
        stream.readTo("id: 2");
        server.store.awaitWatchers(1);
        stream.close();
        server.store.awaitWatchers(0);
    }

    @Test
    void aLastEventIdThatIsNoneIsRefused() throws Exception {
        for (String id : new String[] {"abc", "-1", "1.5", "9".repeat(30)}) {
            assertProblem(server.send(server.withToken(EVENTS).header("Last-Event-ID", id)), 400);
        }
    }

    @Test
    void aThousandStreamsAreFedAtOnce() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> streams = IntStream.range(0, 1_000)
                .mapToObj(_ -> server.client.sendAsync(server.withToken(EVENTS).build(), BodyHandlers.ofString()))
                .toList();
        server.store.awaitWatchers(1_000);
        server.store.add(SampleEvents.ID, SampleEvents.ended());
        for (CompletableFuture<HttpResponse<String>> stream : streams) {
            assertThat(lines(stream.get().body(), "id: ")).endsWith("4", "5").hasSize(5);
        }
        server.store.awaitWatchers(0);
    }

    private Stream open(String path) throws Exception {
        HttpRequest request = server.withToken(path).build();
        InputStream body =
                server.client.send(request, BodyHandlers.ofInputStream()).body();
        return new Stream(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
    }

    private static List<String> lines(String body, String field) {
        return body.lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()))
                .toList();
    }

    /** A stream that is being read. */
    private record Stream(BufferedReader lines) implements AutoCloseable {
        void readTo(String start) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(start)) {
                line = lines.readLine();
            }
            assertThat(line).as("a line that starts with " + start).isNotNull();
        }

        void readToEnd() throws IOException {
            assertThat(lines.lines().toList()).noneMatch(line -> line.startsWith("id: "));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
