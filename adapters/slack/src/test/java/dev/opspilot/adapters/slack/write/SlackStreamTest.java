package dev.opspilot.adapters.slack.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.SlackMessage;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that Slack streams, and what becomes of them when it no longer does. */
class SlackStreamTest extends SurfaceRig {
    private static final Place THREAD = place("C1").inThread("1700000000.000001");
    private static final Place DIRECT = place("D1").inThread("1700000000.000001");

    /** The view that {@link Views} has, in another place and begun now. */
    private SessionView now(SessionView view) {
        return new SessionViews(view).begunAt(time.instant());
    }

    private SessionView begun(Place place) {
        return now(Views.begun(Views.ID, place));
    }

    private SessionView working(Place place, long version) {
        return now(Views.working(Views.ID, place, version));
    }

    private SessionView done(Place place) {
        return now(new SessionViews(Views.done(Views.ID, place)).at(999));
    }

    private FakeSlack.Posted only(Place place) {
        assertThat(slack.messages(place.channel())).hasSize(1);
        return slack.messages(place.channel()).getFirst();
    }

    private static JsonNode plan(FakeSlack.Posted message) {
        return message.blocks().path(0);
    }

    private void assertEnded(Place place) {
        FakeSlack.Posted message = only(place);
        assertThat(headline(message)).endsWith("done");
        assertThat(slack.isLive(place.channel(), message.ts())).isFalse();
        assertThat(message.metadata().at("/event_payload/session_id").asText()).isEqualTo(Views.ID.value());
        assertThat(surface.open()).isZero();
    }

    @Test
    void aSessionInAThreadIsStreamedAndThenDrawnWhole() {
        CompletableFuture<Void> first = surface.show(begun(THREAD));
        time.settle();
        assertThat(first).isCompleted();
        assertThat(slack.isLive("C1", only(THREAD).ts())).isTrue();
        assertThat(only(THREAD).text()).startsWith("**Incident drill** payments just failed · [open it on the page](");

        begin(working(THREAD, 7));
        time.pass(Duration.ofSeconds(1));
        assertThat(plan(only(THREAD)).path("title").asText()).isEqualTo("1 of 3 steps complete");
        assertThat(plan(only(THREAD)).at("/tasks/0/status").asText()).isEqualTo("complete");
        assertThat(plan(only(THREAD)).at("/tasks/0/sources/0/text").asText()).startsWith("Billing · ");
        assertThat(only(THREAD).blocks().toString())
                .containsOnlyOnce(
                        "Card payments fell to 41 a minute; 118 to 131 were expected at this hour.\",\"verbatim\"");

        CompletableFuture<Void> last = surface.show(done(THREAD));
        time.pass(Duration.ofSeconds(2));
        assertThat(last).isCompleted();
        assertEnded(THREAD);
        assertThat(methods())
                .containsExactly("chat.startStream", "chat.appendStream", "chat.stopStream", "chat.update");
    }

    private List<String> methods() {
        return slack.calls().stream().map(FakeSlack.Called::method).toList();
    }

    @Test
    void whatIsNotKnownToBeStreamableIsPosted() {
        begin(begun(place("C1")));
        SessionView nobody = new SessionViews(begun(THREAD)).by("schedule-1");
        begin(new SessionViews(nobody).of(new SessionId("other")));
        begin(new SessionViews(new SessionViews(Views.begun(Views.ID, THREAD))
                        .begunAt(time.instant().minusSeconds(61)))
                .of(new SessionId("late")));
        time.pass(Duration.ofSeconds(5));

        assertThat(methods()).containsOnly("chat.postMessage").hasSize(3);
    }

