package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.adapters.slack.draw.NoticeDrawing;
import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.adapters.slack.testkit.BlockRules;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.UnansweredException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders: how they are heard, and how what comes of them is told. */
class OrdersTest extends DoorRig {
    private static final Person ANA = new Person("slack", "U1", "ana");
    private static final Place CHANNEL = new Place("slack", "T1", "C1", Optional.empty());

    @Test
    void everyTopicIsHeardAsAnOrder() {
        for (Topic topic : Topic.values()) {
            HttpResponse<String> answer = command(topic.key() + " pause 7", "t-" + topic);

            assertThat(answer.body()).isEmpty();
            assertThat(door.inbox.heard().getLast())
                    .isEqualTo(new Heard.Ordered(
                            new HeardKey("slack/said/t-" + topic), ANA, CHANNEL, new Command.Order(topic, "pause 7")));
        }
    }

    @Test
    void peopleAndChannelsInAnOrderStayAsSlackWritesThem() {
        command("schedule brief daily &gt; &lt;x&gt; in <#C9|ops>", "t1");

        assertThat(door.inbox.heard())
                .singleElement()
                .isInstanceOfSatisfying(
                        Heard.Ordered.class,
                        ordered -> assertThat(ordered.order().words()).isEqualTo("brief daily > <x> in <#C9|ops>"));
    }

    @Test
    void helpNamesTheOrdersThatSomebodyTakes() {
        assertThat(said(command("help", "t1"))).doesNotContain("/opspilot schedule");
        door.desk.says(Topic.SCHEDULE, Notice.of("Schedules"));

        assertThat(said(command("help", "t2"))).contains("`/opspilot schedule`").doesNotContain("/opspilot halt");
    }

    @Test
    void whatCameOfItIsToldToThePersonAloneAndOnce() throws Exception {
        tell("k1", CHANNEL, notice());
        tell("k1", CHANNEL, notice());

        FakeSlack.Whispered whisper = door.slack.whispers().getFirst();
        assertThat(door.slack.whispers()).hasSize(1);
        assertThat(whisper.user()).isEqualTo("U1");
        assertThat(whisper.text()).contains("*Schedules*").contains("daily at 07:30");
        assertThat(whisper.blocks().findValuesAsText("value")).containsExactly("schedule pause 7", "schedule");
        assertThat(whisper.blocks().at("/1/accessory/confirm/text/text").asText())
                .isEqualTo("No brief comes until it is resumed.");
    }

    @Test
    void inADirectMessageItIsAMessageInTheThread() throws Exception {
        tell("k2", new Place("slack", "T1", "D1", Optional.of("1.1")), notice());

        assertThat(door.slack.messages("D1")).singleElement().satisfies(message -> {
            assertThat(message.thread()).contains("1.1");
            assertThat(message.blocks()).hasSize(3);
        });
    }

    @Test
    void aNoticeWhoseAnswerWasLostIsFoundAndNotSaidTwice() throws Exception {
        try (SlackDoor other = new SlackDoor(InstantSource.system())) {
            other.slack.dropAfter("chat.postMessage", 1);
            other.adapter
                    .surface()
                    .tell(new HeardKey("k8"), ANA, new Place("slack", "T1", "D1", Optional.of("1.1")), notice())
                    .get(20, TimeUnit.SECONDS);

            assertThat(other.slack.messages("D1")).hasSize(1);
        }
    }

    /** Whoever held it may have died before it was told. */
    @Test
    void whatAnotherNodeWasTellingIsToldOnceItsClaimEnds() throws Exception {
        PostKey key = new PostKey(SessionId.NONE, "notice/" + new HeardKey("k9"));
        Instant end = CLOCK.instant().plus(PostBook.CLAIM);
        AtomicReference<Instant> now = new AtomicReference<>(CLOCK.instant());
        try (SlackDoor other = new SlackDoor(now::get)) {
            var _ = other.book.claim(key, new PostBook.Writer("slack-dead"));
            now.set(end.minusMillis(100));
            CompletableFuture<Void> told = other.adapter.surface().tell(new HeardKey("k9"), ANA, CHANNEL, notice());
            assertThat(told).isNotDone();
            now.set(end.plusMillis(900));

            told.get(20, TimeUnit.SECONDS);
            assertThat(other.slack.whispers()).hasSize(1);
        }
    }

