package dev.opspilot.adapters.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.teams.testkit.FakeConnector;
import dev.opspilot.rituals.delivery.GaveUpException;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How sessions get to Teams when all is well, and at which pace. */
class TeamsSurfaceTest extends SurfaceRig {
    private static final Person ANA = new Person("teams", "ana", "Ana");

    @Test
    void aThreadShowsOneMessageThatIsBroughtUpToDate() {
        begin(begun(inThread()));
        time.settle();
        begin(working(inThread(), 2));
        CompletableFuture<Void> last = surface.show(done(inThread()));
        time.pass(Duration.ofSeconds(5));

        assertThat(last).isCompleted();
        FakeConnector.Posted message = only(CHANNEL);
        assertThat(message.conversation()).isEqualTo(CHANNEL + ";messageid=1000");
        assertThat(message.revisions()).isPositive();
        assertThat(message.card()).contains("done");
        assertThat(conversations.sessionIn(CHANNEL, "1000", Instant.EPOCH)).contains(Views.ID);
        assertThat(surface.open()).isZero();
    }

    @Test
    void aBriefThatNobodyAskedForBeginsAThreadOfItsOwn() {
        begin(begun(in(CHANNEL)));
        time.settle();
        CompletableFuture<Void> last = surface.show(done(in(CHANNEL)));
        time.pass(Duration.ofSeconds(5));

        assertThat(last).isCompleted();
        FakeConnector.Posted message = only(CHANNEL);
        assertThat(message.conversation()).isEqualTo(CHANNEL + ";messageid=" + message.id());
        assertThat(message.revisions()).isPositive();
        assertThat(conversations.sessionIn(CHANNEL, message.id(), Instant.EPOCH))
                .contains(Views.ID);
    }

    @Test
    void aPersonalChatIsStreamedToAndEndsInOneMessage() {
        begin(begun(in(CHAT)));
        time.pass(Duration.ofSeconds(2));
        begin(working(in(CHAT), 2));
        time.pass(Duration.ofSeconds(2));
        begin(found(in(CHAT), 3));
        time.pass(Duration.ofSeconds(4));
        CompletableFuture<Void> last = surface.show(new SessionViews(done(in(CHAT))).at(4));
        time.pass(Duration.ofSeconds(4));

        assertThat(last).isCompleted();
        assertThat(teams.lines().getFirst()).startsWith("informative: ");
        assertThat(teams.lines()).anyMatch(line -> line.startsWith("streaming: "));
        assertThat(teams.lines().getLast()).isEqualTo("final of " + CHAT);
        JsonNode activity = only(CHAT).activity();
        assertThat(only(CHAT).card()).contains("done");
        assertThat(activity.path("entities").toString()).contains("\"citation\"");
        assertThat(activity.path("text").asText()).containsOnlyOnce("Card payments fell to 41 a minute");
        assertThat(activity.at("/channelData/feedbackLoop/type").asText()).isNotEmpty();
        assertThat(teams.calls()).allMatch(call -> call.status() < 300);
        assertThat(book.find(PostKey.board(Views.ID)).orElseThrow().message())
                .isEqualTo(only(CHAT).id());
    }

    @Test
    void aStreamEndsBeforeTeamsEndsItAndGoesOnAsAMessage() {
        begin(working(in(CHAT), 2));
        time.pass(Duration.ofSeconds(110));
        assertThat(only(CHAT).card()).contains("working");

        begin(working(in(CHAT), 3));
        time.pass(Duration.ofMinutes(5));
        CompletableFuture<Void> last = surface.show(done(in(CHAT)));
        time.pass(Duration.ofSeconds(5));

        assertThat(last).isCompleted();
        assertThat(only(CHAT).card()).contains("done");
        assertThat(only(CHAT).revisions()).isPositive();
        assertThat(teams.calls()).allMatch(call -> call.status() < 300);
    }

