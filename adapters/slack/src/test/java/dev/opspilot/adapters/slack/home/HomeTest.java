package dev.opspilot.adapters.slack.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.slack.MemoryArchive;
import dev.opspilot.adapters.slack.MemoryDesk;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.write.SurfaceRig;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Sources;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** App Home against the fake Slack: every room at any amount of data, kept up to date, and right after conflicts. */
class HomeTest extends SurfaceRig {
    private final MemoryArchive archive = new MemoryArchive();
    private final MemoryDesk orders = new MemoryDesk();
    private List<Sources.Source> sources = List.of();
    private Home home;

    @BeforeEach
    void build() {
        archive.forget();
        orders.forget();
        sources = List.of();
        House house = new House(archive, orders, () -> sources, Minds.NONE);
        home = new Home(
                new HomeDrawing(house, PageLinks.on(URI.create("https://ops.example.com"))),
                new DoorCalls(api()),
                desk());
    }

    @Test
    void theMuseumOfFiveThousandSessionsIsTurnedPageByPage() {
        IntStream.range(0, 5_000).forEach(i -> archive.keep(Views.done(new SessionId("s-" + i), place("C1"))));
        HomeState state = HomeState.BEGIN.in(HomeRoom.MUSEUM);
        show(state, "1");

        assertThat(shown().toString()).contains("5,000 sessions").contains("\"Earlier\"");
        String first = shown().toString();
        show(state.from(Optional.of(valueOf(MuseumRoom.EARLIER))), "2");

        assertThat(shown().toString()).isNotEqualTo(first).contains("Back to the latest");
        assertThat(HomeState.read(shown().path("private_metadata").asText()).after())
                .contains("20");
        assertThat(shown().path("blocks").size()).isLessThanOrEqualTo(100);
    }

    @Test
    void everyRoomKeepsTheLimitsWhateverItHolds() {
        IntStream.range(0, 300).forEach(i -> archive.keep(Views.working(new SessionId("s-" + i), place("C1"), 3)));
        sources = IntStream.range(0, 300)
                .mapToObj(i -> new Sources.Source(
                        "<!channel> source " + i,
                        List.copyOf(EnumSet.allOf(Sources.State.class)).get(i % 3),
                        "x".repeat(5_000),
                        Views.receipts(Views.ID).stream().findFirst()))
                .toList();
        Notice.Action act = new Notice.Action("Pause", "schedule pause 7", "Sure?");
        Notice.Line line = new Notice.Line("brief daily " + "y".repeat(2_000), List.of(act, act));
        for (Topic topic : Topic.values()) {
            orders.says(
                    topic,
                    new Notice(
                            "Things",
                            IntStream.range(0, 200).mapToObj(_ -> line).toList(),
                            List.of(act)));
        }
        int at = 0;
        for (HomeRoom room : HomeRoom.values()) {
            at++;
            show(HomeState.BEGIN.in(room), "1" + at);

            assertThat(HomeState.read(shown().path("private_metadata").asText()).room())
                    .isEqualTo(room);
            assertThat(shown().toString()).doesNotContain("<!channel>").doesNotContain("does not take this room");
        }
        assertThat(slack.calls("views.publish"))
                .extracting(call -> call.error())
                .containsOnly("");
    }

    @Test
    void lookingAtTheAutomationsOnlyAsksHowThingsStand() {
        for (Topic topic : Topic.values()) {
            orders.says(topic, Notice.of("Things"));
        }
        show(HomeState.BEGIN.in(HomeRoom.AUTOMATIONS), "1");

        assertThat(orders.taken())
                .containsExactlyInAnyOrder(
                        new Command.Order(Topic.SCHEDULE, ""),
                        new Command.Order(Topic.AUTOMATION, ""),
                        new Command.Order(Topic.FREEZE, ""),
                        new Command.Order(Topic.HALT, "status"));
    }

    @Test
    void theTabOfTheOpenRoomIsMarked() {
        show(HomeState.BEGIN.in(HomeRoom.MINDS), "1");

        JsonNode tabs = shown().at("/blocks/0/elements");
        assertThat(tabs).hasSize(5);
        tabs.forEach(tab -> assertThat(tab.has("style"))
                .isEqualTo(tab.path("value").asText().equals("minds")));
    }

    @Test
    void changesAreShownTogetherAndOnlyToThoseWhoLook() {
        show(HomeState.BEGIN, "1");
        int before = slack.calls("views.publish").size();
        archive.keep(Views.working(new SessionId("new"), place("C1"), 3));
        IntStream.range(0, 50).forEach(_ -> home.changed(EnumSet.of(HomeRoom.CONSOLE)));
        home.changed(EnumSet.of(HomeRoom.MUSEUM));
        time.pass(Duration.ofSeconds(10));

        assertThat(slack.calls("views.publish")).hasSize(before + 1);
        assertThat(shown().toString()).contains("payments just failed");

        time.pass(Home.WATCHED);
        home.changed(EnumSet.of(HomeRoom.CONSOLE));
        time.pass(Duration.ofSeconds(10));
        assertThat(slack.calls("views.publish")).hasSize(before + 1);
    }

