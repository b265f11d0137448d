package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.teams.testkit.FakeConnector;
import dev.opspilot.adapters.teams.testkit.FakeConnector.Posted;
import dev.opspilot.bot.demo.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people decide on cards in Teams, through the whole bot: approved, called, verified, taken back; and refused. */
final class TeamsActsTest {
    private static final MovedClock CLOCK = MovedClock.at(MovedClock.WORKDAY);
    private static final String ALERTED = "19:alerts@thread.tacv2";
    private static final String RULES = """
            roles: {members: viewer, operator: ["teams:aad-ben"], approver: ["teams:aad-ana"]}
            alerts: {routes: [{channel: "teams:%s"}]}
            """.formatted(ALERTED);

    private static FakeConnector teams;
    private static Stage stage;
    private static InTeams people;

    @BeforeAll
    static void start() throws Exception {
        teams = FakeConnector.start(CLOCK);
        stage = Stage.of(Scenario.BAD_DEPLOY, CLOCK, Map.of("TEAMS_AUTH", "off"), RULES);
        people = new InTeams(teams, stage.port());
    }

    @AfterAll
    static void stop() {
        stage.close();
        teams.close();
    }

    /** The session's message once it says so. */
    private static Posted board(String channel, String words) {
        return people.message(
                channel,
                each -> each.card().contains("payments just failed")
                        && each.card().contains(words));
    }