    @Test
    void aStreamIsQuietWhileNothingChanges() {
        begin(working(in(CHAT), 2));
        time.pass(Duration.ofSeconds(60));

        assertThat(teams.calls()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void oneChatStreamsOneSessionAndShowsTheOtherAsAMessage() {
        begin(Views.working(session(1), in(CHAT), 2));
        begin(Views.working(session(2), in(CHAT), 2));
        time.pass(Duration.ofSeconds(5));
        List<CompletableFuture<Void>> last =
                List.of(surface.show(Views.done(session(1), in(CHAT))), surface.show(Views.done(session(2), in(CHAT))));
        time.pass(Duration.ofSeconds(5));

        assertThat(last).allMatch(CompletableFuture::isDone);
        assertThat(teams.messages(CHAT)).hasSize(2);
        assertThat(teams.calls()).allMatch(call -> call.status() < 300);
    }

    @Test
    void theSameThingIsToldOnceEvenAfterARestart() {
        HeardKey about = new HeardKey("teams/said/1");
        var _ = surface.tell(about, ANA, inThread(), Notice.of("Sessions", "none yet"));
        time.settle();

        CompletableFuture<Void> again = surface().tell(about, ANA, inThread(), Notice.of("Sessions", "none yet"));
        time.pass(Duration.ofSeconds(2));

        assertThat(again).isCompleted();
        assertThat(only(CHANNEL).card()).contains("none yet");
    }

    @Test
    void aTargetedNoticeIsSeenByItsReaderAlone() {
        surface = surface(true);
        teams.member(ANA.id(), "user", TENANT);
        var _ = surface.tell(new HeardKey("k1"), ANA, inThread(), Notice.of("Not done", "you may not approve"));
        var _ = surface.tell(new HeardKey("k2"), ANA, in(CHAT), Notice.of("Sessions", "none yet"));
        begin(done(inThread()));
        time.settle();

        assertThat(teams.targeted()).singleElement().satisfies(sent -> {
            assertThat(sent.conversation()).isEqualTo(CHANNEL + ";messageid=1000");
            assertThat(sent.reader()).isEqualTo("29:" + ANA.id());
            assertThat(sent.activity().toString()).contains("you may not approve");
        });
        assertThat(only(CHANNEL).card()).contains("· done").doesNotContain("you may not approve");
        assertThat(only(CHAT).card()).contains("none yet");
    }

    @Test
    void whereTeamsTakesNoTargetedMessageTheNoticeIsStillTold() {
        surface = surface(true);
        var told = surface.tell(new HeardKey("k1"), ANA, inThread(), Notice.of("Not done", "you may not approve"));
        time.pass(Duration.ofSeconds(10));

        assertThat(told).isCompleted();
        assertThat(only(CHANNEL).activity().toString()).contains("you may not approve");
    }

    @Test
    void whoIsNamedAsAPlaceIsToldInTheirOwnChat() {
        var _ = surface.tell(new HeardKey("k"), ANA, in("ana"), Notice.of("A schedule stopped", "the app is gone"));
        time.settle();

        assertThat(only(CHAT).card()).contains("A schedule stopped");
    }

    @Test
    void aConversationThatNobodyKnowsIsRefusedSayingWhatToDo() {
        CompletableFuture<Void> shown = surface.show(begun(in("19:elsewhere@thread.tacv2")));
        time.pass(Duration.ofSeconds(1));

        assertThatThrownBy(shown::join)
                .hasCauseInstanceOf(GaveUpException.class)
                .hasMessageContaining("add it to the team or chat");
        assertThat(teams.calls()).isEmpty();
    }

    /** The fake connector answers 429 to whatever comes too fast, so that no such answer means that the rates were kept. */
    @Test
    void twoHundredSessionsInTwentyConversationsKeepEveryRate() {
        List<CompletableFuture<Void>> last = new ArrayList<>();
        List<SessionView> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String channel = "19:channel-" + i % 20 + "@thread.tacv2";
            conversations.keep(conversation(channel, Conversation.Kind.CHANNEL));
            all.add(Views.begun(session(i), in(channel).inThread("1000")));
        }
        all.forEach(this::begin);
        for (int version = 2; version < 8; version++) {
            for (SessionView each : all) {
                begin(Views.working(each.id(), each.place(), version));
            }
            time.pass(Duration.ofSeconds(2));
        }
        all.forEach(each -> last.add(surface.show(Views.done(each.id(), each.place()))));
        time.pass(Duration.ofSeconds(30));

        assertThat(last).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(teams.calls()).noneMatch(call -> call.status() == 429);
        for (int i = 0; i < 20; i++) {
            assertThat(teams.messages("19:channel-" + i + "@thread.tacv2"))
                    .hasSize(10)
                    .allMatch(message -> message.card().contains("done"));
        }
        assertThat(surface.open()).isZero();
    }
}