    @Test
    void whatChangesElsewhereIsShownToWhoLooksAndNothingElseIsPublished() {
        show(HomeState.BEGIN, "1");
        time.pass(Duration.ofMinutes(2));
        int published = slack.calls("views.publish").size();

        archive.keep(Views.working(new SessionId("elsewhere"), place("C1"), 3));
        time.pass(Home.LOOKS.plusSeconds(2));

        assertThat(shown().toString()).contains("sessions/elsewhere");
        assertThat(slack.calls("views.publish")).hasSize(published + 1);
        time.pass(Home.WATCHED);
        assertThat(slack.calls("views.publish")).hasSize(published + 1);
    }

    @Test
    void directMessagesOfOthersAreNotShown() {
        archive.keep(new SessionViews(Views.done(new SessionId("theirs"), place("D9"))).by("U9"));
        archive.keep(Views.done(new SessionId("mine"), place("D1")));
        show(HomeState.BEGIN.in(HomeRoom.MUSEUM), "1");
        time.pass(Duration.ofSeconds(5));

        assertThat(shown().toString()).contains("sessions/mine").doesNotContain("sessions/theirs");
    }

    @Test
    void aPressOnAnOldViewWinsAfterAConflict() {
        show(HomeState.BEGIN, "1");
        String old = slack.homeHash("U1").orElseThrow();
        slack.republishHome("U1");
        home.show("T1", Views.ANA, HomeState.BEGIN.in(HomeRoom.MINDS), Optional.of(old), "2");
        time.settle();

        assertThat(slack.calls("views.publish"))
                .extracting(call -> call.error())
                .contains("hash_conflict");
        assertThat(HomeState.read(shown().path("private_metadata").asText()).room())
                .isEqualTo(HomeRoom.MINDS);
    }

    @Test
    void aPressThatComesLateDoesNotTurnBackANewerOne() {
        show(HomeState.BEGIN.in(HomeRoom.MINDS), "9");
        show(HomeState.BEGIN.in(HomeRoom.MUSEUM), "8");

        assertThat(HomeState.read(shown().path("private_metadata").asText()).room())
                .isEqualTo(HomeRoom.MINDS);
    }

    @Test
    void aChangeDoesNotOverwriteWhatAnotherNodeShows() {
        show(HomeState.BEGIN, "1");
        slack.republishHome("U1");
        JsonNode before = shown();
        archive.keep(Views.working(new SessionId("new"), place("C1"), 3));
        home.changed(Set.of(HomeRoom.CONSOLE));
        time.pass(Duration.ofMinutes(1));

        assertThat(shown()).isEqualTo(before);
        assertThat(time.idle()).isTrue();
    }

    @Test
    void whereHomeIsSwitchedOffNothingIsTriedForAWhile() {
        slack.withoutHome();
        home.show("T1", Views.ANA, HomeState.BEGIN, Optional.empty(), "1");
        time.settle();
        home.show("T1", Views.ANA, HomeState.BEGIN, Optional.empty(), "2");
        time.settle();

        assertThat(slack.calls("views.publish")).hasSize(1);
    }

    @Test
    void aBusySlackIsWaitedOutAndTheLastWishIsShown() {
        slack.limit("views.publish", 5, 2);
        slack.breakDown("views.publish", 1);
        show(HomeState.BEGIN, "1");
        home.show("T1", Views.ANA, HomeState.BEGIN.in(HomeRoom.MUSEUM), Optional.empty(), "2");
        time.pass(Duration.ofMinutes(1));

        assertThat(HomeState.read(shown().path("private_metadata").asText()).room())
                .isEqualTo(HomeRoom.MUSEUM);
    }

    @Test
    void aRoomThatCannotBeReadSaysSo() {
        House broken = new House(
                archive,
                orders,
                () -> {
                    throw new IllegalStateException("the database is away");
                },
                Minds.NONE);
        home = new Home(
                new HomeDrawing(broken, PageLinks.on(URI.create("https://ops.example.com"))),
                new DoorCalls(api()),
                desk());
        show(HomeState.BEGIN.in(HomeRoom.INSTRUMENTS), "1");

        assertThat(shown().toString()).contains("cannot read this now").contains("opspilot_room_console");
    }

    @Test
    void aStateIsReadBackAsItWasWrittenAndNonsenseBeginsAtTheConsole() {
        HomeState state = HomeState.BEGIN.searching("a&b=c ü %41").from(Optional.of("2026-11-23T14:00:00Z/s-1"));

        assertThat(HomeState.read(state.metadata())).isEqualTo(state);
        assertThat(HomeState.read("room=cellar&x")).isEqualTo(HomeState.BEGIN);
        assertThat(HomeState.read(null)).isEqualTo(HomeState.BEGIN);
        assertThat(HomeState.BEGIN.searching("ü".repeat(500)).metadata().length())
                .isLessThan(3_000);
    }

    private void show(HomeState state, String at) {
        home.show("T1", Views.ANA, state, slack.homeHash("U1"), at);
        time.settle();
    }

    private JsonNode shown() {
        return slack.home("U1").orElseThrow();
    }

    private String valueOf(String action) {
        return shown().findParents("action_id").stream()
                .filter(each -> each.path("action_id").asText().equals(action))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asText();
    }
}
