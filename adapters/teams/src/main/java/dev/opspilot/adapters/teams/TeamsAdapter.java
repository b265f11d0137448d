package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.delivery.Backoff;
import dev.opspilot.rituals.delivery.ThreadWaits;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Directory;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.TimeZones;
import jakarta.servlet.http.HttpServlet;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Microsoft Teams, whole: the servlet that hears and the surface that shows. Thread-safe. */
public final class TeamsAdapter implements AutoCloseable {
    /** Where the servlet belongs. */
    public static final String PATH = "/api/messages";

    private static final Logger LOG = LoggerFactory.getLogger(TeamsAdapter.class);
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final ThreadWaits waits = new ThreadWaits("teams");
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final TeamsSurface surface;
    private final Directory directory;
    private final TimeZones timeZones;
    private final MessagesServlet servlet;

    /**
     * Calls nobody yet.
     *
     * @param ids makes the ids of new sessions
     * @param random spreads retries in time
     */
    public TeamsAdapter(
            TeamsSettings settings,
            TeamsHouse house,
            PostBook book,
            Conversations conversations,
            Supplier<SessionId> ids,
            InstantSource clock,
            RandomGenerator random) {
        if (settings.auth() instanceof TeamsAuth.Off) {
            LOG.warn("TEAMS_AUTH=off: whoever reaches /api/messages from this machine is believed to be Teams, and is"
                    + " who he says. Never set it where other people can log in.");
        }
        Conversations known = new KnownConversations(conversations);
        Connector connector = new Connector(http, AccessTokens.of(settings.appId(), settings.auth()));
        Desk desk = new Desk(
                connector,
                new CallQueue(clock, waits),
                new Streams(),
                known,
                book,
                new PostBook.Writer(UUID.randomUUID().toString()),
                waits,
                new Backoff(random),
                settings.targeted(),
                view -> stopped(house.inbox(), view),
                clock);
        PageLinks links = PageLinks.on(settings.publicUrl());
        this.surface = new TeamsSurface(desk, links);
        this.directory = settings.auth() instanceof TeamsAuth.Off
                ? new Believing()
                : new TeamsDirectory(connector, known, clock);
        this.timeZones = new HeardTimeZones(known);
        Boards boards = new Boards(surface::newest, house.archive(), links, waits, clock);
        Hearing hearing = new Hearing(house.inbox(), house.desk(), waits);
        Dialogs dialogs = new Dialogs(hearing, ids, known, boards, new OrderDialogs(hearing, house.desk()));
        TeamsInbox heard = new TeamsInbox(
                known,
                settings.hosts(),
                surface,
                new Messages(house.inbox(), book, known, ids, surface, clock),
                new Invokes(hearing, house, book, ids, surface, boards, dialogs, waits));
        Optional<TokenCheck> check = settings.auth() instanceof TeamsAuth.Off
                ? Optional.empty()
                : Optional.of(new TokenCheck(new SigningKeys(http, settings.openId(), clock), settings.appId(), clock));
        this.servlet = new MessagesServlet(check, settings.auth().tenant(), settings.hosts(), heard);
    }

    /** Where whoever calls is believed, nobody is a guest: a client on this machine has no roster to ask. */
    private static final class Believing implements Directory {
        @Override
        public String surface() {
            return TeamsSurface.NAME;
        }

        @Override
        public Standing standing(Person person, Place place) {
            return new Standing(true, Set.of());
        }
    }

    /** Who stops the stream of a message stops its session: that is what the button in Teams says. */
    private static void stopped(Inbox inbox, SessionView view) {
        inbox.accept(new Heard.Pressed(
                new HeardKey("teams/streamstopped/" + view.id()),
                view.actor(),
                view.place(),
                view.id(),
                new Heard.Button.Stop()));
    }

    /** Takes {@code POST /api/messages}. */
    public HttpServlet servlet() {
        return servlet;
    }

    public ChatSurface surface() {
        return surface;
    }

    public Directory directory() {
        return directory;
    }

    public TimeZones timeZones() {
        return timeZones;
    }

    /** Stops writing. What was not written yet is in the sessions' logs, and is written after the next start. */
    @Override
    public void close() {
        waits.close();
        http.shutdownNow();
    }
}
