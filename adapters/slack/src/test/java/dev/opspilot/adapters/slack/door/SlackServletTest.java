package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Understood;
import dev.opspilot.rituals.surface.Views;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard through the door, and what is answered. */
class SlackServletTest extends DoorRig {
    @Test
    void aCommandIsKeptAndAnsweredToThePersonAlone() {
        HttpResponse<String> answer = command("incident payments just failed", "trigger-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Rendered.read(answer.body()).path("response_type").asText()).isEqualTo("ephemeral");
        assertThat(said(answer)).startsWith("Incident drill begun: “payments just failed”");
        Heard heard = door.inbox.heard().getFirst();
        assertThat(heard)
                .isEqualTo(new Heard.Said(
                        new HeardKey("slack/said/trigger-1"),
                        new Person("slack", "U1", "ana"),
                        new Place("slack", "T1", "C1", Optional.empty()),
                        heard.session(),
                        RitualName.INCIDENT,
                        "payments just failed",
                        Optional.empty()));
        assertThat(said(answer)).contains("/#/sessions/" + heard.session() + "|watch it on the page>");
        assertThat(door.slack.calls())
                .as("only whether the bot is there is asked")
                .extracting(FakeSlack.Called::method)
                .containsOnly("conversations.history");
    }

    @Test
    void aCommandSentTwiceIsHeardOnceAndSaysSo() {
        command("incident payments just failed", "trigger-1");
        HttpResponse<String> again = command("incident payments just failed", "trigger-1");

        assertThat(said(again)).contains("under way already");
        assertThat(door.inbox.heard()).hasSize(1);
    }

    @Test
    void helpAndMistakesStartNothingAndSayWhatCanBeTyped() {
        assertThat(said(command("help", "t1"))).startsWith("*What you can type*");
        assertThat(said(command("", "t2"))).startsWith("*What you can type*");
        assertThat(said(command("incident", "t3")))
                .startsWith("Say in a few words what happened")
                .endsWith("`/opspilot help` shows all you can type.");
        assertThat(said(command("experiment", "t4"))).startsWith("Say in a few words what to test");
        assertThat(said(command("frobnicate <!channel>", "t5")))
                .startsWith("I do not know “frobnicate”")
                .doesNotContain("<!");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void anIntentCannotPingOrLinkInTheAnswer() {
        String said = said(command("incident &lt;!channel&gt; @here <https://evil.example|ok> &amp; more", "t1"));

        assertThat(said)
                .contains("&lt;!channel&gt; ＠here ok &amp; more")
                .doesNotContain("<!channel>")
                .doesNotContain("evil.example");
    }

    @Test
    void whatCannotBeKeptIsAdmitted() {
        door.inbox.breakDown();

        HttpResponse<String> answer = command("incident payments just failed", "t1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(said(answer)).contains("nothing was begun");
    }

    @Test
    void anEnterpriseIsNeverTakenForATeam() {
        door.send(door.signer.command(door.events, "incident x", "t1", Map.of("team_id", "E1", "enterprise_id", "E1")));

        assertThat(door.inbox.heard())
                .singleElement()
                .satisfies(heard -> assertThat(heard.place().workspace()).isEmpty());
    }

    @Test
    void slacksChallengeIsAnswered() {
        HttpResponse<String> answer = door.send(door.signer.event(
                door.events, "{\"type\":\"url_verification\",\"token\":\"t\",\"challenge\":\"3eZbrw1aB\"}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("3eZbrw1aB");
    }

    @Test
    void anEventWithoutAListenerIsAcked() {
        HttpResponse<String> answer = door.send(door.signer.event(door.events, """
                {"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{
                  "type":"reaction_added","user":"U1","reaction":"+1","item_user":"UBOT",
                  "item":{"type":"message","channel":"C1","ts":"1.2"},"event_ts":"1.3"}}"""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void whoMentionsTheBotIsToldAloneWhatCanBeTyped() throws Exception {
        HttpResponse<String> answer = door.send(door.signer.event(door.events, """
                {"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{
                  "type":"app_mention","user":"U1","text":"<@UBOT> hello","ts":"1.2","channel":"C1",
                  "thread_ts":"1.1","event_ts":"1.2"}}"""));

        assertThat(answer.statusCode()).isEqualTo(200);
        door.slack.await(slack -> !slack.whispers().isEmpty(), Duration.ofSeconds(10));
        assertThat(door.slack.whispers()).singleElement().satisfies(whisper -> {
            assertThat(whisper.user()).isEqualTo("U1");
            assertThat(whisper.thread()).contains("1.1");
            assertThat(whisper.text()).contains("/opspilot incident");
        });
    }

    @Test
    void aMentionThatSlackSendsAgainIsToldOnce() throws Exception {
        mention("Ev7", "U7");
        mention("Ev7", "U7");
        mention("Ev8", "U8");

        door.slack.await(
                slack -> slack.whispers().stream()
                        .map(FakeSlack.Whispered::user)
                        .toList()
                        .containsAll(List.of("U7", "U8")),
                Duration.ofSeconds(10));
        assertThat(door.slack.whispers()).extracting(FakeSlack.Whispered::user).containsExactlyInAnyOrder("U7", "U8");
    }

    @Test
    void plainWordsBehindAMentionAskForTheRitualThatTheyMean() {
        said("<@UBOT> card payments &gt; 3 DS just failed", "7.1", "");

        assertThat(door.inbox.heard()).singleElement().isInstanceOfSatisfying(Heard.Said.class, said -> {
            assertThat(said.ritual()).isEqualTo(RitualName.INCIDENT);
            assertThat(said.intent()).isEqualTo("card payments > 3 DS just failed");
            assertThat(said.understood())
                    .contains(new Understood("card payments > 3 DS just failed", Understood.By.RULES));
        });
    }

    @Test
    void aMentionInTheThreadOfASessionIsAQuestionAboutIt() {
        door.book.put(PostKey.board(new SessionId("session-9")), new PostRef("C1", "1700000000.000001"));
        said("<@UBOT> which provider is it?", "7.2", ",\"thread_ts\":\"1700000000.000001\"");

        assertThat(door.inbox.heard()).singleElement().isInstanceOfSatisfying(Heard.Asked.class, asked -> {
            assertThat(asked.session()).isEqualTo(new SessionId("session-9"));
            assertThat(asked.question()).isEqualTo("which provider is it?");
            assertThat(asked.place().thread()).contains("1700000000.000001");
        });
    }

    private void said(String text, String ts, String more) {
        door.send(door.signer.event(door.events, """
                {"type":"event_callback","team_id":"T1","event_id":"Ev-%s","event":{
                  "type":"app_mention","user":"U1","text":"%s","ts":"%s","channel":"C1","event_ts":"%s"%s}}""".formatted(ts, text, ts, ts, more)));
    }

    @Test
    void aDirectMessageAsksForARitualAndItsThreadIsAboutTheSession() {
        direct("10.1", "payments just failed", "");
        Heard.Said said = (Heard.Said) door.inbox.heard().getFirst();
        assertThat(said.place()).isEqualTo(new Place("slack", "T1", "D1", Optional.of("10.1")));
        assertThat(said.ritual()).isEqualTo(RitualName.INCIDENT);

        door.archive.keep(Views.begun(said.session(), said.place()));
        direct("10.2", "which provider is it?", ",\"thread_ts\":\"10.1\"");
        direct("10.3", "experiment test freemium gating", ",\"thread_ts\":\"10.1\"");
        direct("10.4", "sessions live", ",\"thread_ts\":\"10.1\"");

        assertThat(door.inbox.heard().subList(1, 4))
                .satisfiesExactly(
                        asked -> assertThat(asked).isInstanceOf(Heard.Asked.class),
                        launched -> assertThat(launched).isInstanceOf(Heard.Said.class),
                        ordered -> assertThat(ordered).isInstanceOf(Heard.Ordered.class));
    }

    @Test
    void aDirectMessageWithAFileAndOneSentToTheChannelAsWellAreHeardToo() {
        direct("12.1", "payments just failed", ",\"subtype\":\"file_share\",\"files\":[{\"id\":\"F1\"}]");
        direct("12.2", "experiment test freemium gating", ",\"subtype\":\"thread_broadcast\",\"thread_ts\":\"12.0\"");

        assertThat(door.inbox.heard())
                .extracting(each -> ((Heard.Said) each).ritual())
                .containsExactly(RitualName.INCIDENT, RitualName.EXPERIMENT);
    }

    @Test
    void whatTheBotItselfSaidAndEditsAreNotHeard() {
        direct("11.1", "payments just failed", ",\"bot_id\":\"B1\"");
        direct("11.2", "payments just failed", ",\"subtype\":\"message_changed\",\"message\":{\"text\":\"x\"}");
        direct("11.3", "payments just failed", ",\"subtype\":\"bot_message\"");

        assertThat(door.inbox.heard()).isEmpty();
    }

    private void direct(String ts, String text, String more) {
        HttpResponse<String> answer = door.send(door.signer.event(door.events, """
                {"type":"event_callback","team_id":"T1","event_id":"Ev-%s","event":{"type":"message",
                  "channel_type":"im","user":"U1","text":"%s","ts":"%s","channel":"D1","event_ts":"%s"%s}}""".formatted(ts, text, ts, ts, more)));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aPressIsHeardForTheThreadOfItsMessage() throws Exception {
        HttpResponse<String> answer = press("session-8/payments-dip", "1.5", "\"T1\"", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(door.inbox.heard()).singleElement().isInstanceOfSatisfying(Heard.Pressed.class, pressed -> {
            assertThat(pressed.place()).isEqualTo(new Place("slack", "T1", "C1", Optional.of("1700000000.000001")));
            assertThat(pressed.person()).isEqualTo(new Person("slack", "U1", "ana"));
            assertThat(pressed.session()).isEqualTo(new SessionId("session-8"));
            assertThat(((Heard.Button.Why) pressed.button()).finding().value()).isEqualTo("payments-dip");
        });
        awaitWhispers(1);
    }

    @Test
    void oneDeliveryOfAPressIsHeardOnceAndASecondPressAgainButTwoAtOnceAreAnsweredOnce() throws Exception {
        press("session-9/payments-dip", "1.5", "\"T1\"", "");
        press("session-9/payments-dip", "1.5", "\"T1\"", "");
        assertThat(door.inbox.heard()).hasSize(1);

        press("session-9/payments-dip", "9.5", "\"T1\"", "");
        press("session-9/verdict", "1.5", "\"T1\"", "");
        assertThat(door.inbox.heard()).hasSize(3);
        awaitWhispers(2);
    }

    @Test
    void aPressInAThreadIsAnsweredThereAndAnOrgWideInstallNamesThePersonsTeam() throws Exception {
        press("session-7/payments-dip", "1.5", "null", ",\"thread_ts\":\"1600000000.000009\"");

        assertThat(door.inbox.heard())
                .singleElement()
                .extracting(Heard::place)
                .isEqualTo(new Place("slack", "T7", "C1", Optional.of("1600000000.000009")));
        awaitWhispers(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "session-9", "/x", "session-9/", "UPPER/x", "../../x", "session-9/a\\u0000b"})
    void aForgedButtonIsIgnoredKindly(String value) throws Exception {
        HttpResponse<String> answer = press(value, "1.5", "\"T1\"", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        door.slack.await(slack -> !slack.whispers().isEmpty(), Duration.ofSeconds(10));
        assertThat(door.slack.whispers().getFirst().text()).contains("does not know that button");
        assertThat(door.inbox.heard()).isEmpty();
    }

    private void mention(String event, String user) {
        door.send(door.signer.event(door.events, """
                {"type":"event_callback","team_id":"T1","event_id":"%s","event":{
                  "type":"app_mention","user":"%s","text":"<@UBOT> hello","ts":"1.2","channel":"C1",
                  "event_ts":"1.2"}}""".formatted(event, user)));
    }

    private HttpResponse<String> press(String value, String actionTs, String team, String inContainer) {
        return door.send(door.signer.interaction(door.events, """
                {"type":"block_actions","team":%s,"user":{"id":"U1","name":"ana","team_id":"T7"},
                 "trigger_id":"tr","channel":{"id":"C1","name":"payments"},
                 "container":{"type":"message","message_ts":"1700000000.000001","channel_id":"C1"%s},
                 "message":{"ts":"1700000000.000001","blocks":[{"type":"plan","title":"x","tasks":[]}]},
                 "actions":[{"type":"button","action_id":"opspilot_why","block_id":"b","value":"%s",
                             "action_ts":"%s","text":{"type":"plain_text","text":"Ask why"}}]}""".formatted(
                        team.equals("null") ? "null" : "{\"id\":" + team + "}", inContainer, value, actionTs)));
    }

    private HttpResponse<String> command(String text, String trigger) {
        return door.send(door.signer.command(door.events, text, trigger, Map.of()));
    }

    private static String said(HttpResponse<String> answer) {
        return Rendered.read(answer.body()).path("text").asText();
    }

    /** What is said at once about a press comes after its ack. */
    private void awaitWhispers(int count) throws Exception {
        door.slack.await(slack -> slack.whispers().size() >= count, Duration.ofSeconds(10));
    }
}