    @Test
    void aStreamSaysNothingTwice() {
        begin(begun(THREAD));
        for (long version = 3; version < 33; version++) {
            time.pass(Duration.ofMillis(700));
            begin(working(THREAD, version));
        }
        time.pass(Duration.ofSeconds(2));

        assertThat(only(THREAD).blocks().toString())
                .containsOnlyOnce(
                        "Card payments fell to 41 a minute; 118 to 131 were expected at this hour.\",\"verbatim\"");
        assertThat(slack.calls("chat.appendStream")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C1", "D1"})
    void aSessionOfFortyMinutesGoesOnAfterItsStream(String channel) {
        Place place = place(channel).inThread("1700000000.000001");
        begin(begun(place));
        SessionView working = working(place, 3);
        for (int i = 0; i < 40 * 6; i++) {
            begin(new SessionViews(working).at(3 + i));
            time.pass(Duration.ofSeconds(10));
            assertThat(only(place).blocks().toString()).containsOnlyOnce("were expected at this hour.\",\"verbatim\"");
        }
        assertThat(slack.calls("chat.stopStream")).hasSize(1);
        Duration open = Duration.between(
                slack.calls("chat.startStream").getFirst().at(),
                slack.calls("chat.stopStream").getFirst().at());
        assertThat(open)
                .isBetween(
                        channel.equals("C1") ? Duration.ofSeconds(60) : Duration.ofSeconds(240),
                        channel.equals("C1") ? Duration.ofSeconds(70) : Duration.ofSeconds(250));
        assertThat(headline(only(place))).endsWith("working");

        begin(done(place));
        time.pass(Duration.ofSeconds(5));

        assertEnded(place);
        assertThat(slack.calls()).allSatisfy(call -> assertThat(call.error()).isEmpty());
    }

    @Test
    void aSilentSessionIsNoOpenStreamAndItsEndIsShownHoursLater() {
        begin(begun(DIRECT));
        time.pass(Duration.ofMinutes(5));
        assertThat(slack.isLive("D1", only(DIRECT).ts())).isFalse();
        assertThat(headline(only(DIRECT))).endsWith("working");

        time.pass(Duration.ofHours(7));
        CompletableFuture<Void> last = surface.show(done(DIRECT));
        time.pass(Duration.ofSeconds(5));

        assertThat(last).isCompleted();
        assertEnded(DIRECT);
        assertThat(slack.calls()).allSatisfy(call -> assertThat(call.error()).isEmpty());
    }

    @Test
    void moreThanAStreamHoldsIsDrawnWhole() {
        begin(begun(DIRECT));
        SessionView view = working(DIRECT, 3);
        List<Finding> findings = new ArrayList<>(view.findings());
        for (int i = 0; i < 40; i++) {
            Finding like = view.findings().getFirst();
            findings.add(new Finding(
                    new FindingId("finding-" + i),
                    ("Finding number " + i + " of many. ").repeat(20),
                    like.confidence(),
                    like.receipts(),
                    List.of(),
                    List.of()));
            begin(new SessionViews(new SessionViews(view).withFindings(findings)).at(10 + i));
            time.pass(Duration.ofSeconds(3));
        }

        assertThat(slack.calls("chat.stopStream")).hasSize(1);
        assertThat(slack.isLive("D1", only(DIRECT).ts())).isFalse();
        begin(done(DIRECT));
        time.pass(Duration.ofSeconds(5));
        assertEnded(DIRECT);
    }

    @Test
    void thePersonsStopButtonStopsTheSession() {
        begin(begun(DIRECT));
        time.settle();
        slack.stopByUser("D1", only(DIRECT).ts());
        begin(working(DIRECT, 7));
        time.pass(Duration.ofSeconds(3));

        assertThat(inbox.heard()).singleElement().isInstanceOfSatisfying(Heard.Pressed.class, pressed -> {
            assertThat(pressed.button()).isEqualTo(new Heard.Button.Stop());
            assertThat(pressed.session()).isEqualTo(Views.ID);
            assertThat(pressed.person()).isEqualTo(Views.ANA);
        });
        assertThat(headline(only(DIRECT))).endsWith("working");
        begin(done(DIRECT));
        time.pass(Duration.ofSeconds(5));
        assertEnded(DIRECT);
        assertThat(inbox.heard()).hasSize(1);
    }

    @Test
    void aStopThatComesWithTheEndIsHeardToo() {
        begin(begun(DIRECT));
        time.settle();
        slack.stopByUser("D1", only(DIRECT).ts());
        begin(done(DIRECT));
        time.pass(Duration.ofSeconds(5));

        assertThat(inbox.heard()).hasSize(1);
        assertEnded(DIRECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing_recipient_team_id", "internal_error", "not_allowed_token_type", "unknown_method"})
    void whatSlackDoesNotStreamIsPosted(String error) {
        slack.refuse("chat.startStream", error, 1);
        begin(begun(THREAD));
        time.pass(Duration.ofSeconds(10));

        assertThat(headline(only(THREAD))).endsWith("working");
        assertThat(slack.calls("chat.startStream")).hasSize(1);
        begin(done(THREAD));
        time.pass(Duration.ofSeconds(5));
        assertEnded(THREAD);
    }

    @Test
    void aStreamWhoseBeginningWasLostIsFoundAndDrawnWhole() {
        slack.dropAfter("chat.startStream", 1);
        begin(begun(THREAD));
        time.pass(Duration.ofSeconds(10));

        assertThat(headline(only(THREAD))).endsWith("working");
        assertThat(slack.isLive("C1", only(THREAD).ts())).isFalse();
        begin(done(THREAD));
        time.pass(Duration.ofSeconds(5));
        assertEnded(THREAD);
    }

    @Test
    void aStreamThatNeverBeganIsPosted() {
        slack.dropBefore("chat.startStream", 1);
        begin(begun(THREAD));
        time.pass(Duration.ofSeconds(10));

        assertThat(headline(only(THREAD))).endsWith("working");
        assertThat(methods()).endsWith("conversations.replies", "chat.postMessage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.appendStream", "chat.stopStream", "chat.update"})
    void whatIsLostOnTheWayIsNeitherMissingNorDoubled(String method) {
        for (boolean arrived : List.of(true, false)) {
            SessionId id = new SessionId("lost-" + method.substring(5).toLowerCase(Locale.ROOT) + "-" + arrived);
            Place place = place("D" + arrived).inThread("1700000000.000001");
            if (arrived) {
                slack.dropAfter(method, 2);
            } else {
                slack.dropBefore(method, 2);
            }
            begin(new SessionViews(begun(place)).of(id));
            time.settle();
            begin(new SessionViews(working(place, 7)).of(id));
            time.pass(Duration.ofSeconds(20));
            assertThat(only(place).blocks().toString()).containsOnlyOnce("were expected at this hour.\",\"verbatim\"");
            begin(new SessionViews(done(place)).of(id));
            time.pass(Duration.ofSeconds(30));

            assertThat(headline(only(place))).endsWith("done");
            assertThat(slack.isLive(place.channel(), only(place).ts())).isFalse();
        }
        assertThat(surface.open()).isZero();
    }

    @Test
    void anotherNodeStopsWhatADeadOneStreamedAndGoesOn() {
        begin(begun(DIRECT));
        time.settle();
        time.crash();
        surface = surface();
        begin(new SessionViews(working(DIRECT, 8)).at(8));
        time.pass(Duration.ofSeconds(5));

        assertThat(headline(only(DIRECT))).endsWith("working");
        assertThat(slack.isLive("D1", only(DIRECT).ts())).isFalse();
        begin(done(DIRECT));
        time.pass(Duration.ofSeconds(5));
        assertEnded(DIRECT);
        assertThat(methods()).containsExactly("chat.startStream", "chat.stopStream", "chat.update", "chat.update");
    }

    @Test
    void aStreamOutlivedByNobodyIsDrawnWholeAfterTheRestart() {
        begin(begun(DIRECT));
        time.settle();
        time.crash();
        time.pass(Duration.ofHours(1));
        surface = surface();
        begin(done(DIRECT));
        time.pass(Duration.ofSeconds(5));

        assertEnded(DIRECT);
    }

    @Test
    void aCrashBetweenBeginningAndRememberingDoesNotDouble() {
        slack.dropAfter("chat.startStream", 1);
        begin(begun(DIRECT));
        time.settle();
        time.crash();
        surface = surface();
        begin(done(DIRECT));
        time.pass(PostBook.CLAIM.plusSeconds(10));

        assertEnded(DIRECT);
    }

    @Test
    void aNodeThatIsLateDoesNotTurnBackWhatAnotherShowed() {
        begin(begun(DIRECT));
        time.settle();
        SlackSurface late = surface;
        surface = surface();
        slack.limit("chat.appendStream", 30, 1);
        var _ = late.show(working(DIRECT, 8));
        time.settle();
        begin(done(DIRECT));
        time.pass(Duration.ofMinutes(2));

        assertEnded(DIRECT);
        assertThat(slack.calls("chat.update")).hasSize(1);
        assertThat(book.look(PostKey.board(Views.ID)))
                .isInstanceOfSatisfying(
                        PostBook.Entry.Posted.class,
                        posted -> assertThat(posted.version()).isEqualTo(999));
    }

    @Test
    void twoNodesInTheSameMomentMakeOneMessage() {
        PostKey key = PostKey.board(Views.ID);
        PostBook.Writer other = new PostBook.Writer("another");
        assertThat(book.claim(key, other)).isInstanceOf(PostBook.Claim.Granted.class);
        begin(begun(place("C1")));
        time.pass(Duration.ofSeconds(3));
        assertThat(slack.messages("C1")).isEmpty();

        var _ = calls().post(place("C1"), new SlackMessage(key, "hello", List.of(Blocks.section("hello"))));
        book.written(
                key,
                other,
                new PostBook.Entry.Posted(
                        new PostRef("C1", slack.messages("C1").getFirst().ts()), 1, false));
        begin(done(place("C1")));
        time.pass(PostBook.CLAIM.plusSeconds(5));

        assertThat(headline(only(place("C1")))).endsWith("done");
    }

    @Test
    void aChannelIsJoinedBeforeItIsStreamedTo() {
        slack.withoutBot("C1", true);
        begin(begun(THREAD));
        time.pass(Duration.ofSeconds(5));

        assertThat(slack.isLive("C1", only(THREAD).ts())).isTrue();
        assertThat(methods()).containsExactly("chat.startStream", "conversations.join", "chat.startStream");
    }

    @Test
    void whereStreamsAreCrowdedTheRestIsPosted() {
        slack.keepTiers();
        for (int i = 0; i < 30; i++) {
            begin(new SessionViews(begun(place("C" + i).inThread("1700000000.000001"))).of(new SessionId("s-" + i)));
        }
        time.pass(Duration.ofSeconds(5));

        assertThat(slack.calls("chat.startStream")).hasSizeBetween(4, 8);
        for (int i = 0; i < 30; i++) {
            assertThat(slack.messages("C" + i)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit_window_closed", "cant_update_message"})
    void aMessageThatMayNoLongerBeChangedRollsOverIntoAnother(String error) {
        Place channel = place("C1");
        begin(begun(channel));
        time.settle();
        String first = only(channel).ts();
        slack.refuse("chat.update", error, 1);
        begin(working(channel, 8));
        time.pass(Duration.ofSeconds(5));
        assertThat(slack.messages("C1")).hasSize(2);
        CompletableFuture<Void> last = surface.show(done(channel));
        time.pass(Duration.ofSeconds(5));

        assertThat(last).isCompleted();
        assertThat(slack.messages("C1")).hasSize(2);
        assertThat(slack.messages("C1").getLast().thread()).isEqualTo(Optional.of(first));
        assertThat(headline(slack.messages("C1").getLast())).endsWith("done");
        assertThat(surface.open()).isZero();
    }

    @Test
    void aTableOfThreeHundredRowsIsPagedIntoTheThread() {
        Place channel = place("C1");
        CompletableFuture<Void> last = surface.show(new SessionViews(done(channel)).with(Views.table(300)));
        time.pass(Duration.ofSeconds(20));

        assertThat(last).isCompleted();
        List<FakeSlack.Posted> all = slack.messages("C1");
        assertThat(all).hasSize(2);
        assertThat(all.getLast().thread()).contains(all.getFirst().ts());
        assertThat(all.getLast().text()).endsWith("goes on");
        assertThat(all.getLast().blocks().toString())
                .contains("*All customers*, rows 101 to 200 of 300", "*All customers*, rows 201 to 300 of 300");
        List<String> rows = new ArrayList<>();
        for (FakeSlack.Posted message : all) {
            for (JsonNode block : message.blocks()) {
                if (block.path("type").asText().equals("data_table")) {
                    block.path("rows").forEach(row -> rows.add(row.at("/0/text").asText()));
                }
            }
        }
        rows.removeIf("Customer"::equals);
        assertThat(rows).hasSize(300).doesNotHaveDuplicates();
        assertThat(all.getFirst().blocks().toString()).contains("The first 100 of 300 rows, more in the thread");

        CompletableFuture<Void> again =
                surface().show(new SessionViews(new SessionViews(done(channel)).with(Views.table(300))).at(1_000));
        time.pass(Duration.ofSeconds(20));
        assertThat(again).isCompleted();
        assertThat(slack.messages("C1")).hasSize(2);
    }
}
