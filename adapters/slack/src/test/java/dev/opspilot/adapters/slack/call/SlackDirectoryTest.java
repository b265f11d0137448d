package dev.opspilot.adapters.slack.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.install.Tokens;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.delivery.ManualWaits;
import dev.opspilot.rituals.surface.Directory.Standing;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.UnansweredException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlackDirectoryTest {
    private static final Place PLACE = new Place("slack", "T1", "C1", Optional.empty());
    private static final Standing STRANGER = new Standing(false, Set.of());

    private final ManualWaits time = new ManualWaits(Instant.parse("2026-11-23T14:00:00Z"));
    private FakeSlack slack;
    private SlackDirectory directory;

    @BeforeEach
    void open() {
        slack = FakeSlack.start(time);
        directory = new SlackDirectory(SlackClient.to(slack.apiUrl()).methods(), Tokens.single("xoxb-1"), time);
        slack.stub("users.info", (_, form) -> answer(form.getOrDefault("user", "")));
        slack.stub("usergroups.list", (_, form) -> {
            ObjectNode ok = FakeSlack.ok();
            boolean asked = form.getOrDefault("include_users", "").equals("1")
                    || form.getOrDefault("include_users", "").equals("true");
            ObjectNode group = ok.putArray("usergroups").addObject().put("id", "S1");
            if (asked && form.getOrDefault("team_id", "").equals("T1")) {
                group.putArray("users").add("UFULL").add("UGUEST");
            }
            return ok;
        });
    }

    @AfterEach
    void close() {
        slack.close();
    }

    private static ObjectNode answer(String user) {
        ObjectNode ok = FakeSlack.ok();
        ObjectNode it =
                ok.putObject("user").put("id", user).put("team_id", "T1").put("tz", "Europe/Berlin");
        switch (user) {
            case "UFULL" -> {}
            case "UGUEST" -> it.put("is_restricted", true);
            case "UONE" -> it.put("is_restricted", true).put("is_ultra_restricted", true);
            case "USTRANGE" -> it.put("is_stranger", true);
            case "UOTHER" -> it.put("team_id", "T9").put("tz", "Mars/Olympus");
            case "UGRID" ->
                it.put("team_id", "T9")
                        .putObject("enterprise_user")
                        .putArray("teams")
                        .add("T1");
            case "UGONE" -> it.put("deleted", true);
            default -> {
                return FakeSlack.refusal("user_not_found");
            }
        }
        return ok;
    }

    private Standing standing(String user) {
        return directory.standing(new Person("slack", user, user), PLACE);
    }

    @Test
    void aFullMemberHasItsGroups() {
        assertThat(standing("UFULL")).isEqualTo(new Standing(true, Set.of("S1")));
        assertThat(standing("UGRID")).isEqualTo(new Standing(true, Set.of()));
    }

    @Test
    void guestsStrangersAndPeopleOfOtherWorkspacesAreNoMembersAndHaveNoGroups() {
        for (String user : Set.of("UGUEST", "UONE", "USTRANGE", "UOTHER", "UGONE", "UNOBODY")) {
            assertThat(standing(user)).as(user).isEqualTo(STRANGER);
        }
        assertThat(directory.standing(new Person("teams", "UFULL", "x"), PLACE)).isEqualTo(STRANGER);
    }

    @Test
    void anAnswerIsKeptForMinutesAndSilenceIsSaidAndAskedAgain() {
        standing("UFULL");
        standing("UFULL");
        assertThat(slack.calls("users.info")).hasSize(1);
        assertThat(slack.calls("usergroups.list")).hasSize(1);
        slack.breakDown("users.info", 1);
        assertThatThrownBy(() -> standing("UGRID")).isInstanceOf(UnansweredException.class);
        assertThat(standing("UGRID").member()).isTrue();
    }

    @Test
    void whoAsksTooOftenWaitsAsLongAsSlackWants() {
        slack.limit("users.info", 7, 1);
        assertThatThrownBy(() -> standing("UFULL")).isInstanceOf(UnansweredException.class);
        assertThatThrownBy(() -> standing("UFULL")).isInstanceOf(UnansweredException.class);
        assertThat(slack.calls("users.info")).hasSize(1);
        time.pass(Duration.ofSeconds(8));
        assertThat(standing("UFULL").member()).isTrue();
    }

    @Test
    void peopleAreNamedAsSlackNamesThem() {
        slack.stub("users.info", (_, form) -> {
            ObjectNode ok = answer(form.getOrDefault("user", ""));
            ((ObjectNode) ok.path("user"))
                    .putObject("profile")
                    .put("display_name", " ")
                    .put("real_name", "Oli <b>");
            return ok;
        });
        assertThat(directory.name(new Person("slack", "UFULL", "UFULL"), PLACE)).contains("Oli <b>");
        slack.breakDown("users.info", 1);
        assertThat(directory.name(new Person("slack", "UGRID", "UGRID"), PLACE)).isEmpty();
    }

    @Test
    void whileSlackDoesNotAnswerSomebodyIsWhoHeWasForAnHour() {
        assertThat(standing("UFULL").groups()).contains("S1");
        slack.breakDown("users.info", 100);
        slack.breakDown("usergroups.list", 100);
        time.pass(Duration.ofMinutes(50));
        assertThat(standing("UFULL")).isEqualTo(new Standing(true, Set.of("S1")));
        time.pass(Duration.ofMinutes(11));
        assertThatThrownBy(() -> standing("UFULL")).isInstanceOf(UnansweredException.class);
    }

    @Test
    void theTimeZoneIsThatOfTheProfile() {
        assertThat(directory.of(new Person("slack", "UFULL", "x"), PLACE)).contains(ZoneId.of("Europe/Berlin"));
        assertThat(directory.of(new Person("slack", "UOTHER", "x"), PLACE)).isEmpty();
        assertThat(directory.of(new Person("slack", "UNOBODY", "x"), PLACE)).isEmpty();
    }
}
