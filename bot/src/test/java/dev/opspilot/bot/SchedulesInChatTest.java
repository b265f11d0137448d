package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Posted;
import dev.opspilot.bot.demo.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs by itself, through the whole bot: typed in Slack or over the API, due by a clock that is set, posted in a channel. */
final class SchedulesInChatTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MovedClock clock = MovedClock.at(MovedClock.WORKDAY);
    private final FakeSlack slack = FakeSlack.start(clock);
    private Stage stage;
    private InSlack ana;
    private String poked;

    @BeforeEach
    void start() throws Exception {
        stage = Stage.of(Scenario.BAD_DEPLOY, clock, InSlack.environment(slack), "{}");
        ana = new InSlack(slack, clock, stage.port());
        ObjectNode seldom =
                JSON.createObjectNode().put("ritual", "brief").put("when", "first Monday of the month at 03:00 UTC");
        poked = stage.api().post("/api/v1/schedules", seldom).body().path("id").asText();
    }

    @AfterEach
    void stop() {
        stage.close();
        slack.close();
    }

    /** Types behind {@code /opspilot} in a channel, and returns what the person is told. */
    private String type(String channel, String words) throws Exception {
        int told = slack.whispers().size();
        ana.type(channel, words);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> slack.whispers().stream()
                                .skip(told)
                                .map(each -> each.text() + each.blocks())
                                .toList(),
                        all -> !all.isEmpty())
                .toString();
    }

    /** Lets time go by. The clock that wakes the scheduler cannot be set, so that something else is run at once, on the page. */
    private void forward(Duration by) {
        clock.forward(by);
        assertThat(stage.api()
                        .post("/api/v1/schedules/" + poked + "/runs", JSON.createObjectNode())
                        .status())
                .isEqualTo(202);
    }

    private List<JsonNode> schedules() {
        return StreamSupport.stream(
                        stage.api().get("/api/v1/schedules").path("schedules").spliterator(), false)
                .toList();
    }

    @Test
    void aBriefThatWasTypedComesByItselfUntilItIsPausedAndDeleted() throws Exception {
        assertThat(type("C1", "schedule brief daily at 12:00 UTC in <#C2|ops>"))
                .contains("Daily at 12:00, UTC time, in #ops")
                .contains("Next: Tue 9 Feb 2027 12:00 UTC, Wed 10 Feb 2027 12:00 UTC, Thu 11 Feb 2027 12:00 UTC");
        ObjectNode overApi = JSON.createObjectNode().put("ritual", "brief").put("when", "daily at 12:00 UTC");
        overApi.putObject("place")
                .put("surface", "slack")
                .put("workspace", "T1")
                .put("channel", "C3");
        assertThat(stage.api().post("/api/v1/schedules", overApi).status()).isEqualTo(201);

        forward(Duration.ofHours(2));
        Posted brief = ana.messages("C2", 1, "Morning brief").getFirst();
        ana.messages("C3", 1, "Morning brief");
        assertThat(brief.thread()).isEmpty();
        assertThat(type("C1", "schedule list")).contains("next Wed 10 Feb 2027 12:00 GMT");

        String id = schedules().stream()
                .filter(each -> each.path("place").path("channel").asText().equals("C2"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        assertThat(type("C1", "schedule pause " + id)).contains("Paused");
        forward(Duration.ofDays(1));
        ana.messages("C3", 2, "Morning brief");
        assertThat(slack.messages("C2")).hasSize(1);
        assertThat(type("C1", "schedule resume " + id)).contains("Next: Thu 11 Feb 2027 12:00 UTC");
        assertThat(type("C1", "schedule change " + id + " every Monday 9am UTC"))
                .contains("Mondays at 09:00, UTC time, in #ops");
        assertThat(type("C1", "schedule run " + id)).contains("Runs now");
        ana.messages("C2", 2, "Morning brief");
        assertThat(type("C1", "schedule delete " + id)).contains("Deleted");
        assertThat(schedules()).noneMatch(each -> each.path("id").asText().equals(id));
    }

    @Test
    void whatWasMissedIsToldAndTheLatestIsMadeUpFor() throws Exception {
        type("C1", "schedule brief daily at 12:00 UTC in <#C2|ops>");
        type("C1", "schedule brief daily at 09:00 UTC in <#C3|ops>");

        forward(Duration.ofMinutes(50 * 60 + 30)); // Thursday, half past twelve

        ana.messages("C2", 1, "Morning brief");
        List<Posted> told = ana.messages("U1", 2, "Run now");
        assertThat(told.toString())
                .contains("Missed: Morning brief")
                .contains("due 2 times from Tue 9 Feb 2027 12:00 UTC to Wed 10 Feb 2027 12:00 UTC")
                .contains("due 2 times from Wed 10 Feb 2027 09:00 UTC to Thu 11 Feb 2027 09:00 UTC")
                .contains("while OpsPilot was down");
        assertThat(slack.messages("C3")).isEmpty();
    }

    @Test
    void followUpsOfAnIncidentAndOfAnExperimentComeByThemselves() throws Exception {
        ana.type("C1", "incident payments just failed");
        Posted drill = ana.messages("C1", 1, "Roll back").getFirst();
        ana.type("C5", "experiment test freemium gating");
        ana.messages("C5", 1, "freemium");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(schedules())
                        .extracting(each -> each.path("title").asText())
                        .contains("Check again: payments just failed", "Post-incident draft: payments just failed")
                        .anyMatch(title -> title.startsWith("First-day health")));

        forward(Duration.ofMinutes(62));
        Posted again = ana.messages("C1", 2, "payments just failed").getLast();
        assertThat(again.thread()).isEmpty();

        forward(Duration.ofHours(24));
        Posted draft = ana.messages("C1", 3, "Incident report (draft)").getLast();
        assertThat(draft.thread())
                .as("a day later nobody looks into the thread")
                .isEmpty();
        assertThat(drill.ts()).isNotEqualTo(again.ts());
        ana.messages("C5", 2, "freemium-gating");
        assertThat(schedules())
                .extracting(each -> each.path("title").asText())
                .noneMatch(title -> title.startsWith("Check again") || title.startsWith("Post-incident"));
    }

    private String id(String channel) {
        return schedules().stream()
                .filter(each -> each.path("place").path("channel").asText().equals(channel))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private JsonNode schedule(String id) {
        return schedules().stream()
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void awaitDisabled(String id, String why) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    forward(Duration.ofSeconds(15));
                    assertThat(schedule(id).path("state").asText()).isEqualTo("disabled");
                    assertThat(schedule(id).path("reason").asText()).isEqualTo(why);
                });
    }

    /** The message in her own direct messages that says so. */
    private Posted note(String words) {
        return ana.message("U1", each -> each.toString().contains(words));
    }

    @Test
    void whereTheChannelIsLostItIsDisabledAtOnceAndItsOwnerCanMendIt() throws Exception {
        for (String channel : List.of("C2", "C3", "C4", "C5")) {
            type(
                    "C1",
                    "schedule brief daily at 12:00 UTC in <#" + channel + "|" + channel.toLowerCase(Locale.ROOT) + ">");
        }
        String archived = id("C2");
        String kicked = id("C3");
        slack.archive("C2");
        slack.withoutBot("C3", false);
        slack.deleteChannel("C4");

        forward(Duration.ofHours(2));
        awaitDisabled(archived, "the channel is archived");
        awaitDisabled(kicked, "the app is not in the channel any more");
        awaitDisabled(id("C4"), "the channel was deleted, or the app is not in it any more");
        assertThat(ana.messages("C5", 1, "Morning brief")).hasSize(1);
        Posted note = note("nothing can be posted there any more: the channel is archived");
        Posted other = note("nothing can be posted there any more: the app is not in the channel any more");

        ana.press("U1", note.ts(), InSlack.labelled(note, "Move it here"));
        slack.withBot("C3");
        ana.press("U1", other.ts(), InSlack.labelled(other, "Resume"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(List.of(schedule(archived), schedule(kicked)))
                        .extracting(each -> each.path("state").asText())
                        .containsOnly("active"));
        forward(Duration.ofDays(1));
        ana.messages("C3", 1, "Morning brief");
        ana.message(
                "U1",
                each -> each.metadata().toString().contains("session_id")
                        && each.toString().contains("What changed"));

        slack.uninstall();
        forward(Duration.ofDays(1));
        awaitDisabled(id("C5"), "the app was taken out of the workspace");
    }
}
