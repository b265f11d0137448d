package dev.opspilot.adapters.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.teams.testkit.FakeConnector;
import dev.opspilot.rituals.delivery.Backoff;
import dev.opspilot.rituals.delivery.ManualWaits;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.MemoryPostBook;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The surface on real HTTP against the fake connector; only time is by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SurfaceRig {
    static final String CHAT = "a:ana";
    static final String GROUP = "19:group@thread.v2";
    static final String CHANNEL = "19:ops@thread.tacv2";
    static final String TENANT = "tenant-1";

    final ManualWaits time = new ManualWaits(Views.START);
    final HttpClient http = HttpClient.newHttpClient();
    final List<SessionView> stopped = new ArrayList<>();
    FakeConnector teams;
    MemoryPostBook book;
    MemoryConversations conversations;
    TeamsSurface surface;
    private int surfaces;

    @BeforeAll
    void open() {
        teams = FakeConnector.start(time);
    }

    @AfterAll
    void close() {
        http.close();
        teams.close();
    }

    @BeforeEach
    void fresh() {
        time.crash();
        time.pass(Duration.ofHours(3));
        teams.forget();
        stopped.clear();
        book = new MemoryPostBook(time);
        conversations = new MemoryConversations(time);
        conversations.keep(conversation(CHAT, Conversation.Kind.PERSONAL));
        conversations.keep(conversation(GROUP, Conversation.Kind.GROUP));
        conversations.keep(conversation(CHANNEL, Conversation.Kind.CHANNEL));
        surface = surface();
    }

    Conversation conversation(String channel, Conversation.Kind kind) {
        return new Conversation(
                channel,
                kind,
                TENANT,
                teams.serviceUrl(),
                "28:app",
                kind == Conversation.Kind.CHANNEL ? Optional.of("team-1") : Optional.empty(),
                kind == Conversation.Kind.PERSONAL ? Optional.of("ana") : Optional.empty(),
                Optional.empty());
    }

    /** As after a start of the process: only what is kept is left. */
    TeamsSurface surface() {
        return surface(false);
    }

    TeamsSurface surface(boolean targeted) {
        Desk desk = new Desk(
                new Connector(http, Optional::empty),
                new CallQueue(time, time),
                new Streams(),
                conversations,
                book,
                new PostBook.Writer("process-" + surfaces++),
                time,
                new Backoff(new SplittableRandom(7)),
                targeted,
                stopped::add,
                time);
        return new TeamsSurface(desk, PageLinks.on(URI.create("https://ops.example.com")));
    }

    static Place in(String channel) {
        return new Place("teams", TENANT, channel, Optional.empty());
    }

    static Place inThread() {
        return in(CHANNEL).inThread("1000");
    }

    void begin(SessionView view) {
        var _ = surface.show(view);
    }

    static SessionView begun(Place place) {
        return Views.begun(Views.ID, place);
    }

    static SessionView working(Place place, long version) {
        return Views.working(Views.ID, place, version);
    }

    static SessionView done(Place place) {
        return Views.done(Views.ID, place);
    }

    /** Still at work, with its findings. */
    static SessionView found(Place place, long version) {
        SessionView done = done(place);
        return new SessionView(
                done.id(),
                version,
                done.ritual(),
                done.intent(),
                done.understood(),
                SessionView.Status.RUNNING,
                "",
                done.startedAt(),
                done.firstInsightAt(),
                Optional.empty(),
                done.actor(),
                done.place(),
                done.plan(),
                done.findings(),
                done.telling(),
                done.widgets(),
                done.plays(),
                done.workflow(),
                done.followUps(),
                done.receipts(),
                done.diagnosis(),
                done.questions(),
                done.ratings(),
                done.announcements());
    }

    static SessionId session(int number) {
        return new SessionId("session-" + number);
    }

    FakeConnector.Posted only(String channel) {
        assertThat(teams.messages(channel)).hasSize(1);
        return teams.messages(channel).getFirst();
    }
}
