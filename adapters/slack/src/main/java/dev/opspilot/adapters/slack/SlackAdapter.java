package dev.opspilot.adapters.slack;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.response.Response;
import dev.opspilot.adapters.slack.SlackSettings.Install;
import dev.opspilot.adapters.slack.call.CallQueues;
import dev.opspilot.adapters.slack.call.Desk;
import dev.opspilot.adapters.slack.call.DirectMessages;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.call.SlackApi;
import dev.opspilot.adapters.slack.call.SlackClient;
import dev.opspilot.adapters.slack.call.SlackDirectory;
import dev.opspilot.adapters.slack.call.Teller;
import dev.opspilot.adapters.slack.door.AgentPane;
import dev.opspilot.adapters.slack.door.AgentStatus;
import dev.opspilot.adapters.slack.door.ChangeDoor;
import dev.opspilot.adapters.slack.door.CommandDoor;
import dev.opspilot.adapters.slack.door.CommsDoor;
import dev.opspilot.adapters.slack.door.FormDoor;
import dev.opspilot.adapters.slack.door.Hearing;
import dev.opspilot.adapters.slack.door.HomeDoor;
import dev.opspilot.adapters.slack.door.Launcher;
import dev.opspilot.adapters.slack.door.Modals;
import dev.opspilot.adapters.slack.door.PressDoor;
import dev.opspilot.adapters.slack.door.Reach;
import dev.opspilot.adapters.slack.door.ReasonDoor;
import dev.opspilot.adapters.slack.door.ReceiptsDrawing;
import dev.opspilot.adapters.slack.door.Replies;
import dev.opspilot.adapters.slack.door.SlackInbox;
import dev.opspilot.adapters.slack.door.Threads;
import dev.opspilot.adapters.slack.door.Venues;
import dev.opspilot.adapters.slack.door.WordsDoor;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.home.Home;
import dev.opspilot.adapters.slack.home.HomeDrawing;
import dev.opspilot.adapters.slack.home.House;
import dev.opspilot.adapters.slack.install.InstallEvents;
import dev.opspilot.adapters.slack.install.OAuthApp;
import dev.opspilot.adapters.slack.install.OAuthInstalls;
import dev.opspilot.adapters.slack.install.Tokens;
import dev.opspilot.adapters.slack.write.SlackSurface;
import dev.opspilot.rituals.delivery.Backoff;
import dev.opspilot.rituals.delivery.CallWatch;
import dev.opspilot.rituals.delivery.ThreadWaits;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Directory;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.TimeZones;
import jakarta.servlet.http.HttpServlet;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slack, whole: the servlets or the socket that hear, and the surface that shows. Thread-safe. */
public final class SlackAdapter implements AutoCloseable {
    /** Where Slack sends what it has to say. */
    public static final String EVENTS_PATH = "/slack/events";

    private static final Logger LOG = LoggerFactory.getLogger(SlackAdapter.class);

    private final ThreadWaits waits = new ThreadWaits("slack");
    private final Slack slack;
    private final SlackChat chat;
    private final Optional<OAuthInstalls> installs;
    private final App app;
    private final Map<String, HttpServlet> servlets = new HashMap<>();
    private final Optional<SlackSocket> socket;
    private final SlackDirectory directory;
    private volatile CallWatch watch = CallWatch.NONE;

