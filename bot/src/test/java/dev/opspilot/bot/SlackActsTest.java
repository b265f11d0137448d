package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Posted;
import dev.opspilot.bot.demo.Scenario;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The buttons of a drill's message pressed through the fake Slack, as they stand there, to their end. */
final class SlackActsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MovedClock CLOCK = MovedClock.at(MovedClock.WORKDAY);

    /* Of whom Slack does not say who it is. */
    private static final String SILENT = "U8SILENT";

    /* Of others, so that Slack refuses what is asked about it. */
    private static final String OTHERS = "D9OTHERS";

    private static FakeSlack slack;
    private static Stage stage;
    private static InSlack ana;

    @BeforeAll
    static void start() throws Exception {
        slack = FakeSlack.start(CLOCK);
        slack.stub("users.info", (_, form) -> {
            ObjectNode ok = FakeSlack.ok();
            String id = form.getOrDefault("user", "");
            if (id.equals(SILENT)) {
                return FakeSlack.refusal("internal_error");
            }
            ok.putObject("user")
                    .put("id", id)
                    .put("team_id", "T1")
                    .putObject("profile")
                    .put("display_name", id.equals("U1") ? "ana" : "Oli");
            return ok;
        });
        stage = Stage.of(
                Scenario.BAD_DEPLOY,
                CLOCK,
                InSlack.environment(slack),
                "{roles: {members: approver, admin: [\"channel:slack:CADMIN\"]}, alerts: {routes: [{channel: \"slack:T1/C1\"}]}}");
        ana = new InSlack(slack, CLOCK, stage.port());
    }

    @AfterAll
    static void stop() {
        stage.close();
        slack.close();
    }

    /** A drill of the scenario as of now, with a play that can be approved. */
    private static Posted drilled(String channel) {
        stage.company().begin(Scenario.BAD_DEPLOY);
        ana.type(channel, "incident payments just failed");
        return ana.message(
                channel, each -> InSlack.button(each, "opspilot_decide_approve").isPresent());
    }

    @Test
    void fromAnAlertAPlayIsApprovedVerifiedAndTakenBack() throws Exception {
        stage.company().begin(Scenario.BAD_DEPLOY);
        stage.alert("firing", "PaymentErrors");
        Posted drawn = ana.message(
                "C1", each -> InSlack.button(each, "opspilot_decide_approve").isPresent());
        assertThat(drawn.blocks().toString()).contains("PaymentErrors is high");
        long before = stage.company().operationsDone();
        JsonNode approve = InSlack.button(drawn, "opspilot_decide_approve").orElseThrow();
        assertThat(approve.at("/confirm/text/text").asText()).contains("It calls");
        assertThat(InSlack.button(drawn, "opspilot_decide_dismiss")
                        .orElseThrow()
                        .has("confirm"))
                .isTrue();

        ana.press("C1", drawn.ts(), approve);
        assertThat(ana.told("Heard: *Approve*")).isNotNull();
        Posted running = ana.message(
                "C1", each -> InSlack.button(each, "opspilot_decide_roll_back").isPresent());
        assertThat(InSlack.button(running, "opspilot_decide_approve")
                        .filter(each -> each.path("value").equals(approve.path("value"))))
                .as("a decided button disappears")
                .isEmpty();
        ana.press("C1", drawn.ts(), approve);
        assertThat(ana.told("decided before").text()).contains("This was not done");
        assertThat(stage.company().operationsDone()).isEqualTo(before + 1);

        stage.samples();
        Posted verified = ana.message("C1", each -> each.blocks().toString().contains("*Done:* Roll back"));
        stage.alert("resolved", "PaymentErrors");
        ana.message("C1", each -> each.blocks().toString().contains("the alert is over"));
        ana.press(
                "C1",
                drawn.ts(),
                InSlack.button(verified, "opspilot_decide_roll_back").orElseThrow());
        ana.message("C1", each -> each.blocks().toString().contains("*Rolled back:* Roll back"));
        assertThat(stage.company().operationsDone()).isEqualTo(before + 2);
        assertThat(slack.calls())
                .filteredOn(call ->
                        !call.method().equals("users.info") && !call.channel().equals(OTHERS))
                .noneMatch(call -> !call.error().isEmpty());
    }

    @Test
    void aHiccupOfSlackCostsAMemberNothingAndPeopleStandThereByTheirNames() {
        slack.breakDown("users.info", 2);
        ana.type("C17", "U7OLI", "brief what changed in the last 24 hours?");

        assertThat(ana.message("C17", each -> each.blocks().toString().contains(" · done"))
                        .blocks()
                        .toString())
                .contains("asked by Oli")
                .doesNotContain("u7oli");
        assertThat(slack.whispers()).noneMatch(each -> each.user().equals("U7OLI"));
        ana.mention("C18", "what changed in the last 24 hours?");
        assertThat(ana.message("C18", each -> each.blocks().toString().contains(" · done"))
                        .blocks()
                        .toString())
                .contains("asked by ana");
    }

    /** What everybody may do waits for nobody, so that a silent Slack does not keep it. */
    @Test
    void whatEverybodyMayDoIsDoneAlsoWhileSlackDoesNotSayWhoAsks() {
        ana.type("C21", SILENT, "sessions");
        assertThat(ana.told(SILENT, "The latest").channel()).isEqualTo("C21");
    }

    @Test
    void aRoleGivenToAChannelHoldsForMembersWhoAskThereOnly() {
        ana.type("C22", "U2ELSE", "halt off");
        assertThat(ana.told("U2ELSE", "This was not done").text()).contains("“admin”", "“approver”");
        ana.type("CADMIN", "U2THERE", "halt off");
        assertThat(ana.told("U2THERE", "The kill switch is off").channel()).isEqualTo("CADMIN");
    }

    /** Between two people the bot is not: what is asked there is seen in its own direct message, whole and once. */
    @Test
    void whatIsAskedBetweenTwoPeopleIsSeenInTheBotsDirectMessage() {
        slack.conceal(OTHERS);
        ana.type(OTHERS, "U3", "brief what changed in the last 24 hours?");

        ana.message("D-U3", each -> each.blocks().toString().contains(" · done"));
        ana.type(OTHERS, "U3", "schedule list");
        ana.message("D-U3", each -> each.text().contains("schedule"));
        assertThat(slack.messages("D-U3"))
                .filteredOn(each -> each.thread().isEmpty())
                .hasSize(2);
    }

    @Test
    void aDraftIsEditedInAFormAndPostedOnceWithAReceipt() {
        Posted drawn = drilled("C11");
        String session = session(drawn);
        ana.press("C11", drawn.ts(), InSlack.button(drawn, "opspilot_draft_0").orElseThrow());
        JsonNode form = ana.form("opspilot_draft");
        String drafted = form.findPath("initial_value").asText();
        assertThat(drafted).isNotBlank();
        assertThat(form.toString()).contains("conversations_select");

        String text = "Payments are slow; we are on it. <!channel>";
        ObjectNode values = JSON.createObjectNode();
        values.putObject("text").putObject("text").put("value", text);
        values.putObject("place").putObject("place").put("selected_conversation", "C12");
        HttpRequest submit = ana.submit(form, values);
        ana.send(submit);

        ana.message("C11", each -> each.blocks().toString().contains("posted it in <#C12>"));
        Posted posted = ana.messages("C12", 1, "we are on it").getFirst();
        assertThat(posted.text()).doesNotContain("<!channel>");
        assertThat(posted.blocks().toString()).contains("Payments are slow").contains("ana");
        assertThat(stage.api().get("/api/v1/sessions/" + session + "/receipts").findValuesAsText("tool"))
                .containsOnlyOnce("slack/announce");
        assertThat(slack.messages("C12")).hasSize(1);
    }

    @Test
    void aDrillThatABriefProposesIsBegunOnceByOnePress() throws Exception {
        stage.company().begin(Scenario.BAD_DEPLOY);
        ana.type("C13", "brief what changed in the last 24 hours?");
        Posted brief = ana.message(
                "C13",
                each -> InSlack.button(each, "opspilot_decide_start_drill").isPresent());
        JsonNode start = InSlack.button(brief, "opspilot_decide_start_drill").orElseThrow();
        assertThat(start.at("/text/text").asText()).isEqualTo("Start drill");
        assertThat(start.has("confirm")).as("it only reads").isFalse();

        ana.press("C13", brief.ts(), start);
        Posted drill = ana.message(
                "C13",
                each -> !each.ts().equals(brief.ts())
                        && InSlack.button(each, "opspilot_decide_approve").isPresent());
        assertThat(drill.blocks().toString()).contains("Incident drill").contains("payments-api");
        Posted begun = ana.message("C13", each -> each.blocks().toString().contains("Open the drill"));
        assertThat(begun.ts()).isEqualTo(brief.ts());
        assertThat(begun.blocks().toString())
                .contains("*Started:* ", "it only reads; an operator starts it")
                .contains("Started by ana (approver)")
                .contains("#/sessions/" + session(drill) + "|Open the drill");

        ana.press("C13", brief.ts(), start);
        assertThat(ana.told("started already").text()).contains("by ana; one is enough");
        assertThat(slack.messages("C13"))
                .filteredOn(each -> each.thread().isEmpty())
                .as("the brief and its drill")
                .hasSize(2);
        assertThat(stage.api()
                        .get("/api/v1/sessions/" + session(drill))
                        .path("ritual")
                        .asText())
                .isEqualTo("incident");
        assertThat(stage.api()
                        .decide(session(brief), start.path("value").asText().split("/", -1)[2], "start_drill", "", "")
                        .status())
                .isEqualTo(409);
    }

    private static String session(Posted message) {
        return message.metadata().at("/event_payload/session_id").asText();
    }
}
