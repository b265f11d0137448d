package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.adapters.slack.draw.NoticeDrawing;
import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.adapters.slack.testkit.BlockRules;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.OrderForm.Tried;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Role;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a button leaves out is asked by a form; mistakes are shown at their field, and what is right is an order. */
class ChangeTest extends DoorRig {
    private static final Place OPS = new Place("slack", "T1", "C9", Optional.empty());
    private static final OrderForm FORM = new OrderForm(
            "Change schedule 7",
            List.of("Morning brief (7): Daily at 07:30, UTC time, in #ops.", "Next: Tue 24 Nov 2026 07:30 UTC."),
            "When does it come?",
            "daily at 07:30 UTC",
            "Every Monday 9am.",
            OPS);
    private static final String METADATA = "C1\n\nschedule change 7";

    @BeforeEach
    void asks() {
        door.desk.asks(
                FORM,
                order -> order.words().contains("noonish")
                        ? new Tried.Wrong("I do not understand “noonish”; write it as in “daily 12:00”.")
                        : new Tried.Right(List.of("It comes: " + order.words(), "Next: Wed 25 Nov 2026 12:00 UTC.")));
    }

    @Test
    void theButtonOpensTheFormWithWhatIsSoNow() throws Exception {
        Drawn drawn = new NoticeDrawing(PageLinks.on(URI.create("https://ops.example.com")))
                .draw(new Notice("", List.of(), List.of(Notice.Action.asking("Change", "schedule change 7"))));
        JsonNode button = Rendered.json(drawn).at("/blocks/0/elements/0");
        assertThat(button.path("value").asText()).isEqualTo("schedule change 7");

        press(button.path("action_id").asText(), button.path("value").asText());

        door.slack.await(
                slack -> slack.modals().values().stream().anyMatch(each -> each.has("submit")), Duration.ofSeconds(10));
        JsonNode form = door.slack.modals().values().iterator().next();
        assertThat(BlockRules.flawsOfView(form)).isEmpty();
        assertThat(form.at("/blocks/0/text/text").asText()).contains("Daily at 07:30", "Next: Tue 24 Nov");
        assertThat(form.at("/blocks/1/element/initial_value").asText()).isEqualTo("daily at 07:30 UTC");
        assertThat(form.at("/blocks/2/element/initial_conversation").asText()).isEqualTo("C9");
        assertThat(form.path("private_metadata").asText()).isEqualTo(METADATA);
        assertThat(door.inbox.heard()).as("nothing is ordered yet").isEmpty();
    }

    @Test
    void whatIsGoneMeanwhileIsSaid() throws Exception {
        door.desk.forget();
        press("opspilot_form_0", "schedule change 7");

        door.slack.await(slack -> slack.modals().toString().contains("nothing to change"), Duration.ofSeconds(10));
    }

    @Test
    void aMistakeIsShownAtItsField() {
        JsonNode answer = submit("V1", "noonish", "C9");

        assertThat(answer.path("response_action").asText()).isEqualTo("errors");
        assertThat(answer.at("/errors/words").asText()).contains("I do not understand “noonish”");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void whatIsRightIsTheOrderOnceAndSaysTheNextTimes() {
        JsonNode answer = submit("V2", "daily at 12:00", "C9");
        submit("V2", "daily at 12:00", "C9");

        assertThat(answer.at("/view/blocks/0/text/text").asText())
                .isEqualTo("It comes: change 7 daily at 12:00\nNext: Wed 25 Nov 2026 12:00 UTC.");
        assertThat(door.inbox.heard()).singleElement().isInstanceOfSatisfying(Heard.Ordered.class, ordered -> {
            assertThat(ordered.order()).isEqualTo(new Command.Order(Topic.SCHEDULE, "change 7 daily at 12:00"));
            assertThat(ordered.place().channel()).isEqualTo("C1");
        });
    }

    @Test
    void anotherPlaceIsNamedAsWhenItIsTypedAndTheBotMustBeThere() {
        door.slack.conceal("C7");
        assertThat(submit("V3", "daily at 12:00", "C7").at("/errors/place").asText())
                .contains("invite it there");
        assertThat(door.inbox.heard()).isEmpty();

        submit("V4", "daily at 12:00", "C8");
        assertThat(door.inbox.heard())
                .singleElement()
                .isInstanceOfSatisfying(
                        Heard.Ordered.class,
                        ordered -> assertThat(ordered.order().words()).isEqualTo("change 7 daily at 12:00 in <#C8>"));
    }

    @Test
    void whoMayNotIsToldInTheForm() {
        door.desk.refuses(() -> Notice.of("This was not done", "It takes the role “operator”."));
        door.desk.needs(Role.OPERATOR);

        assertThat(submit("V5", "daily at 12:00", "C9").at("/errors/words").asText())
                .contains("operator");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void aChannelThatWasChosenIsShownByItsName() {
        Drawn drawn = new NoticeDrawing(PageLinks.on(URI.create("https://ops.example.com")))
                .draw(Notice.of(
                        "Changed",
                        "Morning brief (7): Daily, in #C0123ABCD. See https://ops.example.com/#/sessions/s"));

        assertThat(drawn.blocks().toString()).contains("in <#C0123ABCD>. See <https://ops.example.com/#/sessions/s|");
    }

    private void press(String action, String value) {
        door.send(door.signer.interaction(door.events, """
                {"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1","name":"ana","team_id":"T1"},
                 "trigger_id":"tr-%s","channel":{"id":"C1","name":"payments"},
                 "container":{"type":"message","message_ts":"1.9","channel_id":"C1","is_ephemeral":true},
                 "actions":[{"type":"button","action_id":"%s","block_id":"b","value":"%s","action_ts":"3.1"}]}""".formatted(System.nanoTime(), action, value)));
    }

    private JsonNode submit(String view, String words, String channel) {
        String body = door.send(door.signer.interaction(
                        door.events,
                        Submitted.form("opspilot_change", view, METADATA)
                                .text("words", words)
                                .conversation("place", channel)
                                .json()))
                .body();
        return body.isEmpty() ? Rendered.read("{}") : Rendered.read(body);
    }
}
