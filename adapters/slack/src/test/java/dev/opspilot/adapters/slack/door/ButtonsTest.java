package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.adapters.slack.draw.OrderButtons;
import dev.opspilot.adapters.slack.draw.PlayButton;
import dev.opspilot.adapters.slack.draw.PlayDrawing;
import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.adapters.slack.draw.SessionButton;
import dev.opspilot.adapters.slack.testkit.BlockRules;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The buttons of a session's message: what each is heard as, what is said at once, and how late ones are refused. */
class ButtonsTest extends DoorRig {
    private static final Play BOUND = SampleLog.bound(
            "rollback", List.of(Views.receipts(Views.ID).getFirst().id()));

    @Test
    void stopIsHeardOnceAndSaidSo() throws Exception {
        door.archive.keep(Views.working(Views.ID, Views.CHANNEL, 3));
        press("opspilot_stop", Views.ID.value(), "5.1");
        press("opspilot_stop", Views.ID.value(), "5.1");

        assertThat(button()).isEqualTo(new Button.Stop());
        assertThat(told()).contains("Stopping it");
    }

    @Test
    void aPressAfterOneThatWasNotKeptIsAnswered() throws Exception {
        SessionId other = new SessionId("0199c3-other");
        door.archive.keep(Views.working(other, Views.CHANNEL, 3));
        door.inbox.breakDown();
        press("opspilot_stop", other.value(), "5.1");
        assertThat(told()).contains("could not write that down");

        door.inbox.recover();
        press("opspilot_stop", other.value(), "5.2");

        assertThat(button()).isEqualTo(new Button.Stop());
        door.slack.await(slack -> slack.whispers().size() == 2, Duration.ofSeconds(10));
        assertThat(door.slack.whispers().getLast().text()).contains("Stopping it");
    }

