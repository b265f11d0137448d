package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Slack's pane of an agent: prompts, the status of a thread, and Slack's own stop button. */
class AgentPaneTest extends DoorRig {
    private static final Place THREAD = new Place("slack", "T1", "D1", Optional.of("1700000000.000100"));

    @Test
    void whoOpensThePaneIsOfferedWhatCanBeAsked() throws Exception {
        opened("messages", "Ev1");
        opened("messages", "Ev1");
        door.slack.await(slack -> !prompts().isEmpty(), Duration.ofSeconds(10));

        assertThat(prompts()).singleElement().satisfies(call -> {
            assertThat(call).containsEntry("channel_id", "D1").doesNotContainKey("thread_ts");
            assertThat(Rendered.read(call.getOrDefault("prompts", ""))).hasSize(4);
        });
    }

    @Test
    void whoOpensTheHomeTabSeesTheConsole() throws Exception {
        opened("home", "Ev2");
        door.slack.await(slack -> slack.home("U1").isPresent(), Duration.ofSeconds(10));

        assertThat(door.slack.home("U1").orElseThrow().toString()).contains("Nothing is at work now.");
    }

    @Test
    void aSessionInAThreadShowsThatItWorksUntilItEnds() throws Exception {
        SessionId id = new SessionId("in-thread");
        var _ = door.adapter.surface().show(Views.begun(id, THREAD));
        door.slack.await(slack -> slack.statuses().size() >= 2, Duration.ofSeconds(10));
        assertThat(statuses()).contains("processing", "is working…");
        Map<String, String> loading = door.slack.statuses().stream()
                .filter(call -> call.containsKey("loading_messages"))
                .findFirst()
                .orElseThrow();
        assertThat(loading.get("loading_messages")).contains("Read payment metrics");

        var _ = door.adapter.surface().show(Views.done(id, THREAD));
        var _ = door.adapter.surface().show(Views.done(id, THREAD));
        door.slack.await(slack -> slack.statuses().size() >= 4, Duration.ofSeconds(10));
        assertThat(statuses()).containsOnlyOnce("active");
    }

    @Test
    void theEndIsSaidAlsoWhereSlackIsBusyOrAway() throws Exception {
        SessionId id = new SessionId("in-trouble");
        door.slack.breakDown("agents.sessions.setStatus", 1);
        door.slack.breakDown("assistant.threads.setStatus", 2);
        var _ = door.adapter.surface().show(Views.begun(id, THREAD));
        var _ = door.adapter.surface().show(Views.done(id, THREAD));

        door.slack.await(
                slack -> slack.statuses().stream().anyMatch(call -> "active".equals(call.get("status")))
                        && slack.statuses().stream().anyMatch(call -> "".equals(call.get("status"))),
                Duration.ofSeconds(30));
        List<String> said = door.slack.statuses().stream()
                .map(call -> call.getOrDefault("status", ""))
                .filter(status -> status.equals("processing") || status.equals("active"))
                .toList();
        assertThat(said.getLast()).as("the last word").isEqualTo("active");
    }

    @Test
    void theStopButtonEndsTheSessionOfTheThread() {
        door.archive.keep(Views.working(new SessionId("in-thread"), THREAD, 3));
        stop("[]");
        stop("[]");

        assertThat(door.inbox.heard()).singleElement().isInstanceOfSatisfying(Heard.Pressed.class, pressed -> {
            assertThat(pressed.session()).isEqualTo(new SessionId("in-thread"));
            assertThat(pressed.button()).isEqualTo(new Heard.Button.Stop());
            assertThat(pressed.person().id()).isEqualTo("U1");
        });
    }

    @Test
    void aStreamThatWasStoppedNamesItsSession() {
        door.book.put(PostKey.board(new SessionId("streamed")), new PostRef("D1", "1700000000.000200"));
        stop("[\"1700000000.000200\"]");

        assertThat(door.inbox.heard())
                .singleElement()
                .extracting(Heard::session)
                .isEqualTo(new SessionId("streamed"));
    }

    @Test
    void aStopWhereNothingWorksPutsTheThreadRight() throws Exception {
        stop("[]");
        door.slack.await(slack -> slack.statuses().size() >= 2, Duration.ofSeconds(10));

        assertThat(statuses()).contains("active");
        assertThat(door.inbox.heard()).isEmpty();
    }

    private List<Map<String, String>> prompts() {
        return door.slack.statuses().stream()
                .filter(call -> call.containsKey("prompts"))
                .toList();
    }

    private List<String> statuses() {
        return door.slack.statuses().stream()
                .map(call -> call.getOrDefault("status", ""))
                .toList();
    }

    private void opened(String tab, String event) {
        send("""
                {"type":"app_home_opened","user":"U1","channel":"D1","tab":"%s","event_ts":"1715.1"}""".formatted(tab), event);
    }

    private void stop(String streaming) {
        send("""
                {"type":"agent_session_stopped","channel":"D1","user":"U1","thread_ts":"1700000000.000100",
                 "streaming_message_ts":%s,"event_ts":"1783536983.783769"}""".formatted(streaming), "Ev-stop");
    }

    private void send(String event, String id) {
        assertThat(door.send(door.signer.event(door.events, """
                {"type":"event_callback","team_id":"T1","event_id":"%s","event":%s}""".formatted(id, event)))
                        .statusCode())
                .isEqualTo(200);
    }
}
