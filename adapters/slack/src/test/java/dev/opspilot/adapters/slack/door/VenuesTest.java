package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands typed where the bot is not: they are shown in its own direct message with the person, and that is told. */
class VenuesTest extends DoorRig {
    private static final Place OWN = new Place("slack", "T1", "D-U1", Optional.empty());
    private static int typed;

    /* What was seen of a conversation is remembered, so each test has its own. */
    private String others;

    @BeforeEach
    void others() {
        typed++;
        others = typed + "X";
    }

    @Test
    void betweenTwoPeopleASessionAssemblesInTheBotsOwnDirectMessage() {
        door.slack.conceal("D" + others);

        assertThat(command("incident payments just failed", "D" + others))
                .startsWith("Incident drill begun: “payments just failed”.")
                .contains(
                        "in our direct message*", "no app into a direct message between people", "watch it on the page")
                .doesNotContain("/invite");
        assertThat(place()).isEqualTo(OWN);
    }

    @Test
    void inAPrivateChannelItIsToldHowToHaveItThere() {
        door.slack.conceal("C" + others);

        assertThat(command("brief", "C" + others)).contains("in our direct message*", "/invite @OpsPilot");
        assertThat(place()).isEqualTo(OWN);

        door.slack.withBot("C" + others);
        assertThat(command("brief", "C" + others)).contains("in this channel");
        assertThat(place().channel()).isEqualTo("C" + others);
    }

    @Test
    void anOrderIsAnsweredThereTooAndThatIsToldWhereItWasTyped() {
        door.slack.conceal("D" + others);

        assertThat(command("schedule brief daily at 8", "D" + others))
                .startsWith("The answer is in *our direct message*");
        assertThat(place()).isEqualTo(OWN);
        assertThat(door.inbox.heard()).singleElement().isInstanceOf(Heard.Ordered.class);
    }

    @Test
    void inTheBotsOwnDirectMessageItStaysWhereItWasTyped() {
        assertThat(command("incident payments just failed", "D" + others)).contains("assembles in our direct message.");
        assertThat(place().channel()).isEqualTo("D" + others);
        assertThat(command("schedule", "D" + others)).isEmpty();
        assertThat(door.slack.calls("conversations.history")).hasSize(1);
    }

    @Test
    void aPublicChannelIsJoinedByWhatIsShownThere() {
        door.slack.withoutBot("C" + others, true);

        assertThat(command("incident payments just failed", "C" + others)).contains("in this channel");
        assertThat(place().channel()).isEqualTo("C" + others);
    }

    /** The bot can always write to the person, and to a channel most often. */
    @Test
    void whileSlackDoesNotSayWhereItIsNothingIsLost() {
        door.slack.breakDown("conversations.history", 2);

        assertThat(command("incident payments just failed", "D" + others)).contains("in our direct message");
        assertThat(place()).isEqualTo(OWN);
        assertThat(command("incident payments just failed", "C" + others))
                .contains("in this channel; if nothing appears");
        assertThat(place().channel()).isEqualTo("C" + others);
    }

    @Test
    void anAppThatMayNotOpenItWritesToThePerson() {
        door.slack.conceal("D" + others);
        door.slack.refuse("conversations.open", "missing_scope", 1);

        command("incident payments just failed", "D" + others, "U4");
        assertThat(place()).isEqualTo(new Place("slack", "T1", "U4", Optional.empty()));
    }

    /** As a button that was pressed before anybody knew: the notice goes to where the person reads it. */
    @Test
    void aNoticeForADirectMessageOfOthersIsToldInOurs() throws Exception {
        door.slack.conceal("D" + others);
        door.adapter
                .surface()
                .tell(
                        new HeardKey("k" + others),
                        new Person("slack", "U1", "ana"),
                        new Place("slack", "T1", "D" + others, Optional.empty()),
                        Notice.of("Schedules"))
                .get(20, TimeUnit.SECONDS);

        assertThat(door.slack.messages("D-U1")).hasSize(1);
    }

    private Place place() {
        return door.inbox.heard().getLast().place();
    }

    private String command(String text, String channel) {
        return command(text, channel, "U1");
    }

    private String command(String text, String channel, String user) {
        String body = door.send(door.signer.command(
                        door.events,
                        text,
                        "t-" + channel + text + door.inbox.heard().size(),
                        Map.of("channel_id", channel, "user_id", user)))
                .body();
        return body.isEmpty() ? "" : Rendered.read(body).path("text").asText();
    }
}
