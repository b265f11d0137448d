package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.adapters.slack.draw.SessionRenderer;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.write.AnnouncementsTest;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A draft of a comms kit: opened, edited, submitted once, and shown as posted. */
class CommsTest extends DoorRig {
    private static final Place STATUS = SlackIds.place("T1", "C2", Optional.empty());

    @Test
    void theDraftOpensToBeEditedAndIsSubmittedOnce() throws Exception {
        door.archive.keep(Views.done(Views.ID, Views.CHANNEL));
        JsonNode form = form();

        assertThat(form.at("/title/text").asText()).isEqualTo("Post a draft");
        assertThat(form.path("blocks").findValuesAsText("initial_value"))
                .containsExactly("Card payments are degraded\n\nWe are looking into it.\nMore at 15:00.");
        String metadata = form.path("private_metadata").asText();
        HttpResponse<String> first = submit("V1", metadata, "Cards are slow.", "C2");
        HttpResponse<String> again = submit("V1", metadata, "Cards are slow.", "C2");

        assertThat(Rendered.read(first.body()).at("/view/blocks/0/text/text").asText())
                .contains("It is posted in <#C2> with your name");
        assertThat(again.body()).isEmpty();
        assertThat(door.slack.whispers())
                .as("a form that comes twice speaks once")
                .hasSize(1);
        assertThat(door.inbox.heard()).singleElement().isInstanceOfSatisfying(Heard.Submitted.class, submitted -> {
            assertThat(submitted.key()).isEqualTo(new HeardKey("slack/submitted/V1"));
            assertThat(submitted.needs()).isEqualTo(Role.OPERATOR);
            assertThat(submitted.audience()).isEqualTo("Status page");
            assertThat(submitted.to()).isEqualTo(STATUS);
            assertThat(submitted.place()).isEqualTo(SlackIds.place("T1", "C1", Optional.of("1700000000.000001")));
            assertThat(submitted.text()).isEqualTo("Cards are slow.");
        });
    }

    @Test
    void theDraftOfSomebodyWhoMayNotIsPostedNowhereAndSoItIsSaid() throws Exception {
        door.archive.keep(Views.done(Views.ID, Views.CHANNEL));
        String metadata = form().path("private_metadata").asText();
        door.desk.refuses(() -> Notice.of("This was not done", "It takes the role “operator”."));

        assertThat(error(submit("V1", metadata, "Cards are slow.", "C2"), "text"))
                .contains("This was not done", "operator");
        assertThat(door.inbox.heard()).isEmpty();
        assertThat(door.slack.whispers()).isEmpty();
    }

    @Test
    void mistakesStandAtTheirField() throws Exception {
        door.archive.keep(Views.done(Views.ID, Views.CHANNEL));
        String metadata = form().path("private_metadata").asText();
        door.slack.withoutBot("C8", false);

        assertThat(error(submit("V1", metadata, " ", "C2"), "text")).contains("Write what");
        assertThat(error(submit("V2", metadata, "Cards.", ""), "place")).contains("Choose where");
        assertThat(error(submit("V3", metadata, "Cards.", "C8"), "place")).contains("invite it there");
        door.slack.withBot("C8");
        submit("V3", metadata, "Cards.", "C8");
        assertThat(door.inbox.heard())
                .as("once the bot was invited, the same form goes through")
                .hasSize(1);
        door.inbox.forget();
        door.archive.keep(new SessionViews(Views.done(Views.ID, Views.CHANNEL)).with(Views.table(3)));
        assertThat(error(submit("V4", metadata, "Cards.", "C2"), "text")).contains("no such draft");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void theMessageShowsWhereADraftWasPosted() {
        ReceiptId receipt = Views.receipts(Views.ID).getFirst().id();
        Place gone = SlackIds.place("T1", "C3", Optional.empty());
        String drawn = Rendered.json(new SessionRenderer(PageLinks.on(URI.create("https://ops.example.com")))
                        .render(
                                new SessionViews(Views.done(Views.ID, Views.CHANNEL))
                                        .withAnnouncements(List.of(
                                                AnnouncementsTest.announcement(
                                                        "a1",
                                                        STATUS,
                                                        "x",
                                                        new Announcement.State.Posted(TIME, receipt)),
                                                AnnouncementsTest.announcement(
                                                        "a2",
                                                        gone,
                                                        "x",
                                                        new Announcement.State.Failed(
                                                                TIME, receipt, "It is archived.")))),
                                TIME))
                .toString();

        assertThat(drawn)
                .contains("ana posted it in <#C2>")
                .contains("Not posted in <#C3>")
                .contains("It is archived.")
                .contains("Draft: Status page");
    }

    private JsonNode form() throws Exception {
        String at = Long.toString(System.nanoTime());
        assertThat(door.send(door.signer.interaction(door.events, """
                {"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1","name":"ana","team_id":"T1"},
                 "trigger_id":"tr-%s","channel":{"id":"C1","name":"payments"},
                 "container":{"type":"message","message_ts":"1700000000.000001","channel_id":"C1"},
                 "actions":[{"type":"button","action_id":"opspilot_draft_0","block_id":"b","value":"%s/0/comms","action_ts":"%s"}]}""".formatted(at, Views.ID, at)))
                        .statusCode())
                .isEqualTo(200);
        door.slack.await(CommsTest::isFilled, Duration.ofSeconds(10));
        return door.slack.modals().values().iterator().next();
    }

    private static boolean isFilled(FakeSlack slack) {
        return slack.modals().values().stream().anyMatch(each -> each.toString().contains("initial_value"));
    }

    private HttpResponse<String> submit(String view, String metadata, String text, String channel) {
        return door.send(door.signer.interaction(
                door.events,
                Submitted.form("opspilot_draft", view, metadata)
                        .text("text", text)
                        .conversation("place", channel)
                        .json()));
    }

    private static String error(HttpResponse<String> answer, String field) {
        JsonNode body = Rendered.read(answer.body());
        assertThat(body.path("response_action").asText()).isEqualTo("errors");
        return body.path("errors").path(field).asText();
    }
}