    @Test
    void whereTheBotMayNotSpeakThePersonIsToldInADirectMessage() throws Exception {
        door.slack.withoutBot("C1", false);
        tell("k3", CHANNEL, notice());

        assertThat(door.slack.messages("U1")).hasSize(1);
    }

    @Test
    void anActionIsTheCommandOfWhoeverPresses() {
        press("opspilot_order_3", "schedule pause 7", "U7", "2.5");
        press("opspilot_order_3", "schedule pause 7", "U7", "2.5");

        assertThat(door.inbox.heard()).singleElement().isInstanceOfSatisfying(Heard.Ordered.class, ordered -> {
            assertThat(ordered.person().id()).isEqualTo("U7");
            assertThat(ordered.order()).isEqualTo(new Command.Order(Topic.SCHEDULE, "pause 7"));
            assertThat(ordered.place()).isEqualTo(CHANNEL);
        });
    }

    @Test
    void aNoticeOfAnyLengthKeepsTheLimitsAndCannotPing() throws Exception {
        Notice.Action act = new Notice.Action("x".repeat(200), "schedule " + "y".repeat(400), "z".repeat(900));
        List<Notice.Line> lines = IntStream.range(0, 300)
                .mapToObj(i -> new Notice.Line(
                        "<!channel> <@U1> " + "long ".repeat(1_000), i % 3 == 0 ? List.of(act, act) : List.of(act)))
                .toList();
        Drawn drawn = new NoticeDrawing(PageLinks.on(URI.create("https://ops.example.com")))
                .draw(new Notice("<!here> " + "t".repeat(5_000), lines, List.of(act)));

        JsonNode blocks = Rendered.json(drawn).path("blocks");
        assertThat(BlockRules.flaws(blocks)).isEmpty();
        assertThat(blocks.toString()).doesNotContain("<!").doesNotContain("<@").contains("more;");
    }

    @Test
    void onlyAddressesOfOurOwnPageBecomeLinks() {
        Drawn drawn = new NoticeDrawing(PageLinks.on(URI.create("https://ops.example.com")))
                .draw(Notice.of(
                        "Session", "https://ops.example.com/#/sessions/s-1", "https://evil.example/$1 <https://x|y>"));

        assertThat(drawn.blocks().toString())
                .contains("<https://ops.example.com/#/sessions/s-1|open it on the page>")
                .contains("https://evil.example/$1 &lt;https://x|y&gt;");
    }

    private static Notice notice() {
        return new Notice(
                "Schedules",
                List.of(new Notice.Line(
                        "brief daily at 07:30",
                        List.of(new Notice.Action(
                                "Pause", "schedule pause 7", "No brief comes until it is resumed.")))),
                List.of(new Notice.Action("All", "schedule", "")));
    }

    private void tell(String key, Place place, Notice notice) throws Exception {
        door.adapter
                .surface()
                .tell(new HeardKey(key), ANA, place, notice)
                .get(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS);
    }

    private void press(String action, String value, String user, String at) {
        door.send(door.signer.interaction(door.events, """
                {"type":"block_actions","team":{"id":"T1"},"user":{"id":"%s","name":"bob","team_id":"T1"},
                 "trigger_id":"tr","channel":{"id":"C1","name":"payments"},
                 "container":{"type":"message","message_ts":"1.9","channel_id":"C1","is_ephemeral":true},
                 "actions":[{"type":"button","action_id":"%s","block_id":"b","value":"%s","action_ts":"%s"}]}""".formatted(user, action, value, at)));
    }

    @Test
    void nothingIsPromisedToWhomItIsNotAllowed() {
        door.desk.refuses(() -> Notice.of("This was not done", "It takes the role “operator”."));

        assertThat(said(command("incident payments just failed", "t1")))
                .isEqualTo("*This was not done*\nIt takes the role “operator”.");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void whileSlackDoesNotSayWhoAsksItIsKeptAndNothingPromised() {
        door.desk.refuses(() -> {
            throw new UnansweredException("users.info did not work");
        });

        assertThat(said(command("incident payments just failed", "t1")))
                .contains("written down: “payments just failed”", "who you are", "watch it on the page")
                .doesNotContain("begun");
        assertThat(door.inbox.heard()).hasSize(1);
    }

    private HttpResponse<String> command(String text, String trigger) {
        return door.send(door.signer.command(door.events, text, trigger, Map.of()));
    }

    private static String said(HttpResponse<String> answer) {
        return Rendered.read(answer.body()).path("text").asText();
    }
}
