package dev.opspilot.adapters.slack.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.draw.GoldenTest;
import dev.opspilot.adapters.slack.draw.OverflowTest;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is shown, in which order, and how often. */
class SlackSurfaceTest extends SurfaceRig {
    @Test
    void aSessionIsPostedOnceAndThenUpdatedInPlace() {
        CompletableFuture<Void> first = surface.show(begun());
        time.settle();
        assertThat(first).isCompleted();
        assertThat(headline()).endsWith("working");

        CompletableFuture<Void> last = surface.show(done());
        time.pass(Duration.ofSeconds(1));

        assertThat(last).isCompleted();
        assertThat(headline()).endsWith("done");
        assertThat(slack.calls("chat.postMessage")).hasSize(1);
        assertThat(book.find(PostKey.board(Views.ID))).contains(new PostRef("C1", only().ts()));
    }

    @Test
    void manyViewsBecomeFewUpdatesAndEachIsAnswered() {
        List<CompletableFuture<Void>> shown = new ArrayList<>();
        for (long version = 3; version < 303; version++) {
            shown.add(surface.show(working(version)));
            time.pass(Duration.ofMillis(100));
        }
        shown.add(surface.show(new SessionViews(done()).at(999)));
        time.pass(Duration.ofSeconds(3));

        assertThat(shown).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(headline()).endsWith("done");
        assertThat(slack.calls("chat.update")).hasSizeBetween(8, 13);
        assertThat(gaps("chat.update").subList(1, gaps("chat.update").size() - 1))
                .allMatch(gap -> gap.compareTo(Duration.ofSeconds(3)) >= 0);
    }

    @Test
    void aViewThatComesLateNeverTurnsTheMessageBack() {
        CompletableFuture<Void> newer = surface.show(done());
        CompletableFuture<Void> older = surface.show(begun());
        time.pass(Duration.ofSeconds(10));
        CompletableFuture<Void> oldest = surface.show(begun());
        time.pass(Duration.ofSeconds(10));

        assertThat(List.of(newer, older, oldest)).allMatch(CompletableFuture::isDone);
        assertThat(headline()).endsWith("done");
        assertThat(slack.calls()).hasSize(1);
    }

    @Test
    void nothingIsKeptOfAMessageThatHasItsLastState() {
        begin(begun());
        time.settle();
        assertThat(surface.open()).isEqualTo(1);

        begin(done());
        time.pass(Duration.ofSeconds(5));

        assertThat(surface.open()).isZero();
        assertThat(time.idle()).isTrue();
    }

    @Test
    void anAnswerIsPostedInItsThreadOnceForItsKey() {
        Answer answer = GoldenTest.answer(done());
        slack.dropAfter("chat.postMessage", 1);

        CompletableFuture<Void> first = surface.answer(answer);
        CompletableFuture<Void> again = surface.answer(answer);
        time.pass(Duration.ofSeconds(10));
        CompletableFuture<Void> onAnotherNode = surface().answer(answer);
        time.pass(Duration.ofSeconds(10));

        assertThat(List.of(first, again, onAnotherNode)).allMatch(CompletableFuture::isDone);
        assertThat(only().thread()).contains("1700000000.000001");
        assertThat(only().blocks().toString()).contains("<@U1> *Why OpsPilot says this*", "Billing · ");
        assertThat(slack.calls("chat.postMessage")).hasSize(1);
        assertThat(surface.open()).isZero();
    }

    @Test
    void whatAMessageDoesNotHoldFollowsInItsThreadAndChangesWithIt() {
        SessionView full = OverflowTest.crowded(done(), 60);
        begin(full);
        time.pass(Duration.ofSeconds(20));

        List<FakeSlack.Posted> posted = slack.messages("C1");
        List<FakeSlack.Posted> thread = posted.subList(1, posted.size());
        assertThat(thread)
                .hasSizeGreaterThan(1)
                .allMatch(each ->
                        each.thread().equals(Optional.of(posted.getFirst().ts())));
        for (int at = 1; at <= thread.size(); at++) {
            assertThat(thread.get(at - 1).text()).endsWith("goes on (" + at + " of " + thread.size() + ")");
        }

        begin(new SessionViews(done()).at(full.version() + 1));
        time.pass(Duration.ofSeconds(20));
        begin(new SessionViews(done()).at(full.version() + 1));
        time.pass(Duration.ofSeconds(20));

        assertThat(slack.messages("C1")).hasSameSizeAs(posted);
        assertThat(slack.messages("C1").subList(1, posted.size()))
                .allMatch(each -> each.blocks().toString().contains("has moved to the messages before"));
    }

    @Test
    void aPlaceElsewhereIsRefused() {
        Place elsewhere = new Place("console", "", "page", Optional.empty());

        assertThat(surface.show(Views.begun(Views.ID, elsewhere))).isCompletedExceptionally();
    }

    @Test
    void twoHundredSessionsInTwentyChannelsKeepSlacksTiersAndAllEnd() {
        slack.keepTiers();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            begin(Views.begun(new SessionId("s-" + i), place("C" + i % 20)));
        }
        for (long version = 3; version < 23; version++) {
            time.pass(Duration.ofSeconds(1));
            for (int i = 0; i < 200; i++) {
                begin(Views.working(new SessionId("s-" + i), place("C" + i % 20), version));
            }
        }
        for (int i = 0; i < 200; i++) {
            SessionView done = Views.done(new SessionId("s-" + i), place("C" + i % 20));
            ends.add(surface.show(new SessionViews(done).at(99)));
        }
        time.pass(Duration.ofMinutes(10));

        assertThat(ends).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(slack.calls()).allSatisfy(call -> assertThat(call.error()).isEmpty());
        for (int i = 0; i < 20; i++) {
            assertThat(slack.messages("C" + i))
                    .hasSize(10)
                    .allSatisfy(message -> assertThat(headline(message)).endsWith("done"));
        }
        assertThat(surface.open()).isZero();
    }

    private List<Duration> gaps(String method) {
        List<Instant> at =
                slack.calls(method).stream().map(FakeSlack.Called::at).toList();
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < at.size(); i++) {
            gaps.add(Duration.between(at.get(i - 1), at.get(i)));
        }
        return gaps;
    }
}