    /**
     * Calls nobody yet.
     *
     * @param inbox takes what was heard, on the thread that answers Slack: it should take milliseconds
     * @param house what App Home and the modals show
     * @param ids makes the ids of new sessions
     * @param random spreads retries in time
     */
    public SlackAdapter(
            SlackSettings settings,
            Inbox inbox,
            PostBook book,
            House house,
            Supplier<SessionId> ids,
            InstantSource clock,
            RandomGenerator random) {
        this.slack = SlackClient.to(settings.apiUrl(), () -> watch);
        this.installs = installs(settings.install(), clock);
        Tokens tokens = tokens(settings.install());
        SlackApi api = new SlackApi(slack.methods(), tokens);
        this.directory = new SlackDirectory(slack.methods(), tokens, clock);
        PostBook.Writer writer = new PostBook.Writer(SlackIds.SURFACE + "-" + Long.toHexString(random.nextLong()));
        Desk desk = new Desk(api, new CallQueues(clock, waits), book, writer, waits, new Backoff(random), inbox, clock);
        PageLinks links = PageLinks.on(settings.publicUrl());
        DoorCalls doorCalls = new DoorCalls(api);
        Teller teller = new Teller(doorCalls, desk);
        DirectMessages directs = new DirectMessages(doorCalls);
        AgentStatus status = new AgentStatus(doorCalls, desk);
        Home home = new Home(new HomeDrawing(house, links), doorCalls, desk);
        this.chat = new SlackChat(new SlackSurface(desk, links), teller, directs, desk, links, status, home);
        this.app = app(slack, installs);
        Hearing hearing = new Hearing(inbox, house.desk(), ids, clock);
        Replies replies = new Replies(links, house.desk());
        Threads threads = new Threads(book, house.archive());
        Modals modals = new Modals(doorCalls, desk, hearing, teller);
        Launcher launcher = new Launcher(modals, doorCalls);
        Reach reach = new Reach(doorCalls);
        AgentPane pane = new AgentPane(hearing, threads, status, doorCalls, desk);
        new SlackInbox(
                        new CommandDoor(hearing, new Venues(doorCalls, directs, desk), replies),
                        new WordsDoor(hearing, threads, teller, replies),
                        new PressDoor(
                                hearing, teller, replies, house.archive(), modals, new ReceiptsDrawing(links), clock),
                        new FormDoor(hearing, launcher, reach, links),
                        new ReasonDoor(hearing, teller, house.archive(), modals),
                        new ChangeDoor(hearing, house.desk(), modals, reach),
                        new CommsDoor(hearing, house.archive(), modals, reach),
                        new HomeDoor(hearing, home, pane, launcher),
                        pane)
                .listen(app);
        installs.ifPresentOrElse(
                each -> each.listen(app),
                () -> new InstallEvents((tenant, _) -> LOG.error(
                                "OpsPilot was taken out of {}: install it there again and set SLACK_BOT_TOKEN",
                                tenant.id()))
                        .listen(app));
        app.start();
        settings.signingSecret()
                .ifPresent(
                        secret -> servlets.put(EVENTS_PATH, new SlackServlet(app, new SignatureCheck(secret, clock))));
        installs.ifPresent(each -> {
            servlets.put(OAuthApp.INSTALL_PATH, each.installServlet());
            servlets.put(OAuthApp.REDIRECT_PATH, each.redirectServlet());
        });
        this.socket = settings.appToken().map(token -> new SlackSocket(slack, token, app));
    }

    private Optional<OAuthInstalls> installs(Install install, InstantSource clock) {
        return switch (install) {
            case Install.OneWorkspace _ -> Optional.empty();
            case Install.ByOAuth by ->
                Optional.of(new OAuthInstalls(by.app(), by.installations(), by.states(), slack.methods(), clock));
        };
    }

    private Tokens tokens(Install install) {
        return switch (install) {
            case Install.OneWorkspace(String botToken) -> Tokens.single(botToken);
            case Install.ByOAuth _ -> installs.orElseThrow().tokens();
        };
    }

    /** Bolt without its middleware: the signature is checked before it, and nothing on the way may call Slack. */
    private static App app(Slack slack, Optional<OAuthInstalls> installs) {
        AppConfig config = AppConfig.builder()
                .slack(slack)
                .clientId(null)
                .clientSecret(null)
                .allEventsApiAutoAckEnabled(true)
                .unmatchedRequestHandler(_ -> Response.ok())
                .build();
        List<Middleware> middleware =
                installs.map(OAuthInstalls::learning).stream().toList();
        return new App(config, middleware);
    }

    /** Tells of every call from now on. */
    public void watch(CallWatch calls) {
        watch = calls;
    }

    /** Opens the socket, where there is one, and begins to renew tokens. Returns at once. */
    public void start() {
        installs.ifPresent(OAuthInstalls::start);
        socket.ifPresent(SlackSocket::start);
    }

    /** What is served over HTTP, by path: what Slack sends, and the pages of the installation. */
    public Map<String, HttpServlet> servlets() {
        return Map.copyOf(servlets);
    }

    /** Every listener there is. */
    public App app() {
        return app;
    }

    /** Who people are there. */
    public Directory directory() {
        return directory;
    }

    /** Where people there are in time. */
    public TimeZones timeZones() {
        return directory;
    }

    public ChatSurface surface() {
        return chat;
    }

    /** Stops writing. What was not written yet is in the sessions' logs, and is written after the next start. */
    @Override
    public void close() {
        socket.ifPresent(SlackSocket::close);
        installs.ifPresent(OAuthInstalls::close);
        waits.close();
        try {
            slack.close();
        } catch (Exception e) {
            throw new IllegalStateException("the client of Slack did not close", e);
        }
    }
}
