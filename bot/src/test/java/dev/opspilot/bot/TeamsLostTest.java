package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.teams.testkit.FakeConnector;
import dev.opspilot.adapters.teams.testkit.FakeConnector.Posted;
import dev.opspilot.bot.demo.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Schedules whose channel in Teams the app is taken out of, through the whole bot: by what Teams tells, and by what it refuses. */
final class TeamsLostTest {
    private static final MovedClock CLOCK = MovedClock.at(MovedClock.WORKDAY);
    private static final Duration SETTLES = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static FakeConnector teams;
    private static Stage stage;
    private static InTeams people;
    private static String poked;

    @BeforeAll
    static void start() throws Exception {
        teams = FakeConnector.start(CLOCK);
        stage = Stage.of(Scenario.HEALTHY, CLOCK, Map.of("TEAMS_AUTH", "off"), "{}");
        people = new InTeams(teams, stage.port());
        ObjectNode seldom =
                JSON.createObjectNode().put("ritual", "brief").put("when", "first Monday of the month at 03:00 UTC");
        poked = stage.api().post("/api/v1/schedules", seldom).body().path("id").asText();
        people.send(people.inPrivate("ana", "help"));
        people.message("a:ana", each -> each.card().contains("What you can type"));
    }

    @AfterAll
    static void stop() {
        stage.close();
        teams.close();
    }

    /** Lets time go by. The clock that wakes the scheduler cannot be set, so that something else is run at once, on the page. */
    private static void forward(Duration by) {
        CLOCK.forward(by);
        assertThat(stage.api()
                        .post("/api/v1/schedules/" + poked + "/runs", JSON.createObjectNode())
                        .status())
                .isEqualTo(202);
    }

    private static void toNoon() {
        Instant now = CLOCK.instant();
        Instant noon = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
        forward(Duration.between(now, noon.isAfter(now) ? noon : noon.plus(Duration.ofDays(1)))
                .plusSeconds(20));
    }

    /** Has the brief come to a channel each noon, and returns the schedule's id. */
    private static String scheduled(String channel, String team) {
        people.send(InTeams.mentioning(
                people.inTeam("message", "ana", channel, team), "schedule brief daily at 12:00 UTC"));
        people.message(channel, each -> each.card().contains("Daily at 12:00"));
        return StreamSupport.stream(
                        stage.api().get("/api/v1/schedules").path("schedules").spliterator(), false)
                .filter(each -> each.at("/place/channel").asText().equals(channel))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private static JsonNode schedule(String id) {
        return stage.api().get("/api/v1/schedules/" + id);
    }

    private static Posted disabled(String id, String why) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(SETTLES).untilAsserted(() -> {
            forward(Duration.ofSeconds(15));
            assertThat(schedule(id).path("state").asText())
                    .as(schedule(id).toString())
                    .isEqualTo("disabled");
            assertThat(schedule(id).path("reason").asText()).isEqualTo(why);
        });
        return people.message(
                "a:ana",
                each -> each.card().contains("(" + id + ")")
                        && each.card().contains("can be posted there any more: " + why));
    }

    @Test
    void anAppThatIsUninstalledTellsTheOwnerWhoPressesResumeOnceItIsBack() {
        String channel = "19:uninstalled@thread.tacv2";
        String id = scheduled(channel, "19:team-one");
        people.send(people.inTeam("installationUpdate", "ben", channel, "19:team-one")
                .put("action", "remove"));

        toNoon();
        Posted told = disabled(id, "the app was removed from it");
        assertThat(teams.messages(channel).toString()).doesNotContain("· done");

        people.send(people.inTeam("installationUpdate", "ben", channel, "19:team-one")
                .put("action", "add"));
        people.send(people.pressedInPrivate("ana", told, InTeams.action(told, "Resume")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> schedule(id).path("state").asText().equals("active"));
        toNoon();
        people.message(
                channel,
                each -> each.card().contains("Morning brief") && each.card().contains("· done"));
    }

    @Test
    void aTeamThatTheAppIsNoMemberOfAnyMoreIsLostWithAllItsChannels() {
        String one = scheduled("19:general@thread.tacv2", "19:team-two");
        String other = scheduled("19:ops@thread.tacv2", "19:team-two");
        ObjectNode removed = people.inTeam("conversationUpdate", "ben", "19:general@thread.tacv2", "19:team-two");
        removed.putArray("membersRemoved").addObject().put("id", "28:app");
        people.send(removed);

        toNoon();
        disabled(one, "the app was removed from it");
        disabled(other, "the app was removed from it");
    }

    @Test
    void whatTeamsTellsOnlyByRefusingIsLostAtOnceToo() {
        String channel = "19:roster@thread.tacv2";
        String id = scheduled(channel, "19:team-three");
        teams.expel(channel);

        toNoon();
        Posted told = disabled(id, "the app was removed from it");

        people.send(people.pressedInPrivate("ana", told, InTeams.action(told, "Move it here")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> schedule(id).at("/place/channel").asText().equals("a:ana"));
    }
}
