package dev.opspilot.adapters.slack.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Announcement.State;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Announcements on the fake Slack: posted once whatever goes wrong on the way, and harmless. */
public class AnnouncementsTest extends SurfaceRig {
    private static final Place STATUS = place("C2");
    private static final Announcement WANTED = announcement(
            "a1",
            STATUS,
            "Cards are slow <!channel> @here <https://evil.example|click>\nMore at 15:00.",
            new State.Posting());

    @Test
    public void isPostedOnceAndHarmless() {
        CompletableFuture<PostRef> first = surface.announce(Views.ID, WANTED);
        time.pass(Duration.ofSeconds(3));
        CompletableFuture<PostRef> again = surface.announce(Views.ID, WANTED);
        CompletableFuture<PostRef> elsewhere = surface().announce(Views.ID, WANTED);
        time.pass(Duration.ofSeconds(3));

        assertThat(again).isCompletedWithValue(first.join());
        assertThat(elsewhere).isCompletedWithValue(first.join());
        FakeSlack.Posted message = onlyIn("C2");
        assertThat(message.text())
                .isEqualTo("Cards are slow &lt;!channel&gt; ＠here &lt;https://evil.example|click&gt;");
        assertThat(message.blocks().toString())
                .contains("More at 15:00.")
                .contains("Posted by ana with OpsPilot")
                .doesNotContain("<!channel>")
                .doesNotContain("<https:");
        assertThat(book.sessionAt(first.join())).isEmpty();
    }

    @Test
    public void isFoundAgainWhereTheAnswerWasLost() {
        slack.dropAfter("chat.postMessage", 1);
        CompletableFuture<PostRef> posted = surface.announce(Views.ID, WANTED);
        time.pass(Duration.ofMinutes(1));

        assertThat(posted).isCompleted();
        onlyIn("C2");
    }

    @Test
    public void whoseChannelIsArchivedLearnsIt() {
        slack.refuse("chat.postMessage", "is_archived", 1);
        CompletableFuture<PostRef> posted = surface.announce(Views.ID, WANTED);
        time.pass(Duration.ofSeconds(3));

        assertThat(posted).isCompletedExceptionally();
        assertThat(posted.handle((_, failure) -> failure).join()).hasMessageContaining("archived");
        assertThat(slack.messages("C2")).isEmpty();
    }

    private FakeSlack.Posted onlyIn(String channel) {
        assertThat(slack.messages(channel)).hasSize(1);
        return slack.messages(channel).getFirst();
    }

    public static Announcement announcement(String key, Place to, String text, State state) {
        return new Announcement(
                new HeardKey(key),
                Views.ANA,
                Views.CHANNEL,
                new WidgetId("comms"),
                "Status page",
                to,
                text,
                Views.START,
                state);
    }
}
