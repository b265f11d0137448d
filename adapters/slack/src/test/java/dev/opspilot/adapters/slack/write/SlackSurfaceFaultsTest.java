package dev.opspilot.adapters.slack.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.adapters.slack.call.SlackCalls;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.SlackMessage;
import dev.opspilot.rituals.delivery.GaveUpException;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the surface makes of limits, faults, crashes and refusals. */
class SlackSurfaceFaultsTest extends SurfaceRig {
    @Test
    void aLimitIsKeptByEverybodyWhoWaitsForTheMethod() {
        slack.limit("chat.postMessage", 17, 1);
        begin(begun());
        time.settle();
        begin(Views.begun(new SessionId("other"), place("C2")));
        time.pass(Duration.ofSeconds(16));
        assertThat(slack.calls()).hasSize(1);

        time.pass(Duration.ofSeconds(2));

        assertThat(slack.messages("C1")).hasSize(1);
        assertThat(slack.messages("C2")).hasSize(1);
    }

    @Test
    void whatAnotherNodePostedMeanwhileIsNotPostedAgain() {
        slack.limit("chat.postMessage", 17, 1);
        begin(begun());
        time.settle();

        CompletableFuture<Void> last = surface().show(done());
        time.pass(Duration.ofMinutes(1));

        assertThat(last).isCompleted();
        only();
        assertThat(slack.calls("chat.postMessage")).hasSize(2);
    }

    @Test
    void whatAnotherNodeTriedMeanwhileIsLookedForFirst() {
        slack.limit("chat.postMessage", 17, 1);
        begin(Views.begun(new SessionId("other"), place("C2")));
        time.settle();
        CompletableFuture<Void> last = surface.show(done());
        time.settle();
        PostKey key = PostKey.board(Views.ID);
        PostBook.Writer other = new PostBook.Writer("another");
        var _ = book.claim(key, other);
        var _ = calls().post(Views.CHANNEL, new SlackMessage(key, "hello", List.of(Blocks.section("hello"))));

        time.pass(Duration.ofMinutes(1));

        assertThat(last).isCompleted();
        assertThat(headline()).endsWith("done");
    }

    @Test
    void faultsOfSlackAndOfTheNetAreOvercome() {
        begin(begun());
        time.settle();
        slack.breakDown("chat.update", 3);
        slack.dropBefore("chat.update", 2);
        slack.refuse("chat.update", "internal_error", 1);

        CompletableFuture<Void> last = surface.show(done());
        time.pass(Duration.ofMinutes(2));

        assertThat(last).isCompleted();
        assertThat(headline()).endsWith("done");
        assertThat(slack.calls("chat.update")).hasSize(7);
    }

    @Test
    void aPostWhoseAnswerWasLostIsFoundAndNotMadeAgain() {
        slack.dropAfter("chat.postMessage", 1);

        CompletableFuture<Void> last = surface.show(done());
        time.pass(Duration.ofSeconds(10));

        assertThat(last).isCompleted();
        assertThat(headline()).endsWith("done");
        assertThat(slack.calls("chat.postMessage")).hasSize(1);
    }

    @Test
    void aPostThatNeverArrivedIsMade() {
        slack.dropBefore("chat.postMessage", 1);

        CompletableFuture<Void> last = surface.show(done());
        time.pass(Duration.ofSeconds(10));

        assertThat(last).isCompleted();
        only();
        assertThat(slack.calls("chat.postMessage")).hasSize(2);
    }

    @Test
    void aCrashBetweenPostingAndRememberingDoesNotDouble() {
        slack.dropAfter("chat.postMessage", 1);
        begin(begun());
        time.settle();
        time.crash();
        assertThat(book.look(PostKey.board(Views.ID))).isInstanceOf(PostBook.Entry.Tried.class);
        noise(250);

        CompletableFuture<Void> last = surface().show(done());
        time.pass(PostBook.CLAIM.plusSeconds(20));

        assertThat(last).isCompleted();
        assertThat(slack.messages("C1")).hasSize(251);
        assertThat(headline(slack.messages("C1").getFirst())).endsWith("done");
    }

