package dev.opspilot.adapters.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.teams.card.CardAction;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Refusal;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Decisions;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.UnansweredException;
import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.widget.WidgetId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood of what Teams sends, and what it is answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamsInboxTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
    private static final String CHANNEL = "19:ops@thread.tacv2";
    private static final String PAYMENTS = "19:payments@thread.tacv2";
    private static final SessionId SESSION = new SessionId("session-x");

    private TeamsDoor door;

    @BeforeAll
    void open() throws Exception {
        door = new TeamsDoor(InstantSource.fixed(NOW), ServiceHosts.LOOPBACK, new TeamsAuth.Off());
    }

    @BeforeEach
    void forget() {
        door.inbox.forget();
        door.teams.forget();
        door.views.clear();
        door.decisions.become(_ -> Optional.empty());
        door.desk.refuses(_ -> Optional.empty());
        door.desk.asks(Optional.empty(), _ -> new OrderForm.Tried.Right(List.of()));
    }

    @AfterAll
    void close() throws Exception {
        door.close();
    }

    private String service() {
        return door.teams.serviceUrl().toString();
    }

    private JsonNode send(ObjectNode activity) {
        HttpResponse<String> response = door.send(Optional.empty(), activity.toString());
        assertThat(response.statusCode()).isEqualTo(200);
        try {
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private <H extends Heard> H heard(Class<H> kind) {
        assertThat(door.inbox.heard()).hasSize(1);
        assertThat(door.inbox.heard().getFirst()).isInstanceOf(kind);
        return kind.cast(door.inbox.heard().getFirst());
    }

    @Test
    void aMentionInAChannelIsTakenByItsWordsAndItsThread() {
        send(Sent.mention("1", "payments just failed", service()));
        send(Sent.mention("1", "payments just failed", service()));

        Heard.Said said = heard(Heard.Said.class);
        assertThat(said.ritual()).isEqualTo(RitualName.INCIDENT);
        assertThat(said.intent()).isEqualTo("payments just failed");
        assertThat(said.person()).isEqualTo(new Person("teams", "aad-ana", "Ana"));
        assertThat(said.place()).isEqualTo(new Place("teams", TeamsDoor.TENANT, CHANNEL, Optional.of("1000")));
        assertThat(door.conversations.find(CHANNEL).orElseThrow().team()).contains("19:team@thread.tacv2");
    }

    @Test
    void theNameIsTakenOffByItsEntityAndOtherNamesStay() {
        ObjectNode activity = Sent.mention("2", "incident <at>Bob</at> says OpsPilot&nbsp;is down", service());
        ObjectNode other = activity.withArray("entities").addObject().put("type", "mention");
        other.put("text", "<at>Bob</at>")
                .putObject("mentioned")
                .put("id", "29:bob")
                .put("name", "Bob");

        send(activity);

        assertThat(heard(Heard.Said.class).intent()).isEqualTo("Bob says OpsPilot is down");
    }

    /** They come with and without fractions and zones; and a language must not change that of the whole process. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-11-23T14:00:00Z\"",
                "\"2026-11-23T14:00:00.1234567Z\"",
                "\"2026-11-23T14:00:00.123+05:30\"",
                "\"2026-11-23T14:00:00\"",
                "\"yesterday\"",
                "\"\"",
                "1764000000",
                "null",
                "{}"
            })
    void timestampsOfEveryFormAreTakenAndTheLocaleStays(String timestamp) throws Exception {
        Locale before = Locale.getDefault();
        ObjectNode activity = Sent.personal("time/" + timestamp, "incident it broke", service());
        activity.set("timestamp", JSON.readTree(timestamp));
        activity.set("localTimestamp", JSON.readTree(timestamp));
        send(activity.put("locale", "tr-TR"));

        assertThat(heard(Heard.Said.class).intent()).isEqualTo("it broke");
        assertThat(Locale.getDefault()).isEqualTo(before);
    }

    /** Newer clients name it by itself, older ones in an entity; what is no time zone is passed over. */
    @Test
    void whereSomebodyIsInTimeIsRemembered() {
        Person ana = new Person("teams", "aad-ana", "Ana");
        Place chat = new Place("teams", TeamsDoor.TENANT, "a:ana", Optional.empty());
        assertThat(door.adapter.timeZones().of(ana, chat)).isEmpty();

        ObjectNode inEntity = Sent.personal("z1", "help", service());
        inEntity.putArray("entities").addObject().put("type", "clientInfo").put("timezone", "Europe/Berlin");
        send(inEntity);
        assertThat(door.adapter.timeZones().of(ana, chat)).contains(ZoneId.of("Europe/Berlin"));

        send(Sent.personal("z2", "help", service()).put("localTimezone", "America/New_York"));
        send(Sent.personal("z3", "help", service()).put("localTimezone", "Moon/Tranquility"));
        assertThat(door.adapter.timeZones().of(ana, chat)).contains(ZoneId.of("America/New_York"));
        assertThat(door.adapter.timeZones().of(new Person("slack", "aad-ana", "Ana"), chat))
                .isEmpty();
    }

    @Test
    void whatIsNotSaidToTheAppIsLeftAlone() {
        ObjectNode others = Sent.mention("3", "hello", service());
        others.remove("entities");
        send(others);
        send(Sent.activity("messageReaction", "4", CHANNEL, "channel", service()));
        send(Sent.activity("typing", "5", "a:ana", "personal", service()));

        assertThat(door.inbox.heard()).isEmpty();
        assertThat(door.teams.calls()).isEmpty();
    }

    @Test
    void theSameWordsAsElsewhereAreUnderstood() {
        send(Sent.personal("6", "sessions live", service()));

        assertThat(heard(Heard.Ordered.class).order()).isEqualTo(new Command.Order(Command.Topic.SESSIONS, "live"));
    }

    @Test
    void plainWordsInTheThreadOfASessionAreAQuestionAndCommandsStayCommands() {
        door.conversations.about(CHANNEL, "1000", SESSION);
        send(Sent.mention("7", "which customers were hit?", service()));
        Heard.Asked asked = heard(Heard.Asked.class);
        assertThat(asked.session()).isEqualTo(SESSION);
        assertThat(asked.question()).isEqualTo("which customers were hit?");

        door.inbox.forget();
        send(Sent.mention("8", "incident checkout fails too", service()));
        assertThat(heard(Heard.Said.class).ritual()).isEqualTo(RitualName.INCIDENT);
        door.conversations.about(CHANNEL, "1000", new SessionId("none"));
    }

    @Test
    void aQuotedMessageIsWhatIsAskedAbout() {
        door.book.put(PostKey.board(SESSION), new PostRef("a:ana", "17"));
        ObjectNode activity = Sent.personal("9", "who deployed that?", service());
        activity.putArray("attachments")
                .addObject()
                .put("contentType", "text/html")
                .put(
                        "content",
                        "<blockquote itemtype=\"http://schema.skype.com/Reply\" itemid=\"17\"><p>x</p></blockquote>");

        send(activity);

        assertThat(heard(Heard.Asked.class).session()).isEqualTo(SESSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T14:00:00Z",
                "2026-11-23T14:00:00.1234567Z",
                "2026-11-23T14:00:00+01:00",
                "23.11.2026",
                "1700000000",
                ""
            })
    void noFormOfATimestampHurts(String timestamp) {
        send(Sent.personal("10", "incident payments", service())
                .put("timestamp", timestamp)
                .put("localTimestamp", timestamp)
                .put("expiration", timestamp));

        heard(Heard.Said.class);
    }

    @Test
    void aPressIsAnsweredWithTheCardAndActedOnOnce() {
        door.views.put(Views.ID, Views.done(Views.ID, new Place("teams", "", CHANNEL, Optional.of("1000"))));
        CardAction stop = new CardAction.Pressed(Views.ID, new Button.Stop());
        ObjectNode press =
                Sent.invoke("11", "adaptiveCard/action", Sent.press("opspilot.stop", stop.data()), service());

        JsonNode answer = send(press);
        send(press);

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(answer.path("type").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(answer.path("value").toString()).contains("Stopping").contains("most likely broke");
        Heard.Pressed pressed = heard(Heard.Pressed.class);
        assertThat(pressed.button()).isEqualTo(new Button.Stop());
        assertThat(pressed.place().thread()).contains("1000");
    }

    /** What is answered takes the place of the card that was pressed on. */
    @Test
    void aPressOnAnAnswerLeavesTheAnswerStanding() {
        door.views.put(Views.ID, Views.done(Views.ID, new Place("teams", "", CHANNEL, Optional.of("1000"))));
        door.book.put(PostKey.board(Views.ID), new PostRef(CHANNEL, "18"));
        CardAction stop = new CardAction.Pressed(Views.ID, new Button.Stop());

        JsonNode onAnswer =
                send(Sent.invoke("a1", "adaptiveCard/action", Sent.press("opspilot.stop", stop.data()), service())
                        .put("replyToId", "19"));
        JsonNode onBoard =
                send(Sent.invoke("a2", "adaptiveCard/action", Sent.press("opspilot.stop", stop.data()), service())
                        .put("replyToId", "18"));

        assertThat(onAnswer.path("type").asText()).isEqualTo("application/vnd.microsoft.activity.message");
        assertThat(onAnswer.path("value").asText()).contains("Stopping");
        assertThat(onBoard.path("type").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(door.inbox.heard()).hasSize(2);
    }

    /** The answer comes as a message of its own, and the card would say for good that it is being looked up. */
    @Test
    void askingWhyLeavesTheCardAsItIs() {
        door.views.put(Views.ID, Views.done(Views.ID, new Place("teams", "", CHANNEL, Optional.of("1000"))));
        CardAction why = new CardAction.Pressed(Views.ID, new Button.Why(FindingId.VERDICT));

        JsonNode answer =
                send(Sent.invoke("w1", "adaptiveCard/action", Sent.press("opspilot.why", why.data()), service()));

        assertThat(answer.path("type").asText()).isEqualTo("application/vnd.microsoft.activity.message");
        assertThat(answer.path("value").asText()).startsWith("Looking it up");
        assertThat(heard(Heard.Pressed.class).button()).isEqualTo(new Button.Why(FindingId.VERDICT));
    }

    @Test
    void onAMessageWhoseSessionIsNotKnownNothingIsPromised() {
        CardAction why = new CardAction.Pressed(SESSION, new Button.Why(FindingId.VERDICT));
        CardAction stop = new CardAction.Pressed(SESSION, new Button.Stop());

        for (CardAction each : List.of(why, stop)) {
            JsonNode answer = send(Sent.invoke(
                            "u" + each.verb(), "adaptiveCard/action", Sent.press(each.verb(), each.data()), service())
                    .put("replyToId", "77"));
            assertThat(answer.path("value").asText()).startsWith("OpsPilot does not know this session any more.");
        }
    }

    /** It was kept: pressing again would do it twice. */
    @Test
    void aPressThatWasKeptIsAnsweredWhateverTheBookDoes() {
        door.views.put(Views.ID, Views.done(Views.ID, new Place("teams", "", CHANNEL, Optional.of("1000"))));
        CardAction stop = new CardAction.Pressed(Views.ID, new Button.Stop());
        door.book.failToLook(1);

        JsonNode answer =
                send(Sent.invoke("b1", "adaptiveCard/action", Sent.press("opspilot.stop", stop.data()), service())
                        .put("replyToId", "18"));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(answer.path("value").asText()).startsWith("Stopping");
        assertThat(heard(Heard.Pressed.class).button()).isEqualTo(new Button.Stop());
    }

    @Test
    void aDecisionIsAnsweredWithTheCardOnWhichItIsMade() {
        SessionView before = Views.acted(Views.ID, new Place("teams", "", CHANNEL, Optional.of("1000")));
        door.views.put(Views.ID, before);
        Play waiting = before.plays().getFirst();
        door.decisions.become(pressed -> {
            Ruling ruling =
                    new Ruling(Ruling.Choice.APPROVE, pressed.person().actor(), "Ana", "approver", "", NOW, List.of());
            Play running = waiting.ruled(ruling)
                    .started(Run.started(Run.Direction.FORWARD, NOW))
                    .at(Play.Status.RUNNING, Optional.empty(), Optional.empty());
            List<Play> plays = new ArrayList<>(before.plays());
            plays.set(0, running);
            door.views.put(Views.ID, new SessionViews(before).withPlays(plays));
            return Optional.of(new Decisions.Outcome.Counts());
        });

        JsonNode answer = decide(waiting, Ruling.Choice.APPROVE);

        assertThat(answer.path("type").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(answer.path("value").toString())
                .contains("Your decision counts. Roll back deploy 4812: running.")
                .contains("approved by Ana (approver)");
        assertThat(choices(answer, waiting)).isEmpty();
        assertThat(heard(Heard.Pressed.class).button()).isInstanceOf(Button.Decide.class);
    }

    @Test
    void aDecisionThatDoesNotCountIsAnsweredWithWhyAndTheButtonsStay() {
        SessionView before = Views.acted(Views.ID, new Place("teams", "", CHANNEL, Optional.of("1000")));
        door.views.put(Views.ID, before);
        Play waiting = before.plays().getFirst();
        door.decisions.become(_ -> Optional.of(new Decisions.Outcome.Refused(
                new Refusal(Refusal.Why.FREEZE, "The freeze “Sale {{DATE(2026)}}” is on."))));

        JsonNode answer = decide(waiting, Ruling.Choice.APPROVE);

        assertThat(answer.at("/value/body/0/style").asText()).isEqualTo("warning");
        assertThat(answer.at("/value/body/0").toString())
                .contains("This was not done. The freeze “Sale ")
                .doesNotContain("{{DATE");
        assertThat(choices(answer, waiting)).contains("approve", "dismiss");
    }

    @Test
    void aDecisionOfWhichNothingIsKnownInTimeIsAnsweredAsHeard() {
        SessionView before = Views.acted(Views.ID, new Place("teams", "", CHANNEL, Optional.of("1000")));
        door.views.put(Views.ID, before);

        assertThat(decide(before.plays().getFirst(), Ruling.Choice.APPROVE)
                        .path("value")
                        .toString())
                .contains("Approval heard");
        door.views.clear();
        assertThat(decide(before.plays().getFirst(), Ruling.Choice.DISMISS)
                        .path("value")
                        .asText())
                .startsWith("OpsPilot does not know this session any more.");
    }

    private JsonNode decide(Play play, Ruling.Choice choice) {
        CardAction decide =
                new CardAction.Pressed(Views.ID, new Button.Decide(play.id(), choice, play.shown(choice), ""));
        return send(Sent.invoke(
                "decide/" + choice, "adaptiveCard/action", Sent.press(decide.verb(), decide.data()), service()));
    }

    /** What can be pressed about a play. */
    private static List<String> choices(JsonNode answer, Play play) {
        return answer.findParents("choice").stream()
                .filter(each -> each.path("play").asText().equals(play.id().value()))
                .map(each -> each.path("choice").asText())
                .toList();
    }

    @Test
    void aPressOnASessionThatIsNotKnownHereIsAnsweredInWords() {
        CardAction stop = new CardAction.Pressed(SESSION, new Button.Stop());

        JsonNode answer =
                send(Sent.invoke("12", "adaptiveCard/action", Sent.press("opspilot.stop", stop.data()), service()));

        assertThat(answer.path("type").asText()).isEqualTo("application/vnd.microsoft.activity.message");
        assertThat(heard(Heard.Pressed.class).button()).isEqualTo(new Button.Stop());
    }

    @Test
    void aForgedButtonIsAnsweredWithAnError() {
        ObjectNode data =
                JSON.createObjectNode().put("v", 1).put("verb", "opspilot.why").put("session", "a b");

        JsonNode answer = send(Sent.invoke("13", "adaptiveCard/action", Sent.press("opspilot.why", data), service()));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
        assertThat(answer.path("type").asText()).isEqualTo("application/vnd.microsoft.error");
        assertThat(answer.at("/value/code").asText()).isEqualTo("UnknownButton");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void aRatingFindsItsSessionByTheMessage() {
        door.book.put(PostKey.board(SESSION), new PostRef(CHANNEL, "18"));
        ObjectNode value = JSON.createObjectNode().put("actionName", "feedback");
        value.putObject("actionValue").put("reaction", "dislike").put("feedback", "{}");

        JsonNode answer =
                send(Sent.invoke("14", "message/submitAction", value, service()).put("replyToId", "18"));

        assertThat(answer).isEmpty();
        assertThat(heard(Heard.Pressed.class).button()).isEqualTo(new Button.Rate(false));
    }

    @Test
    void aFormBeginsOneRitualHoweverOftenItIsSent() {
        JsonNode opened = send(Sent.invoke("15", "task/fetch", JSON.createObjectNode(), service()));
        JsonNode card = opened.at("/task/value/card/content");
        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        ObjectNode data = ((ObjectNode) card.at("/actions/0/data")).put("ritual", "incident");

        JsonNode mistake =
                send(Sent.invoke("16", "task/submit", filled(data.deepCopy().put("intent", " ")), service()));
        assertThat(mistake.at("/task/type").asText()).isEqualTo("continue");
        assertThat(door.inbox.heard()).isEmpty();

        ObjectNode full = data.put("intent", "payments just failed");
        JsonNode begun = send(Sent.invoke("17", "task/submit", filled(full), service()));
        send(Sent.invoke("18", "task/submit", filled(full), service()));
        assertThat(begun.at("/task/value").asText()).contains("begun");
        assertThat(heard(Heard.Said.class).intent()).isEqualTo("payments just failed");
    }

    private static final Notice REFUSAL = Notice.of("This was not done", "It takes the role “operator”.");

    @Test
    void aFormOfSomebodyWhoMayNotSaysSoAndBeginsNothing() {
        door.desk.refuses(_ -> Optional.of(REFUSAL));
        ObjectNode data = new CardAction.Launcher(RitualName.INCIDENT, "").data();
        JsonNode card =
                send(Sent.invoke("r1", "task/fetch", filled(data), service())).at("/task/value/card/content");
        ObjectNode full = ((ObjectNode) card.at("/actions/0/data"))
                .put("ritual", "incident")
                .put("intent", "payments just failed");

        JsonNode answer = send(Sent.invoke("r2", "task/submit", filled(full), service()));

        assertThat(answer.at("/task/value").asText())
                .isEqualTo("This was not done. It takes the role “operator”.")
                .doesNotContain("begun");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void aDraftOfSomebodyWhoMayNotIsNotPosted() {
        door.desk.refuses(_ -> Optional.of(REFUSAL));
        ObjectNode data = new CardAction.Posted(Views.ID, new WidgetId("kit"), "Status page", "It works.", "n1").data();
        data.put("text", "It works.");

        JsonNode answer = send(Sent.invoke("r3", "task/submit", filled(data), service()));

        assertThat(answer.at("/task/value").asText()).startsWith("This was not done.");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void aPressOfSomebodyWhoMayNotIsNotPromisedAnything() {
        door.desk.refuses(_ -> Optional.of(REFUSAL));
        CardAction stop = new CardAction.Pressed(SESSION, new Button.Stop());

        JsonNode answer =
                send(Sent.invoke("r4", "adaptiveCard/action", Sent.press("opspilot.stop", stop.data()), service()));

        assertThat(answer.path("value").asText()).startsWith("This was not done.");
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void whereNobodySaysWhoThePersonIsItIsKeptAndNothingIsPromised() {
        door.desk.refuses(_ -> {
            throw new UnansweredException("Teams is silent");
        });
        ObjectNode data = JSON.createObjectNode();
        JsonNode card = send(Sent.invoke("r5", "task/fetch", data, service())).at("/task/value/card/content");
        ObjectNode full = ((ObjectNode) card.at("/actions/0/data"))
                .put("ritual", "incident")
                .put("intent", "payments just failed");

        JsonNode answer = send(Sent.invoke("r6", "task/submit", filled(full), service()));

        assertThat(answer.at("/task/value").asText())
                .startsWith("Written down. Teams has not said yet who you are")
                .doesNotContain("begun");
        assertThat(heard(Heard.Said.class).intent()).isEqualTo("payments just failed");
    }

    private static final OrderForm CHANGE = new OrderForm(
            "Change",
            List.of("Morning brief (7): daily at 07:30, UTC time."),
            "When?",
            "daily at 07:30",
            "As in “weekdays at 08:00 Europe/London”.",
            new Place("teams", TeamsDoor.TENANT, CHANNEL, Optional.empty()));

    @Test
    void aScheduleIsChangedByAFormThatSaysWhatIsWrongAndIsHeardOnce() {
        door.desk.asks(
                Optional.of(CHANGE),
                order -> order.order().words().endsWith("someday")
                        ? new OrderForm.Tried.Wrong("“someday” is no time.")
                        : new OrderForm.Tried.Right(List.of("Weekdays at 08:00.")));
        ObjectNode asking = new CardAction.Asking("schedule change 7").data();

        JsonNode opened = send(Sent.invoke("o1", "task/fetch", filled(asking), service()));
        JsonNode card = opened.at("/task/value/card/content");
        assertThat(opened.at("/task/value/title").asText()).isEqualTo("Change");
        assertThat(card.at("/body").toString()).contains("Morning brief (7)", "daily at 07:30", "weekdays at 08:00");

        ObjectNode data = (ObjectNode) card.at("/actions/0/data");
        JsonNode wrong =
                send(Sent.invoke("o2", "task/submit", filled(data.deepCopy().put("words", "someday")), service()));
        assertThat(wrong.at("/task/value/card/content/body").toString())
                .contains("“someday” is no time.", "\"someday\"");
        assertThat(door.inbox.heard()).isEmpty();

        ObjectNode right = data.put("words", "weekdays at 08:00 in here");
        JsonNode changed = send(Sent.invoke("o3", "task/submit", filled(right), service()));
        send(Sent.invoke("o4", "task/submit", filled(right), service()));
        assertThat(changed.at("/task/value").asText()).startsWith("Weekdays at 08:00.");
        Heard.Ordered heard = heard(Heard.Ordered.class);
        assertThat(heard.order())
                .isEqualTo(new Command.Order(Command.Topic.SCHEDULE, "change 7 weekdays at 08:00 in here"));
        assertThat(heard.place().channel()).isEqualTo(CHANNEL);
    }

    @Test
    void aFormAboutWhatIsGoneSaysSoAndOneOfSomebodyWhoMayNotIsRefused() {
        ObjectNode asking = new CardAction.Asking("schedule change 7").data();
        assertThat(send(Sent.invoke("g1", "task/fetch", filled(asking), service()))
                        .at("/task/value")
                        .asText())
                .isEqualTo("There is nothing to change here any more.");

        door.desk.asks(Optional.of(CHANGE), _ -> new OrderForm.Tried.Right(List.of()));
        door.desk.refuses(_ -> Optional.of(REFUSAL));
        ObjectNode asked = new CardAction.Asked("schedule change 7", "", "n9").data();
        asked.put("words", "daily at 09:00");
        assertThat(send(Sent.invoke("g2", "task/submit", filled(asked), service()))
                        .at("/task/value")
                        .asText())
                .startsWith("This was not done.");
        assertThat(door.inbox.heard()).isEmpty();
    }

    private static ObjectNode filled(ObjectNode data) {
        ObjectNode value = JSON.createObjectNode();
        value.set("data", data);
        return value;
    }

    @Test
    void aDrillIsRunOnSomebodysMessage() {
        send(Sent.mention("19", "help", service()));
        ObjectNode payload = JSON.createObjectNode().put("commandId", "drill");
        payload.putObject("messagePayload")
                .put("id", "1000")
                .putObject("body")
                .put("contentType", "html")
                .put("content", "<div>Checkout &amp; payments<br>are <b>down</b></div>");

        JsonNode opened = send(Sent.invoke("20", "composeExtension/fetchTask", payload.deepCopy(), service()));
        JsonNode card = opened.at("/task/value/card/content");
        assertThat(card.toString()).contains("Checkout & payments are down");
        ObjectNode data = ((ObjectNode) card.at("/actions/0/data"))
                .put("ritual", "incident")
                .put("intent", "Checkout & payments are down");
        payload.set("data", data);
        ObjectNode submit = Sent.invoke("21", "composeExtension/submitAction", payload, service());
        submit.withObject("/conversation").put("id", CHANNEL);
        send(submit);

        assertThat(heard(Heard.Said.class).place().thread()).contains("1000");
    }

    /** Where the app was added to a team, Teams tells of its first channel only. */
    @Test
    void aDrillIsRunInAChannelOfATeamThatTheAppIsIn() {
        ObjectNode added = Sent.activity("conversationUpdate", "t1", "19:general@thread.tacv2", "channel", service());
        added.withObject("/channelData").putObject("team").put("id", "19:of-payments@thread.tacv2");
        added.putArray("membersAdded").addObject().put("id", "28:app");
        send(added);
        ObjectNode payload = JSON.createObjectNode().put("commandId", "drill");
        payload.putObject("messagePayload").put("id", "1000").putObject("body").put("content", "it is down");

        JsonNode card =
                send(inPayments("t2", "composeExtension/fetchTask", payload)).at("/task/value/card/content");
        assertThat(card.toString()).contains("it is down");
        assertThat(door.conversations.find(PAYMENTS)).as("only looked at").isEmpty();
        payload.set(
                "data",
                ((ObjectNode) card.at("/actions/0/data"))
                        .put("ritual", "incident")
                        .put("intent", "it is down"));
        send(inPayments("t3", "composeExtension/submitAction", payload));

        assertThat(heard(Heard.Said.class).place())
                .isEqualTo(new Place("teams", TeamsDoor.TENANT, PAYMENTS, Optional.of("1000")));
        assertThat(door.conversations.find(PAYMENTS))
                .contains(door.conversations
                        .find("19:general@thread.tacv2")
                        .orElseThrow()
                        .sibling(PAYMENTS));

        ObjectNode removed = Sent.activity("installationUpdate", "t4", "19:general@thread.tacv2", "channel", service());
        removed.withObject("/channelData").putObject("team").put("id", "19:of-payments@thread.tacv2");
        send(removed.put("action", "remove"));
        assertThat(send(inPayments("t5", "composeExtension/fetchTask", payload))
                        .at("/task/value")
                        .asText())
                .contains("Add OpsPilot to this team or chat first");
    }

    private ObjectNode inPayments(String id, String name, ObjectNode payload) {
        ObjectNode acted = Sent.invoke(id, name, payload.deepCopy(), service());
        acted.withObject("/conversation").put("id", PAYMENTS);
        acted.withObject("/channelData").putObject("team").put("id", "19:of-payments@thread.tacv2");
        return acted;
    }

    /** People take the app along into conversations that it is not in. */
    @Test
    void aDrillIsNotRunOnAMessageWhereItCouldNotBeShown() {
        ObjectNode payload = JSON.createObjectNode().put("commandId", "drill");
        payload.putObject("messagePayload").put("id", "1").putObject("body").put("content", "it is down");

        for (String name : List.of("composeExtension/fetchTask", "composeExtension/submitAction")) {
            ObjectNode acted = Sent.invoke("n" + name, name, payload.deepCopy(), service());
            acted.withObject("/conversation")
                    .put("id", "19:elsewhere@thread.v2")
                    .put("conversationType", "groupChat");
            assertThat(send(acted).at("/task/value").asText()).contains("Add OpsPilot to this team or chat first");
        }

        assertThat(door.inbox.heard()).isEmpty();
        assertThat(door.conversations.find("19:elsewhere@thread.v2")).isEmpty();
    }

    @Test
    void aPressOnAFurtherPageIsAnsweredWithThatPage() {
        door.views.put(Views.ID, Views.done(Views.ID, new Place("teams", "", CHANNEL, Optional.of("1000"))));
        JsonNode second = send(Sent.invoke(
                        "p1",
                        "adaptiveCard/action",
                        Sent.press("opspilot.page", new CardAction.Turn(Views.ID, 2).data()),
                        service()))
                .path("value");
        ObjectNode stop = new CardAction.Pressed(Views.ID, new Button.Stop()).data();
        stop.put("page", 2);

        JsonNode answer = send(Sent.invoke("p2", "adaptiveCard/action", Sent.press("opspilot.stop", stop), service()))
                .path("value");

        assertThat(answer.at("/body/0").toString()).contains("Stopping");
        assertThat(answer.path("body").size()).isEqualTo(second.path("body").size() + 1);
        assertThat(answer.path("refresh")).isEqualTo(second.path("refresh"));
    }

    @Test
    void receiptsOpenInADialog() {
        door.views.put(Views.ID, Views.done(Views.ID, new Place("teams", "", CHANNEL, Optional.empty())));
        door.views.put(
                Views.ID,
                Views.receipts(Views.ID).stream()
                        .map(each -> new ReceiptChain.Stored(each, "{\"card\":41}"))
                        .toList());
        ObjectNode data = new CardAction.Receipts(Views.ID, 1).data();

        JsonNode opened = send(Sent.invoke("22", "task/fetch", filled(data), service()));

        assertThat(opened.at("/task/value/title").asText()).contains("receipts");
        assertThat(opened.toString()).contains("41", "asked by ana");
    }

    @Test
    void anAppThatWasRemovedIsKnownToBeGoneAndBackWhenItIsHeardFrom() {
        send(Sent.mention("23", "help", service()));
        ObjectNode removed = Sent.activity("conversationUpdate", "24", CHANNEL, "channel", service());
        removed.withObject("/channelData").put("eventType", "teamMemberRemoved");
        removed.withObject("/channelData").putObject("team").put("id", "19:team@thread.tacv2");
        removed.putArray("membersRemoved").addObject().put("id", "28:app");
        send(removed);
        assertThat(door.conversations.find(CHANNEL).orElseThrow().gone()).isPresent();

        send(Sent.mention("25", "help", service()));
        assertThat(door.conversations.find(CHANNEL).orElseThrow().gone()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsToldSo() {
        door.inbox.breakDown();
        CardAction stop = new CardAction.Pressed(SESSION, new Button.Stop());

        JsonNode pressed =
                send(Sent.invoke("26", "adaptiveCard/action", Sent.press("opspilot.stop", stop.data()), service()));

        assertThat(pressed.path("statusCode").asInt()).isEqualTo(503);
        assertThat(pressed.path("type").asText()).isEqualTo("application/vnd.microsoft.error");
    }

    @Test
    void withTheCheckOffOnlyThisMachineIsHeard() {
        String remote = Sent.personal("27", "incident x", "https://smba.trafficmanager.net/emea/")
                .toString();
        assertThat(door.send(Optional.empty(), remote).statusCode()).isEqualTo(401);
        HttpRequest proxied = HttpRequest.newBuilder(door.url())
                .header("X-Forwarded-For", "203.0.113.7")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Sent.personal("28", "incident x", service()).toString()))
                .build();
        assertThat(door.send(proxied).statusCode()).isEqualTo(401);
        assertThat(door.inbox.heard()).isEmpty();
    }

    /** Webhooks as a real Teams sent them, where they are at hand. */
    @Test
    void recordedWebhooksAreUnderstood() throws Exception {
        Path folder = Path.of("../../../shared/fixtures/teams").toAbsolutePath().normalize();
        for (Path each = Path.of("").toAbsolutePath();
                !Files.isDirectory(folder) && each != null;
                each = each.getParent()) {
            folder = each.resolve("shared/fixtures/teams");
        }
        Assumptions.assumeTrue(Files.isDirectory(folder), "no recorded webhooks here");
        int seen = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                for (JsonNode each : JSON.readTree(Files.readAllBytes(file))) {
                    if (each.has("type") && each.has("serviceUrl")) {
                        Activity activity = Activity.read(each.toString().getBytes(StandardCharsets.UTF_8));
                        assertThat(activity.conversation().tenant()).isEqualTo(TeamsDoor.TENANT);
                        assertThat(ServiceHosts.MICROSOFT.allowed(activity.serviceUrl()))
                                .isPresent();
                        assertThat(activity.words()).doesNotContain("<at>").doesNotContain("Chat SDK Demo");
                        send((ObjectNode) ((ObjectNode) each).put("serviceUrl", service()));
                        seen++;
                    }
                }
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(7);
        assertThat(door.inbox.heard())
                .filteredOn(Heard.Said.class::isInstance)
                .extracting(each -> ((Heard.Said) each).intent())
                .isSubsetOf(List.of("Test", "Hey", "dm me"));
    }
}
