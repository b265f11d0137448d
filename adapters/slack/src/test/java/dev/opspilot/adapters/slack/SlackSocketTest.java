package dev.opspilot.adapters.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.door.SlackDoor;
import dev.opspilot.adapters.slack.testkit.FakeSocket;
import dev.opspilot.rituals.surface.Heard;
import java.time.InstantSource;
import java.util.Optional;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same listeners, behind a socket that this side opens. */
class SlackSocketTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FakeSocket socket;
    private SlackDoor door;

    @BeforeEach
    void open() throws Exception {
        socket = FakeSocket.start();
        door = SlackDoor.ofMany(
                InstantSource.system(),
                (api, url) -> new SlackSettings(
                        Optional.empty(),
                        Optional.of("xapp-1"),
                        new SlackSettings.Install.OneWorkspace("xoxb-1"),
                        api,
                        url));
        socket.servedBy(door.slack);
    }

    @AfterEach
    void close() throws Exception {
        door.close();
        socket.close();
    }

    private static ObjectNode command(String text, String trigger) {
        return JSON.createObjectNode()
                .put("team_id", "T1")
                .put("channel_id", "C1")
                .put("user_id", "U1")
                .put("user_name", "ana")
                .put("command", "/opspilot")
                .put("text", text)
                .put("trigger_id", trigger);
    }

    @Test
    void aCommandIsKeptAndAckedWithTheAnswerForThePersonAlone() throws Exception {
        door.adapter.start();
        WebSocket connection = socket.opened();

        socket.send(connection, "slash_commands", "e-1", true, command("incident payments just failed", "t-1"));

        JsonNode ack = socket.ack();
        assertThat(ack.path("envelope_id").asText()).isEqualTo("e-1");
        assertThat(ack.at("/payload/response_type").asText()).isEqualTo("ephemeral");
        assertThat(ack.at("/payload/text").asText()).startsWith("Incident drill begun");
        assertThat(door.inbox.heard()).singleElement().isInstanceOf(Heard.Said.class);
        assertThat(door.adapter.servlets()).isEmpty();
    }

    @Test
    void whatIsSentTwiceIsAckedTwiceAndHeardOnce() throws Exception {
        door.adapter.start();
        WebSocket connection = socket.opened();

        socket.send(connection, "slash_commands", "e-1", true, command("incident x", "t-1"));
        socket.ack();
        socket.send(connection, "slash_commands", "e-1", true, command("incident x", "t-1"));

        assertThat(socket.ack().at("/payload/text").asText()).contains("under way already");
        assertThat(door.inbox.heard()).hasSize(1);
    }

    @Test
    void whatCannotBeUnderstoodIsNotAckedAndTheNextIs() throws Exception {
        door.adapter.start();
        WebSocket connection = socket.opened();

        connection.send("no json at all");
        connection.send("{\"type\":");
        socket.send(connection, "slash_commands", "e-0", true, command("incident x", ""));
        socket.send(connection, "slash_commands", "e-1", true, command("help", "t-1"));

        assertThat(socket.ack().path("envelope_id").asText()).isEqualTo("e-1");
        assertThat(socket.isSilent()).isTrue();
    }

    @Test
    void anEnvelopeThatTakesNoAnswerGetsNone() throws Exception {
        door.adapter.start();
        WebSocket connection = socket.opened();
        JsonNode mention = JSON.readTree("""
                {"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"app_mention","user":"U1",
                 "text":"<@UBOT> payments just failed","ts":"1.2","channel":"C1","event_ts":"1.2"}}""");

        socket.send(connection, "events_api", "e-1", false, mention);

        assertThat(socket.ack()).isEqualTo(JSON.createObjectNode().put("envelope_id", "e-1"));
        assertThat(door.inbox.heard()).hasSize(1);
    }

    @Test
    void slacksFarewellIsFollowedByANewConnectionAtOnce() throws Exception {
        door.adapter.start();
        socket.refresh(socket.opened());

        WebSocket next = socket.opened();
        socket.send(next, "slash_commands", "e-1", true, command("help", "t-1"));

        assertThat(socket.ack().path("envelope_id").asText()).isEqualTo("e-1");
        assertThat(socket.tickets()).hasSize(2).doesNotHaveDuplicates();
    }

    /** The SDK alone would never try again after a refusal like this one. */
    @Test
    void aRefusedConnectionIsTriedAgain() throws Exception {
        door.slack.refuse("apps.connections.open", "internal_error", 1);

        door.adapter.start();

        assertThat(socket.opened().isOpen()).isTrue();
        assertThat(door.slack.calls("apps.connections.open")).hasSizeGreaterThan(1);
    }

    @Test
    void aConnectionThatBreaksIsOpenedAgain() throws Exception {
        door.adapter.start();
        socket.opened().closeConnection(1006, "gone");

        WebSocket next = socket.opened();
        socket.send(next, "slash_commands", "e-1", true, command("help", "t-1"));

        assertThat(socket.ack().path("envelope_id").asText()).isEqualTo("e-1");
    }
}
