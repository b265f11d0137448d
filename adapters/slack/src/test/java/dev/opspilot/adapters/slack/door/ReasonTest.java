package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.adapters.slack.draw.OrderButtons;
import dev.opspilot.adapters.slack.draw.PlayButton;
import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.adapters.slack.testkit.BlockRules;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What takes two people is approved in a form that shows the call and asks why. */
class ReasonTest extends DoorRig {
    private static final Play PLAY = SampleLog.bound(
                    "rollback", List.of(Views.receipts(Views.ID).getFirst().id()))
            .under(new PlayPolicy.NeedsApproval(2));
    private static final String VALUE =
            Views.ID + "/" + PLAY.shown(Choice.APPROVE).hex() + "/" + PLAY.id();

    @Test
    void approvalsOfTwoPeopleAskWhyAndTheRestAsksToConfirm() {
        JsonNode blocks = Rendered.json(new Drawn(
                        "x",
                        List.of(PlayButton.row(Views.ID, PLAY, new OrderButtons())
                                .orElseThrow())))
                .path("blocks");

        assertThat(BlockRules.flaws(blocks)).isEmpty();
        assertThat(blocks.at("/0/elements/0/action_id").asText()).isEqualTo("opspilot_reason_approve");
        assertThat(blocks.at("/0/elements/0").has("confirm")).isFalse();
        assertThat(blocks.at("/0/elements/2/action_id").asText()).isEqualTo("opspilot_decide_dismiss");
        assertThat(blocks.at("/0/elements/2").has("confirm")).isTrue();
    }

    @Test
    void theFormShowsTheExactCallAndItsReasonIsHeardOnce() throws Exception {
        keep(PLAY);
        press("opspilot_reason_approve");
        JsonNode form = form("initial");

        assertThat(form.path("blocks").toString())
                .contains("deploys/rollback_deploy")
                .contains("the approval of 2 people")
                .contains("Why now?");
        String metadata = form.path("private_metadata").asText();
        assertThat(submit("V1", metadata, "Cards are down.").body()).isEmpty();
        submit("V1", metadata, "Cards are down.");

        assertThat(door.inbox.heard()).singleElement().isInstanceOfSatisfying(Heard.Pressed.class, pressed -> {
            assertThat(pressed.button())
                    .isEqualTo(new Button.Decide(
                            PLAY.id(), Choice.APPROVE, PLAY.shown(Choice.APPROVE), "Cards are down."));
            assertThat(pressed.place().channel()).isEqualTo("C1");
            assertThat(pressed.place().thread()).contains("1700000000.000001");
        });
        door.slack.await(slack -> !slack.whispers().isEmpty(), Duration.ofSeconds(10));
        assertThat(door.slack.whispers().getFirst().text()).contains("Heard: *Approve*");
    }

    @Test
    void withoutAReasonTheFormStaysOpen() throws Exception {
        keep(PLAY);
        press("opspilot_reason_approve");
        String metadata = form("initial").path("private_metadata").asText();

        JsonNode answer = Rendered.read(submit("V2", metadata, "  ").body());
        assertThat(answer.at("/errors/reason").asText()).contains("why");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void whatIsDecidedMeanwhileSaysSoInsteadOfAsking() throws Exception {
        keep(PLAY.at(Play.Status.DISMISSED, Optional.empty(), Optional.empty()));
        press("opspilot_reason_approve");

        assertThat(form("dismissed by now").path("submit").isMissingNode()).isTrue();
    }

    private void keep(Play play) {
        door.archive.keep(new SessionViews(Views.done(Views.ID, Views.CHANNEL)).withPlays(List.of(play)));
    }

    private JsonNode form(String says) throws Exception {
        String wanted = says.equals("initial") ? "private_metadata" : says;
        door.slack.await(
                slack -> slack.modals().values().stream()
                        .anyMatch(each -> each.toString().contains(wanted)
                                && !each.path("private_metadata").asText("-").isEmpty()),
                Duration.ofSeconds(10));
        return door.slack.modals().values().iterator().next();
    }

    private void press(String action) {
        assertThat(door.send(door.signer.interaction(
                                door.events, """
                {"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1","name":"ana","team_id":"T1"},
                 "trigger_id":"tr-%s","channel":{"id":"C1","name":"payments"},
                 "container":{"type":"message","message_ts":"1700000000.000001","channel_id":"C1"},
                 "actions":[{"type":"button","action_id":"%s","block_id":"b","value":"%s","action_ts":"%s"}]}""".formatted(System.nanoTime(), action, VALUE, System.nanoTime())))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> submit(String view, String metadata, String reason) {
        return door.send(door.signer.interaction(
                door.events,
                Submitted.form("opspilot_reason", view, metadata)
                        .text("reason", reason)
                        .json()));
    }
}
