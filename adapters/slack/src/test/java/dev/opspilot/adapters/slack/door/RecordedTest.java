package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Deliveries with all the fields that live Slack sends, and recorded ones where a folder of them lies beside the project. */
class RecordedTest extends DoorRig {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aMentionWithEverythingThatSlackSendsIsHeard() {
        assertThat(event("""
                {"token":"t","team_id":"T1","enterprise_id":"E1","api_app_id":"A1","type":"event_callback",
                 "event_id":"EvA","event_time":1770676954,"is_ext_shared_channel":false,
                 "authorizations":[{"enterprise_id":"E1","team_id":"T1","user_id":"UBOT","is_bot":true,
                                    "is_enterprise_install":false}],
                 "event":{"type":"app_mention","user":"U1","ts":"1770676954.663639","team":"T1","channel":"C1",
                  "client_msg_id":"ee68ff9b-df56-43d7-91c6-46587dfe2449","text":"<@UBOT> payments just failed",
                  "event_ts":"1770676954.663639","blocks":[{"type":"rich_text","block_id":"b","elements":[
                   {"type":"rich_text_section","elements":[{"type":"user","user_id":"UBOT"},
                    {"type":"text","text":" payments just failed"}]}]}]}}""").statusCode()).isEqualTo(200);

        assertThat(door.inbox.heard()).singleElement().satisfies(heard -> {
            assertThat(heard.place().workspace()).isEqualTo("T1");
            assertThat(heard.person().id()).isEqualTo("U1");
        });
    }

    @Test
    void aMessageOfAChannelThatOnlyHappensToBeSeenIsNotHeard() {
        event("""
                {"team_id":"T1","type":"event_callback","event_id":"EvB","event":{"type":"message","user":"U1",
                 "ts":"1.1","text":"payments just failed","channel":"C1","event_ts":"1.1","channel_type":"channel"}}""");

        assertThat(door.inbox.heard()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> recordedDeliveriesAreTaken() {
        Optional<Path> folder = folder();
        assumeTrue(folder.isPresent(), "no folder of recorded deliveries");
        return files(folder.get())
                .flatMap(file -> deliveries(read(file)).stream()
                        .map(delivery -> DynamicTest.dynamicTest(
                                file.getFileName() + " " + delivery.path("type").asText(),
                                () -> assertThat(send(delivery).statusCode()).isEqualTo(200))));
    }

    private static List<JsonNode> deliveries(JsonNode recorded) {
        return recorded.findParents("type").stream()
                .filter(each ->
                        each.path("type").asText().matches("event_callback|block_actions|view_submission|view_closed"))
                .toList();
    }

    private HttpResponse<String> send(JsonNode delivery) {
        return delivery.path("type").asText().equals("event_callback")
                ? event(delivery.toString())
                : door.send(door.signer.interaction(door.events, delivery.toString()));
    }

    private HttpResponse<String> event(String delivery) {
        return door.send(door.signer.event(door.events, delivery));
    }

    private static Optional<Path> folder() {
        return Stream.iterate(Path.of("").toAbsolutePath(), each -> each != null, Path::getParent)
                .map(each -> each.resolve(Path.of("shared", "fixtures", "slack")))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
