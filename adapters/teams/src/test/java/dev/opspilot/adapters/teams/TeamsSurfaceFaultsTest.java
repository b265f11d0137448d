package dev.opspilot.adapters.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.delivery.GaveUpException;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the surface makes of limits, faults, crashes and refusals. */
class TeamsSurfaceFaultsTest extends SurfaceRig {
    @Test
    void aLimitHoldsBackTheConversationAndNoOther() {
        teams.limit("POST", 17, 1);
        begin(begun(inThread()));
        time.settle();
        begin(Views.begun(session(2), inThread()));
        begin(Views.begun(session(3), in(GROUP)));
        time.pass(Duration.ofSeconds(16));
        assertThat(teams.messages(CHANNEL)).isEmpty();
        assertThat(teams.messages(GROUP)).hasSize(1);

        time.pass(Duration.ofSeconds(2));

        assertThat(teams.messages(CHANNEL)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {412, 429, 500, 502, 503, 504})
    void whatComesAndGoesIsOvercome(int status) {
        begin(begun(inThread()));
        time.settle();
        teams.refuse("PUT", status, "Trouble", "try again", 3);

        CompletableFuture<Void> last = surface.show(done(inThread()));
        time.pass(Duration.ofMinutes(2));

        assertThat(last).isCompleted();
        assertThat(only(CHANNEL).card()).contains("done");
    }

    @Test
    void aRefusalWithoutAReasonIsTriedAgainAndThenTold() {
        teams.refuse("POST", 403, "Forbidden", "no", 3);
        CompletableFuture<Void> last = surface.show(done(inThread()));
        time.pass(Duration.ofMinutes(2));
        assertThat(last).isCompleted();

        teams.refuse("POST", 403, "Forbidden", "no", 100);
        CompletableFuture<Void> other = surface.show(Views.done(session(2), inThread()));
        time.pass(Duration.ofMinutes(5));
        assertThatThrownBy(other::join).hasMessageContaining("Forbidden");
    }

    @Test
    void aPostThatNeverArrivedIsMade() {
        teams.dropBefore("POST", 1);

        CompletableFuture<Void> last = surface.show(done(inThread()));
        time.pass(Duration.ofSeconds(10));

        assertThat(last).isCompleted();
        only(CHANNEL);
    }

    /** Teams cannot be searched: the second message is made, and the first goes when a client shows it. */
    @Test
    void aPostWhoseAnswerWasLostIsMadeAgainAndTheStrayIsTakenAwayWhenSeen() {
        teams.dropAfter("POST", 1);
        CompletableFuture<Void> last = surface.show(done(inThread()));
        time.pass(Duration.ofSeconds(10));
        assertThat(last).isCompleted();
        assertThat(teams.messages(CHANNEL)).hasSize(2);
        String kept = book.find(PostKey.board(Views.ID)).orElseThrow().message();
        String stray = teams.messages(CHANNEL).getFirst().id();
        assertThat(stray).isNotEqualTo(kept);

        surface.seen(Views.ID, inThread(), kept);
        surface.seen(Views.ID, inThread(), stray);
        time.settle();

        assertThat(only(CHANNEL).id()).isEqualTo(kept);
    }

    @Test
    void anUpdateWhoseAnswerWasLostDoublesNothing() {
        begin(begun(inThread()));
        time.settle();
        teams.dropAfter("PUT", 2);

        CompletableFuture<Void> last = surface.show(done(inThread()));
        time.pass(Duration.ofSeconds(20));

        assertThat(last).isCompleted();
        assertThat(only(CHANNEL).card()).contains("done");
    }

    @Test
    void anotherProcessGoesOnWithTheSameMessage() {
        begin(begun(inThread()));
        time.settle();
        time.crash();

        CompletableFuture<Void> last = surface().show(done(inThread()));
        time.pass(Duration.ofSeconds(30));

        assertThat(last).isCompleted();
        assertThat(only(CHANNEL).card()).contains("done");
    }

    @Test
    void anotherProcessEndsTheStreamThatWasLeft() {
        begin(working(in(CHAT), 2));
        time.pass(Duration.ofSeconds(4));
        time.crash();
        assertThat(teams.messages(CHAT)).isEmpty();

        CompletableFuture<Void> last = surface().show(done(in(CHAT)));
        time.pass(Duration.ofSeconds(30));

        assertThat(last).isCompleted();
        assertThat(only(CHAT).card()).contains("done");
        assertThat(teams.lines().getLast()).isEqualTo("final of " + CHAT);
    }

    @Test
    void aStreamThatWasLeftTooLongIsShownAsAMessage() {
        begin(working(in(CHAT), 2));
        time.pass(Duration.ofSeconds(4));
        time.crash();
        time.pass(Duration.ofMinutes(10));

        CompletableFuture<Void> last = surface().show(done(in(CHAT)));
        time.pass(Duration.ofSeconds(30));

        assertThat(last).isCompleted();
        assertThat(only(CHAT).card()).contains("done");
    }

    @ParameterizedTest
    @CsvSource({
        "403, ContentStreamNotAllowed, Content stream finished due to exceeded streaming time.",
        "403, ContentStreamNotAllowed, Content stream is not allowed",
        "404, NotFound, no such stream"
    })
    void aStreamThatIsRefusedLosesNothing(int status, String code, String message) {
        begin(working(in(CHAT), 2));
        time.pass(Duration.ofSeconds(1));
        teams.refuse("POST", status, code, message, 1);

        CompletableFuture<Void> last = surface.show(done(in(CHAT)));
        time.pass(Duration.ofSeconds(10));

        assertThat(last).isCompleted();
        assertThat(only(CHAT).card()).contains("done");
    }

    @Test
    void aStreamThatCannotBeClosedIsLeftForAMessageAtOnce() {
        begin(working(in(CHAT), 2));
        time.pass(Duration.ofSeconds(1));
        teams.refuse("POST", 400, "BadRequest", "streamed content changed", 2);

        CompletableFuture<Void> last = surface.show(done(in(CHAT)));
        time.pass(Duration.ofSeconds(20));

        assertThat(last).isCompleted();
        assertThat(teams.messages(CHAT)).anyMatch(each -> each.card().contains("done"));
    }

    @Test
    void aStreamEndsWithWhatItSaid() {
        begin(working(in(CHAT), 2));
        time.pass(Duration.ofSeconds(3));
        begin(working(in(CHAT), 3));
        time.pass(Duration.ofSeconds(3));
        String said = teams.lines().getLast();
        assertThat(said).startsWith("streaming: ");

        CompletableFuture<Void> last = surface.show(done(in(CHAT)));
        time.pass(Duration.ofSeconds(10));

        assertThat(last).isCompleted();
        assertThat(only(CHAT).text()).startsWith(said.substring("streaming: ".length()));
        assertThat(only(CHAT).card()).contains("done");
    }

    @Test
    void whoStopsTheStreamStopsTheSessionAndReadsItsEnd() {
        begin(begun(in(CHAT)));
        time.pass(Duration.ofSeconds(2));
        teams.stopStream(CHAT);
        begin(working(in(CHAT), 2));
        time.pass(Duration.ofSeconds(5));
        begin(working(in(CHAT), 3));
        time.pass(Duration.ofSeconds(5));
        assertThat(stopped).hasSize(1);
        assertThat(teams.messages(CHAT)).isEmpty();

        CompletableFuture<Void> last = surface.show(done(in(CHAT)));
        time.pass(Duration.ofSeconds(5));

        assertThat(last).isCompleted();
        assertThat(only(CHAT).card()).contains("done");
    }

    @Test
    void whatIsTooLargeGoesSmallerAndThenPlain() {
        teams.refuse("POST", 413, "MessageSizeTooBig", "too large", 1);
        var _ = surface.show(done(inThread()));
        time.pass(Duration.ofSeconds(5));
        assertThat(only(CHANNEL).card()).contains("AdaptiveCard");

        teams.refuse("POST", 413, "MessageSizeTooBig", "too large", 2);
        CompletableFuture<Void> last = surface.show(Views.done(session(2), in(GROUP)));
        time.pass(Duration.ofSeconds(5));
        assertThat(last).isCompleted();
        assertThat(only(GROUP).text()).contains("See it whole on OpsPilot's page");
        assertThat(only(GROUP).activity().at("/attachments/0").isMissingNode()).isTrue();
    }

    @Test
    void anAppThatIsNotThereAnyMoreIsToldAndNotTriedAgain() {
        teams.expel(CHANNEL);

        CompletableFuture<Void> first = surface.show(begun(inThread()));
        time.pass(Duration.ofSeconds(5));
        int calls = teams.calls().size();
        CompletableFuture<Void> next = surface.show(Views.done(session(2), inThread()));
        time.pass(Duration.ofSeconds(5));

        assertThatThrownBy(first::join)
                .hasCauseInstanceOf(GaveUpException.class)
                .hasMessageContaining("BotNotInConversationRoster")
                .hasMessageContaining("add the app to the team or chat again");
        assertThat(next).isCompletedExceptionally();
        assertThat(teams.calls()).hasSize(calls);
        assertThat(conversations.find(CHANNEL).orElseThrow().gone()).isPresent();
    }

    @Test
    void aMessageThatSomebodyDeletedIsNotPostedAgain() {
        begin(begun(inThread()));
        time.settle();
        teams.delete(only(CHANNEL).id());

        CompletableFuture<Void> last = surface.show(done(inThread()));
        time.pass(Duration.ofSeconds(10));

        assertThat(last).isCompletedExceptionally();
        assertThat(teams.messages(CHANNEL)).isEmpty();
        assertThat(surface.open()).isZero();
    }

    /** A session that waits shows itself again each minute, for as long as it waits. */
    @Test
    void aMessageThatIsGoneForGoodIsTriedLessAndLessOften() {
        begin(begun(inThread()));
        time.settle();
        teams.delete(only(CHANNEL).id());
        long before = updates();

        for (int minute = 0; minute < 60; minute++) {
            var _ = surface.show(new SessionViews(begun(inThread())).at(100 + minute));
            time.pass(Duration.ofMinutes(1));
        }

        assertThat(updates() - before).isBetween(2L, 7L);
    }

    private long updates() {
        return teams.calls().stream()
                .filter(call -> call.method().equals("PUT"))
                .count();
    }

    @Test
    void aBookThatFailsForAWhileNeitherLosesNorDoublesTheMessage() {
        book.failToKeep(3);

        CompletableFuture<Void> last = surface.show(done(inThread()));
        time.pass(Duration.ofMinutes(1));

        assertThat(last).isCompleted();
        assertThat(only(CHANNEL).card()).contains("done");
        assertThat(book.look(PostKey.board(Views.ID))).isInstanceOf(PostBook.Entry.Posted.class);
    }

    @Test
    void anOutageOfMoreThanAnHourIsGivenUp() {
        teams.refuse("POST", 502, "BadGateway", "away", 1_000);

        CompletableFuture<Void> first = surface.show(begun(inThread()));
        time.pass(Duration.ofMinutes(59));
        assertThat(first).isNotDone();
        time.pass(Duration.ofMinutes(3));

        assertThat(first).isCompletedExceptionally();
    }
}