    @Test
    void stopOfSomebodyWhoMayNotIsNotHeardAndNotPromised() throws Exception {
        door.archive.keep(Views.working(Views.ID, Views.CHANNEL, 3));
        door.desk.refuses(() -> Notice.of("This was not done", "It takes the role “operator”."));
        press("opspilot_stop", Views.ID.value(), "5.1");

        assertThat(told()).contains("This was not done").doesNotContain("Stopping it");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void stopOfAnEndedSessionIsRefusedKindly() throws Exception {
        door.archive.keep(Views.done(Views.ID, Views.CHANNEL));
        press("opspilot_stop", Views.ID.value(), "5.1");

        assertThat(told()).contains("Nothing was done").contains("done already");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void opinionsAreHeard() throws Exception {
        press("opspilot_rate", Views.ID + "/helpful", "5.1");
        press("opspilot_rate", Views.ID + "/not_helpful", "5.2");

        assertThat(door.inbox.heard())
                .extracting(heard -> ((Heard.Pressed) heard).button())
                .containsExactly(new Button.Rate(true), new Button.Rate(false));
        door.slack.await(slack -> slack.whispers().size() >= 2, Duration.ofSeconds(10));
    }

    @Test
    void everyDecisionThatAPlayOffersIsReadBackAsItWasDrawn() {
        LayoutBlock row = PlayButton.row(Views.ID, BOUND, new OrderButtons()).orElseThrow();
        JsonNode blocks = Rendered.json(new Drawn("x", List.of(row))).path("blocks");

        assertThat(BlockRules.flaws(blocks)).isEmpty();
        assertThat(blocks.at("/0/elements")).hasSize(BOUND.offers().size() + 1);
        assertThat(blocks.at("/0/elements/" + BOUND.offers().size() + "/value").asText())
                .isEqualTo("policy deploys/rollback_deploy in production");
        for (int i = 0; i < BOUND.offers().size(); i++) {
            Choice choice = BOUND.offers().get(i);
            JsonNode drawn = blocks.at("/0/elements/" + i);
            assertThat(drawn.at("/confirm/text/text").asText()).isNotEmpty();
            assertThat(PlayButton.read(
                            drawn.path("action_id").asText(),
                            drawn.path("value").asText()))
                    .contains(new SessionButton(
                            Views.ID, new Button.Decide(BOUND.id(), choice, BOUND.shown(choice), "")));
        }
    }

    private static Play calling(String arguments) {
        Bound bound = BOUND.bound().orElseThrow();
        Act act = new Act(bound.act().server(), bound.act().tool(), arguments);
        return new Play(
                BOUND.id(),
                BOUND.title(),
                BOUND.does(),
                BOUND.because(),
                BOUND.policy(),
                BOUND.status(),
                BOUND.rollback(),
                BOUND.receipts(),
                BOUND.intention(),
                Optional.of(new Bound(act, bound.environment(), bound.check(), bound.expires())),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What is approved is what was read: a long call is not cut, and one that cannot be shown is not approved here. */
    @Test
    void aLongCallIsShownToItsLastLetterOrNotApprovedHere() {
        String arguments = "{\"steps\":\"" + "<abcdefgh>".repeat(300) + "the end\"}";
        Play isLong = calling(arguments);
        StringBuilder texts = new StringBuilder();
        Rendered.json(new Drawn("x", PlayDrawing.told(isLong)))
                .path("blocks")
                .forEach(block -> texts.append(block.at("/text/text").asText()));
        String shown = texts.toString()
                .replace("```", "")
                .replace("\n", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
        assertThat(shown).contains(arguments);
        assertThat(PlayButton.row(Views.ID, isLong, new OrderButtons()).toString())
                .contains("opspilot_reason_approve")
                .doesNotContain("opspilot_decide_approve");

        Play tooLong = calling("{\"all\":\"" + "x".repeat(20_000) + "\"}");
        assertThat(PlayButton.row(Views.ID, tooLong, new OrderButtons()).toString())
                .doesNotContain("approve")
                .contains("opspilot_decide_dismiss");
        assertThat(PlayDrawing.told(tooLong).toString()).contains("on OpsPilot's page");
    }

    @Test
    void aDecisionIsHeardAlsoWhereItComesTooLateSoThatTheLogRefusesIt() throws Exception {
        String value = Views.ID + "/" + BOUND.shown(Choice.APPROVE).hex() + "/" + BOUND.id();
        Play dismissed = BOUND.at(Play.Status.DISMISSED, Optional.empty(), Optional.empty());
        door.archive.keep(new SessionViews(Views.done(Views.ID, Views.CHANNEL)).withPlays(List.of(dismissed)));
        press("opspilot_decide_approve", value, "5.1");
        press("opspilot_decide_approve", value, "5.1");

        assertThat(button()).isEqualTo(new Button.Decide(BOUND.id(), Choice.APPROVE, BOUND.shown(Choice.APPROVE), ""));
        assertThat(told()).contains("Heard: *Approve*");
    }

    @Test
    void aDecidedPlayHasNoButtonToDecideItAgain() {
        Play dismissed = BOUND.at(Play.Status.DISMISSED, Optional.empty(), Optional.empty());

        assertThat(PlayButton.row(Views.ID, dismissed, new OrderButtons()).toString())
                .contains("policy deploys/rollback_deploy")
                .doesNotContain("opspilot_decide");
    }

    @Test
    void receiptsOpenAtOnceAndAreTurnedPageByPage() throws Exception {
        List<ReceiptChain.Stored> stored = receipts(40);
        door.archive.keep(Views.ID, stored);
        press("opspilot_receipts", Views.ID + "/0", "5.1");
        door.slack.await(slack -> modal(slack.modals().values()).contains("#15"), Duration.ofSeconds(10));
        String id = door.slack.modals().keySet().iterator().next();
        String first = modal(door.slack.modals().values());
        assertThat(first)
                .contains("The chain of 40 receipts is intact.")
                .contains("page 1 of 3")
                .contains("812 ms")
                .contains("live")
                .contains("_Way back:_ Deploy 4812 again.")
                .doesNotContain("#16");

        turn(id, Views.ID + "/2", "5.2");
        door.slack.await(slack -> modal(slack.modals().values()).contains("page 3 of 3"), Duration.ofSeconds(10));
        assertThat(modal(door.slack.modals().values())).contains("#40").doesNotContain("\"Later\"");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void aChainThatWasChangedIsNamed() {
        List<ReceiptChain.Stored> stored = new ArrayList<>(receipts(3));
        stored.set(1, new ReceiptChain.Stored(stored.get(1).receipt(), "something else"));

        assertThat(new ReceiptsDrawing(PageLinks.on(URI.create("https://ops.example.com")))
                        .draw(Views.ID, Optional.empty(), stored, 0)
                        .toString())
                .contains("The chain is broken");
    }

    @Test
    void aLongAnswerIsCutAndTheWholeOfItIsOnThePage() {
        List<ReceiptChain.Stored> stored =
                List.of(new ReceiptChain.Stored(receipts(1).getFirst().receipt(), "<!channel> 41, ".repeat(100)));

        assertThat(new ReceiptsDrawing(PageLinks.on(URI.create("https://ops.example.com")))
                        .draw(Views.ID, Optional.empty(), stored, 0)
                        .toString())
                .contains("answered ```&lt;!channel&gt; 41,", "…```")
                .contains("<https://ops.example.com/#/sessions/" + Views.ID + "/receipts/1|Read the whole answer>");
    }

    private static List<ReceiptChain.Stored> receipts(int count) {
        ReceiptChain chain = ReceiptChain.empty(Views.ID);
        List<ReceiptChain.Stored> stored = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Receipt receipt = chain.next(new ReceiptChain.Draft(
                    "Deploys <!channel>",
                    "deploys/recent",
                    "{}",
                    Views.ANA.actor(),
                    Views.START,
                    Views.START,
                    Duration.ofMillis(812),
                    false,
                    Outcome.FOUND,
                    "{}",
                    Optional.empty(),
                    i == 0 ? Optional.of("Deploy 4812 again.") : Optional.empty()));
            chain = chain.with(receipt);
            stored.add(new ReceiptChain.Stored(receipt, "{}"));
        }
        return stored;
    }

    private static String modal(Iterable<JsonNode> modals) {
        StringBuilder all = new StringBuilder();
        modals.forEach(all::append);
        return all.toString();
    }

    private Button button() {
        assertThat(door.inbox.heard()).hasSize(1);
        return ((Heard.Pressed) door.inbox.heard().getFirst()).button();
    }

    private String told() throws Exception {
        door.slack.await(slack -> !slack.whispers().isEmpty(), Duration.ofSeconds(10));
        return door.slack.whispers().getFirst().text();
    }

    private void press(String action, String value, String at) {
        send("""
                "channel":{"id":"C1","name":"payments"},
                "container":{"type":"message","message_ts":"1700000000.000001","channel_id":"C1"}""", action, value, at);
    }

    private void turn(String view, String value, String at) {
        send("""
                "container":{"type":"view","view_id":"%s"},"view":{"id":"%s","type":"modal"}""".formatted(view, view), "opspilot_receipts_2", value, at);
    }

    private void send(String where, String action, String value, String at) {
        assertThat(door.send(door.signer.interaction(door.events, """
                {"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1","name":"ana","team_id":"T1"},
                 "trigger_id":"tr-%s",%s,
                 "actions":[{"type":"button","action_id":"%s","block_id":"b","value":"%s","action_ts":"%s"}]}""".formatted(at, where, action, value, at)))
                        .statusCode())
                .isEqualTo(200);
    }
}
