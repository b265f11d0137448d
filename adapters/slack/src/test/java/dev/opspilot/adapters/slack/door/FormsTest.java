package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.call.SlackApi;
import dev.opspilot.adapters.slack.call.SlackClient;
import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.install.Tokens;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.RitualName;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The shortcuts, the form that they open, and what becomes of it. */
class FormsTest extends DoorRig {
    @Test
    void theGlobalShortcutOpensTheFormAtOnceAndOnceForATrigger() throws Exception {
        shortcut("tr-1");
        shortcut("tr-1");
        JsonNode form = form();

        assertThat(form.path("callback_id").asText()).isEqualTo("opspilot_launch");
        assertThat(form.path("blocks").findValuesAsText("block_id")).containsExactly("ritual", "intent", "place");
        assertThat(door.slack.calls("views.open")).hasSize(1);
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void whoseTriggerExpiredIsToldSo() throws Exception {
        shortcut("expired-1");

        door.slack.await(slack -> !slack.messages("U1").isEmpty(), Duration.ofSeconds(10));
        assertThat(door.slack.messages("U1").getFirst().text()).contains("press once more");
    }

    @Test
    void aSubmittedFormBeginsOnceWhateverIsSentAgain() {
        HttpResponse<String> first = submit("V7", "incident", "payments just failed", "C1", "");
        HttpResponse<String> again = submit("V7", "incident", "payments just failed", "C1", "");

        assertThat(Rendered.read(first.body()).path("response_action").asText()).isEqualTo("update");
        assertThat(first.body()).contains("assembles in").contains("/#/sessions/session-");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(door.inbox.heard()).singleElement().isInstanceOfSatisfying(Heard.Said.class, said -> {
            assertThat(said.key()).isEqualTo(new HeardKey("slack/submitted/V7"));
            assertThat(said.ritual()).isEqualTo(RitualName.INCIDENT);
            assertThat(said.place()).isEqualTo(SlackIds.place("T1", "C1", Optional.empty()));
        });
    }

    @Test
    void aFormOfSomebodyWhoMayNotBeginsNothingAndSaysNothingElsewhere() {
        door.desk.refuses(() -> Notice.of("This was not done", "It takes the role “operator”."));

        assertThat(error(submit("V9", "incident", "payments just failed", "C1", ""), "intent"))
                .contains("This was not done", "operator");
        assertThat(door.inbox.heard()).isEmpty();
        assertThat(door.slack.whispers()).isEmpty();
    }

    /** A form waits three seconds for its answer. */
    @Test
    void aFormIsAnsweredInTimeAlsoWhereSlackIsSlow() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        door.slack.stub("chat.postEphemeral", (_, _) -> {
            try {
                var _ = slow.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FakeSlack.ok();
        });
        long begun = System.nanoTime();
        HttpResponse<String> answer = submit("V8", "incident", "payments just failed", "C1", "");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        slow.countDown();
        door.slack.unstub("chat.postEphemeral");

        assertThat(took).isLessThan(Duration.ofSeconds(3));
        assertThat(answer.body()).contains("assembles in");
        assertThat(door.inbox.heard()).hasSize(1);
    }

    @Test
    void mistakesStandAtTheirField() {
        door.slack.withoutBot("C8", false);

        assertThat(error(submit("V1", "incident", " ", "C1", ""), "intent")).contains("what happened");
        assertThat(error(submit("V2", "experiment", "", "C1", ""), "intent")).contains("what to test");
        assertThat(error(submit("V3", "incident", "payments failed", "C8", ""), "place"))
                .contains("invite it there");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void aBriefNeedsNoWordsAndAPublicChannelIsJoined() {
        door.slack.withoutBot("C9", true);
        submit("V4", "brief", "", "C9", "");

        assertThat(door.inbox.heard())
                .singleElement()
                .isInstanceOfSatisfying(
                        Heard.Said.class, said -> assertThat(said.ritual()).isEqualTo(RitualName.BRIEF));
        assertThat(door.slack.calls("conversations.join")).hasSize(1);
    }

    @Test
    void whatCannotBeKeptKeepsTheFormOpen() {
        door.inbox.breakDown();

        assertThat(error(submit("V5", "incident", "payments failed", "C1", ""), "intent"))
                .contains("could not write that down");
    }

    @Test
    void aFormOfAnotherVersionIsRefusedKindly() {
        HttpResponse<String> answer = door.send(door.signer.interaction(door.events, """
                {"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1","name":"ana"},
                 "view":{"id":"V6","type":"modal","callback_id":"opspilot_launch","state":{"values":{}}}}"""));

        assertThat(answer.body()).contains("another version");
    }

    @Test
    void aMessageAndItsThreadBecomeADrillInThatThread() throws Exception {
        String root = post("card payments are failing <!channel> <https://evil.example|dashboard>", "");
        post("since the deploy", root);
        drill("tr-9", root, "card payments are failing <!channel> <https://evil.example|dashboard>");
        door.slack.await(
                slack -> slack.modals().values().stream()
                        .anyMatch(each -> each.toString().contains("initial_value")),
                Duration.ofSeconds(10));
        JsonNode form = door.slack.modals().values().iterator().next();

        String intent = form.at("/blocks/2/element/initial_value").asText();
        assertThat(intent).isEqualTo("card payments are failing channel dashboard / since the deploy");
        assertThat(form.at("/blocks/0").toString())
                .contains("https://acme.slack.com/archives/C1/p" + root.replace(".", ""));
        submit("V9", "incident", intent, "C1", form.path("private_metadata").asText());
        assertThat(door.inbox.heard().getFirst().place().thread()).contains(root);

        submit("V10", "incident", intent, "C2", form.path("private_metadata").asText());
        assertThat(door.inbox.heard().getLast().place().thread()).isEmpty();
    }

    @Test
    void aThreadThatMayNotBeReadLeavesTheMessage() throws Exception {
        door.slack.withoutBot("C1", false);
        drill("tr-8", "1700000000.000001", "payments are failing");
        door.slack.await(
                slack -> slack.modals().values().stream()
                        .anyMatch(each -> each.toString().contains("initial_value")),
                Duration.ofSeconds(10));

        assertThat(door.slack
                        .modals()
                        .values()
                        .iterator()
                        .next()
                        .at("/blocks/2/element/initial_value")
                        .asText())
                .isEqualTo("payments are failing");
    }

    private String post(String text, String thread) {
        Drawn words = Drawn.of(text);
        SlackApi api = new SlackApi(SlackClient.to(door.slack.apiUrl()).methods(), Tokens.single("xoxb-1"));
        CallResult done = new DoorCalls(api)
                .post(SlackIds.place("T1", "C1", Optional.of(thread).filter(each -> !each.isEmpty())), words);
        return ((CallResult.Done) done).reply().ts().orElseThrow();
    }

    private JsonNode form() throws Exception {
        door.slack.await(slack -> !slack.modals().isEmpty(), Duration.ofSeconds(10));
        return door.slack.modals().values().iterator().next();
    }

    private void shortcut(String trigger) {
        HttpResponse<String> answer = door.send(door.signer.interaction(door.events, """
                {"type":"shortcut","callback_id":"opspilot_launch","trigger_id":"%s","action_ts":"1.1",
                 "team":{"id":"T1","domain":"acme"},"user":{"id":"U1","username":"ana","team_id":"T1"}}""".formatted(trigger)));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private void drill(String trigger, String ts, String text) {
        HttpResponse<String> answer =
                door.send(door.signer.interaction(door.events, """
                {"type":"message_action","callback_id":"opspilot_drill_message","trigger_id":"%s","action_ts":"1.1",
                 "message_ts":"%s","team":{"id":"T1","domain":"acme"},"user":{"id":"U1","name":"ana"},
                 "channel":{"id":"C1","name":"payments"},
                 "message":{"type":"message","user":"U2","ts":"%s","text":"%s"}}""".formatted(trigger, ts, ts, text)));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> submit(String view, String ritual, String intent, String channel, String metadata) {
        return door.send(door.signer.interaction(door.events, """
                {"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1","name":"ana","team_id":"T1"},
                 "trigger_id":"t","view":{"id":"%s","type":"modal","callback_id":"opspilot_launch",
                  "private_metadata":"%s","state":{"values":{
                   "ritual":{"ritual":{"type":"static_select","selected_option":{"value":"%s"}}},
                   "intent":{"intent":{"type":"plain_text_input","value":"%s"}},
                   "place":{"place":{"type":"conversations_select","selected_conversation":"%s"}}}}}}""".formatted(view, metadata, ritual, intent, channel)));
    }

    private static String error(HttpResponse<String> answer, String field) {
        JsonNode body = Rendered.read(answer.body());
        assertThat(body.path("response_action").asText()).isEqualTo("errors");
        return body.path("errors").path(field).asText();
    }
}
