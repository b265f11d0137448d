package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.widget.WidgetId;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a button carries comes back as it was meant; what is forged, foreign or half of it is none of ours. */
class CardActionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<CardAction> actions() {
        return Stream.of(
                pressed(new Button.Why(new FindingId("payments-dip"))),
                pressed(new Button.Correct(RitualName.BRIEF)),
                pressed(new Button.PostIncident()),
                pressed(new Button.Stop()),
                pressed(new Button.Rate(false)),
                pressed(new Button.Decide(
                        new PlayId("rollback"), Ruling.Choice.APPROVE, Digest.of("the exact call"), "")),
                new CardAction.Typed("schedule pause 7"),
                new CardAction.Turn(Views.ID, 2),
                new CardAction.Refresh(Views.ID),
                new CardAction.Receipts(Views.ID, 3),
                new CardAction.Drafted(Views.ID, new WidgetId("comms"), "Status page"),
                new CardAction.Posted(Views.ID, new WidgetId("comms"), "Status page", "", "n2"),
                new CardAction.Launcher(RitualName.INCIDENT, "payments"),
                new CardAction.Asking("schedule change 7"),
                new CardAction.Asked("schedule change 7", "", "n3"));
    }

    private static CardAction pressed(Button button) {
        return new CardAction.Pressed(Views.ID, button);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void itIsReadAsItWasWritten(CardAction action) {
        assertThat(CardAction.read(action.verb(), action.data())).contains(action);
        assertThat(CardAction.read(action.data())).contains(action);
        assertThat(action.data().toString()).hasSizeLessThan(300);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void nothingIsTakenWithoutOneOfItsParts(CardAction action) {
        action.data().fieldNames().forEachRemaining(part -> {
            ObjectNode less = action.data();
            less.remove(part);
            if (!part.equals("intent")) {
                assertThat(CardAction.read(action.verb(), less))
                        .as("without " + part)
                        .isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("actions")
    void anotherVersionsButtonIsNotMisread(CardAction action) {
        assertThat(CardAction.read(action.verb(), action.data().put("v", 2))).isEmpty();
        assertThat(CardAction.read(action.verb(), action.data().put("v", "1"))).isEmpty();
    }

    @Test
    void theVerbAndTheDataMustAgree() {
        ObjectNode stop = pressed(new Button.Stop()).data();

        assertThat(CardAction.read("opspilot.postincident", stop)).isEmpty();
        assertThat(CardAction.read("opspilot.unheard", stop.put("verb", "opspilot.unheard")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "3",
                "\"opspilot.stop\"",
                "{}",
                "{\"v\":1,\"verb\":\"opspilot.stop\",\"session\":\"../../x\"}",
                "{\"v\":1,\"verb\":\"opspilot.stop\",\"session\":{\"a\":1}}",
                "{\"v\":1,\"verb\":\"opspilot.why\",\"session\":\"s\",\"finding\":\"a\\u202Eb\"}",
                "{\"v\":1,\"verb\":\"opspilot.page\",\"session\":\"s\",\"page\":0}",
                "{\"v\":1,\"verb\":\"opspilot.page\",\"session\":\"s\",\"page\":1.5}",
                "{\"v\":1,\"verb\":\"opspilot.page\",\"session\":\"s\",\"page\":99999999}",
                "{\"v\":1,\"verb\":\"opspilot.correct\",\"session\":\"s\",\"ritual\":\"coup\"}",
                "{\"v\":1,\"verb\":\"opspilot.decide\",\"session\":\"s\",\"play\":\"p\",\"choice\":\"approve\",\"shown\":\"00\"}",
                "{\"v\":1,\"verb\":\"opspilot.decide\",\"session\":\"s\",\"play\":\"p\",\"choice\":\"rob\",\"shown\":\"\"}",
                "{\"v\":1,\"verb\":\"opspilot.rate\",\"session\":\"s\",\"helpful\":\"true\"}"
            })
    void whatIsForgedIsNoneOfOurs(String data) throws Exception {
        JsonNode forged = JSON.readTree(data);

        assertThat(CardAction.read(forged)).isEmpty();
        assertThat(CardAction.read("opspilot.stop", forged)).isEmpty();
    }

    @Test
    void anOrderThatIsTooLongIsNotTaken() {
        assertThat(CardAction.read(new CardAction.Typed("x".repeat(601)).data()))
                .isEmpty();
    }

    @Test
    void whatWasTypedComesAlong() {
        ObjectNode draft = new CardAction.Posted(Views.ID, new WidgetId("comms"), "Customers", "", "n2").data();
        ObjectNode approval = pressed(new Button.Decide(new PlayId("rollback"), Ruling.Choice.APPROVE, Digest.NONE, ""))
                .data();
        assertThat(CardAction.read(approval.put("reason-rollback", "customers wait")))
                .contains(pressed(new Button.Decide(
                        new PlayId("rollback"), Ruling.Choice.APPROVE, Digest.NONE, "customers wait")));
        ObjectNode form = new CardAction.Launched(RitualName.BRIEF, "", "n1").data();

        assertThat(CardAction.read(draft.put("text", "We are\nlooking\u202E into it.")))
                .contains(new CardAction.Posted(
                        Views.ID, new WidgetId("comms"), "Customers", "We are\nlooking into it.", "n2"));
        assertThat(CardAction.read(form.put("ritual", "incident").put("intent", "it broke")))
                .contains(new CardAction.Launched(RitualName.INCIDENT, "it broke", "n1"));
        assertThat(CardAction.read(form.put("ritual", "nothing"))).isEqualTo(Optional.empty());
    }
}