    @Test
    void anotherNodeGoesOnWithTheSameMessage() {
        begin(begun());
        time.settle();
        time.crash();

        CompletableFuture<Void> last = surface().show(done());
        time.pass(Duration.ofSeconds(5));

        assertThat(last).isCompleted();
        assertThat(headline()).endsWith("done");
        assertThat(slack.calls("chat.postMessage")).hasSize(1);
        assertThat(slack.calls("conversations.history")).isEmpty();
    }

    @Test
    void aBookThatFailsForAWhileNeitherLosesNorDoublesTheMessage() {
        book.failToKeep(3);

        CompletableFuture<Void> last = surface.show(done());
        time.pass(Duration.ofMinutes(1));

        assertThat(last).isCompleted();
        assertThat(headline()).endsWith("done");
        assertThat(slack.calls("chat.postMessage")).hasSize(1);
        assertThat(book.find(PostKey.board(Views.ID))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_blocks", "msg_too_long"})
    void whatSlackDoesNotTakeIsSaidPlainly(String error) {
        begin(begun());
        time.settle();
        slack.refuse("chat.update", error, 1);

        CompletableFuture<Void> last = surface.show(done());
        time.pass(Duration.ofSeconds(10));

        assertThat(last).isCompleted();
        assertThat(only().blocks()).hasSize(1);
        assertThat(only().text()).contains("· done").contains("See it whole on OpsPilot's page");
    }

    @Test
    void aPublicChannelIsJoinedBeforeItIsWrittenTo() {
        slack.withoutBot("C1", true);

        CompletableFuture<Void> last = surface.show(done());
        time.pass(Duration.ofSeconds(10));

        assertThat(last).isCompleted();
        assertThat(headline()).endsWith("done");
        assertThat(slack.calls("conversations.join")).hasSize(1);
    }

    @Test
    void aClosedChannelIsGivenUpSayingWhatToDo() {
        slack.withoutBot("C1", false);

        CompletableFuture<Void> first = surface.show(begun());
        time.pass(Duration.ofSeconds(5));
        int calls = slack.calls().size();
        CompletableFuture<Void> soonAfter = surface.show(working(3));
        time.pass(Duration.ofSeconds(5));

        assertThatThrownBy(first::join)
                .hasCauseInstanceOf(GaveUpException.class)
                .hasMessageContaining("not_in_channel")
                .hasMessageContaining("/invite @OpsPilot");
        assertThat(soonAfter).isCompletedExceptionally();
        assertThat(slack.calls()).hasSize(calls);
        assertThat(slack.messages("C1")).isEmpty();
    }

    @Test
    void theLastStateIsTriedEvenAfterGivingUp() {
        slack.refuse("chat.postMessage", "is_archived", 1);
        CompletableFuture<Void> first = surface.show(begun());
        time.settle();

        CompletableFuture<Void> last = surface.show(done());
        time.pass(Duration.ofSeconds(5));

        assertThat(first).isCompletedExceptionally();
        assertThat(last).isCompleted();
        assertThat(headline()).endsWith("done");
    }

    @Test
    void aMessageThatSomebodyDeletedIsNotPostedAgain() {
        begin(begun());
        time.settle();
        slack.delete("C1", only().ts());

        CompletableFuture<Void> last = surface.show(done());
        time.pass(Duration.ofSeconds(10));

        assertThat(last).isCompletedExceptionally();
        assertThat(slack.messages("C1")).isEmpty();
        assertThat(surface.open()).isZero();
    }

    @Test
    void anOutageOfMoreThanAnHourIsGivenUp() {
        slack.breakDown("chat.postMessage", 1_000);

        CompletableFuture<Void> first = surface.show(begun());
        time.pass(Duration.ofMinutes(59));
        assertThat(first).isNotDone();
        time.pass(Duration.ofMinutes(3));

        assertThat(first).isCompletedExceptionally();
    }

    /** Others write in the channel too, so that the message is some pages away. */
    private void noise(int messages) {
        SlackCalls others = calls();
        for (int i = 0; i < messages; i++) {
            SlackMessage message = new SlackMessage(
                    PostKey.board(new SessionId("other-" + i)), "hello", List.of(Blocks.section("hello")));
            var _ = others.post(Views.CHANNEL, message);
        }
    }
}