    private static List<JsonNode> decisions(Posted message, String choice) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode action : message.activity().findParents("verb")) {
            boolean isWanted = action.at("/data/choice").asText().equals(choice)
                    && action.path("type").asText().equals("Action.Execute");
            if (isWanted) {
                found.add(action);
            }
        }
        return found;
    }

    /** A drill of the scenario as of now, with a play that can be approved. */
    private static Posted drilled(String channel) {
        stage.company().begin(Scenario.BAD_DEPLOY);
        people.send(people.said("ben", channel, "incident payments just failed"));
        Posted board = board(channel, "· done");
        assertThat(decisions(board, "approve")).isNotEmpty();
        return board;
    }

    @Test
    void aDrillThatABriefProposesIsBegunByOnePressOfAnOperator() {
        String channel = "19:brief@thread.tacv2";
        stage.company().begin(Scenario.BAD_DEPLOY);
        people.send(people.said("ben", channel, "brief of the last 24 hours"));
        Posted brief =
                people.message(channel, each -> !decisions(each, "start_drill").isEmpty());
        JsonNode start = decisions(brief, "start_drill").getFirst();
        assertThat(start.path("title").asText()).isEqualTo("Start drill");

        people.send(people.pressed("eve", brief, start));
        told(channel, "This takes the role “operator”");
        assertThat(people.send(people.pressed("ben", brief, start)).toString()).contains("a message of its own");
        Posted drill =
                people.message(channel, each -> !decisions(each, "approve").isEmpty());
        assertThat(drill.id()).isNotEqualTo(brief.id());
        Posted begun = people.message(channel, each -> each.card().contains("Open the drill"));
        assertThat(begun.id()).isEqualTo(brief.id());
        assertThat(begun.card()).contains("started by ben (operator)");
        people.send(people.pressed("ana", brief, start));
        told(channel, "started already, by ben");
    }

    private static String told(String channel, String words) {
        return people.message(channel, each -> each.activity().toString().contains(words))
                .activity()
                .toString();
    }

    /** The message of the session that an alert began, once it says so. */
    private static Posted alerted(String words) {
        return people.message(
                ALERTED,
                each -> each.card().contains("PaymentErrors is high")
                        && each.card().contains(words));
    }

    @Test
    void fromAnAlertAPlayIsApprovedOnceCalledVerifiedAndTakenBack() throws Exception {
        people.send(people.said("ben", ALERTED, "help")); // so that it knows the channel
        people.message(ALERTED, each -> each.card().contains("What you can type"));
        stage.company().begin(Scenario.BAD_DEPLOY);
        stage.alert("firing", "PaymentErrors");
        Posted board = alerted("· done");
        long before = stage.company().operationsDone();

        ObjectNode press =
                people.pressed("ana", board, decisions(board, "approve").getFirst());
        JsonNode answer = people.send(press);
        people.send(press);
        assertThat(answer.path("type").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(answer.path("value").toString())
                .contains("Your decision counts")
                .contains("approved by ana (approver)")
                .doesNotContain("\"choice\":\"approve\"");
        Posted called = alerted("verifying");
        assertThat(called.id()).isEqualTo(board.id());
        assertThat(called.card()).contains("approved by ana (approver)");
        assertThat(stage.company().operationsDone()).isEqualTo(before + 1);

        stage.samples();
        assertThat(alerted("Verified: ").id()).isEqualTo(board.id());
        stage.alert("resolved", "PaymentErrors");
        Posted verified = alerted("the alert is over");
        people.send(
                people.pressed("ana", verified, decisions(verified, "roll_back").getFirst()));
        Posted back = alerted("rolled back");
        assertThat(back.card()).contains("taken back by ana");
        assertThat(stage.company().operationsDone()).isEqualTo(before + 2);
        assertThat(back.id()).isEqualTo(board.id());
    }

    @Test
    void whoMayNotApproveIsToldAndNothingIsDone() {
        String channel = "19:roles@thread.tacv2";
        Posted board = drilled(channel);
        long before = stage.company().operationsDone();

        JsonNode answer = people.send(
                people.pressed("eve", board, decisions(board, "approve").getFirst()));
        assertThat(answer.at("/value/body/0").toString()).contains("This was not done", "“viewer”");
        assertThat(told(channel, "“viewer”")).contains("“approver”");
        people.send(people.pressed("ben", board, decisions(board, "approve").getFirst()));
        assertThat(told(channel, "“operator”")).contains("“approver”");

        assertThat(stage.company().operationsDone()).isEqualTo(before);
        assertThat(decisions(board(channel, "· done"), "approve")).isNotEmpty();
    }

    @Test
    void aCardThatShowsAnotherCallOrWasDecidedOnDecidesNothing() {
        String channel = "19:stale@thread.tacv2";
        Posted board = drilled(channel);
        long before = stage.company().operationsDone();

        ObjectNode forged = decisions(board, "approve").getFirst().deepCopy();
        ((ObjectNode) forged.path("data")).put("shown", "0".repeat(64));
        people.send(people.pressed("ana", board, forged));
        told(channel, "Nothing was done");

        JsonNode approve = decisions(board, "approve").getFirst();
        people.send(people.pressed("ana", board, decisions(board, "dismiss").getFirst()));
        board(channel, "dismissed by ana");
        people.send(people.pressed("ana", board, approve));
        told(channel, "decided before, by ana; the play is dismissed");

        assertThat(stage.company().operationsDone()).isEqualTo(before);
    }

    @Test
    void aScheduleIsChangedInADialogThatSaysWhatIsWrong() {
        String channel = "19:schedules@thread.tacv2";
        people.send(people.said("ana", channel, "schedule brief first Monday of the month at 03:00 UTC"));
        Posted told = people.message(channel, each -> each.card().contains("Scheduled"));
        JsonNode opener = told.activity().findParents("verb").stream()
                .filter(each -> each.path("verb").asText().equals("opspilot.asking"))
                .findFirst()
                .orElseThrow();
        JsonNode form = people.send(dialog("task/fetch", told, opener));
        assertThat(form.at("/task/value/card/content/body").toString()).contains("03:00");
        ObjectNode data = form.at("/task/value/card/content/actions/0/data").deepCopy();

        JsonNode wrong = people.send(dialog("task/submit", told, data.deepCopy().put("words", "someday")));
        assertThat(wrong.at("/task/type").asText()).isEqualTo("continue");
        JsonNode right =
                people.send(dialog("task/submit", told, data.put("words", "first Monday of the month at 04:10 UTC")));

        assertThat(right.at("/task/value").asText()).contains("04:10", "told in this conversation");
        people.message(
                channel, each -> each.card().contains("Changed") && each.card().contains("04:10"));
    }

    @Test
    void aDraftIsEditedInADialogAndPostedOnce() {
        String channel = "19:drafts@thread.tacv2";
        Posted board = drilled(channel);
        JsonNode opener = pages(board).stream()
                .flatMap(page -> page.findParents("audience").stream())
                .filter(each -> each.path("verb").asText().equals("opspilot.draft"))
                .findFirst()
                .orElseThrow();
        JsonNode form = people.send(dialog("task/fetch", board, opener));
        ObjectNode data = form.at("/task/value/card/content/actions/0/data").deepCopy();

        data.put("text", "Card payments work again.\nWe are sorry.");
        people.send(dialog("task/submit", board, data));
        JsonNode again = people.send(dialog("task/submit", board, data));

        assertThat(again.at("/task/value").asText()).contains("being posted");
        people.message(
                channel, each -> !each.id().equals(board.id()) && each.card().contains("We are sorry."));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> pages(board).toString().contains("was posted by ben"));
        assertThat(teams.messages(channel).stream().filter(each -> each.card().contains("We are sorry.")))
                .hasSize(1);
    }

    /** The card with all its further pages, as one gets them who presses “Show more”. */
    private static List<JsonNode> pages(Posted message) {
        List<JsonNode> pages = new ArrayList<>(List.of(message.activity()));
        for (Optional<JsonNode> more = more(pages.getLast()); more.isPresent(); more = more(pages.getLast())) {
            pages.add(people.send(people.pressed("ben", message, more.get())).path("value"));
        }
        return pages;
    }

    private static Optional<JsonNode> more(JsonNode page) {
        return page.findParents("title").stream()
                .filter(each -> each.path("title").asText().equals("Show more"))
                .findFirst();
    }

    private static ObjectNode dialog(String name, Posted message, JsonNode data) {
        ObjectNode activity = people.activity(
                        "invoke", "ben", message.conversation().split(";", 2)[0])
                .put("name", name)
                .put("replyToId", message.id());
        activity.putObject("value").set("data", data);
        return activity;
    }
}
