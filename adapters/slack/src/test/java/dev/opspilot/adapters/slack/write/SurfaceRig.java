package dev.opspilot.adapters.slack.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.RecordingInbox;
import dev.opspilot.adapters.slack.call.CallQueues;
import dev.opspilot.adapters.slack.call.Desk;
import dev.opspilot.adapters.slack.call.SlackApi;
import dev.opspilot.adapters.slack.call.SlackCalls;
import dev.opspilot.adapters.slack.call.SlackClient;
import dev.opspilot.adapters.slack.install.Tokens;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.delivery.Backoff;
import dev.opspilot.rituals.delivery.ManualWaits;
import dev.opspilot.rituals.surface.MemoryPostBook;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The surface on real HTTP against the fake Slack; only time is by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SurfaceRig {
    public final ManualWaits time = new ManualWaits(Views.START);
    public FakeSlack slack;
    public MemoryPostBook book;
    public RecordingInbox inbox;
    public SlackSurface surface;
    private int nodes;

    @BeforeAll
    public void open() {
        slack = FakeSlack.start(time);
    }

    @AfterAll
    public void close() {
        slack.close();
    }

    @AfterEach
    public void noCallWasWrong() {
        assertThat(slack.invalid()).isEmpty();
    }

    @BeforeEach
    public void fresh() {
        time.pass(Duration.ofHours(3));
        slack.forget();
        book = new MemoryPostBook(time);
        inbox = new RecordingInbox();
        surface = surface();
    }

    /** As after a start of the process: only the post book is left. */
    public SlackSurface surface() {
        return new SlackSurface(desk(), PageLinks.on(URI.create("https://ops.example.com")));
    }

    public Desk desk() {
        return new Desk(
                api(),
                new CallQueues(time, time),
                book,
                new PostBook.Writer("node-" + ++nodes),
                time,
                new Backoff(new SplittableRandom(7)),
                inbox,
                time);
    }

    public SlackApi api() {
        return new SlackApi(SlackClient.to(slack.apiUrl()).methods(), Tokens.single("xoxb-1"));
    }

    public SlackCalls calls() {
        return api().in("T1");
    }

    public void begin(SessionView view) {
        var _ = surface.show(view);
    }

    public static SessionView begun() {
        return Views.begun(Views.ID, Views.CHANNEL);
    }

    public static SessionView working(long version) {
        return Views.working(Views.ID, Views.CHANNEL, version);
    }

    public static SessionView done() {
        return Views.done(Views.ID, Views.CHANNEL);
    }

    public static Place place(String channel) {
        return new Place("slack", "T1", channel, Optional.empty());
    }

    public FakeSlack.Posted only() {
        assertThat(slack.messages("C1")).hasSize(1);
        return slack.messages("C1").getFirst();
    }

    public String headline() {
        return headline(only());
    }

    public static String headline(FakeSlack.Posted message) {
        return message.blocks().path(0).at("/text/text").asText();
    }
}
