package dev.opspilot.adapters.slack.door;

import dev.opspilot.adapters.slack.MemoryArchive;
import dev.opspilot.adapters.slack.MemoryDesk;
import dev.opspilot.adapters.slack.RecordingInbox;
import dev.opspilot.adapters.slack.SlackAdapter;
import dev.opspilot.adapters.slack.SlackSettings;
import dev.opspilot.adapters.slack.home.House;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.SlackSigner;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.MemoryPostBook;
import dev.opspilot.rituals.surface.Sources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The adapter behind a real Jetty, with a fake Slack on the other side. */
public final class SlackDoor implements AutoCloseable {
    public static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    public final RecordingInbox inbox = new RecordingInbox();
    public final MemoryPostBook book;
    public final MemoryArchive archive = new MemoryArchive();
    public final MemoryDesk desk = new MemoryDesk();
    public volatile List<Sources.Source> sources = List.of();
    public final SlackSigner signer;
    public final FakeSlack slack;
    public final SlackAdapter adapter;
    public final URI events;
    private final Server server = new Server();
    private final HttpClient http = HttpClient.newHttpClient();

    private static final URI PUBLIC = URI.create("https://ops.example.com");

    /** One workspace, by its token. */
    public SlackDoor(InstantSource clock) throws Exception {
        this(clock, (api, url) -> new SlackSettings(SECRET, "xoxb-1", api, url));
    }

    /** As the settings say, which are made of Slack's address and of OpsPilot's own. */
    public static SlackDoor ofMany(InstantSource clock, BiFunction<URI, URI, SlackSettings> settings) throws Exception {
        return new SlackDoor(clock, settings);
    }

    private SlackDoor(InstantSource clock, BiFunction<URI, URI, SlackSettings> settings) throws Exception {
        book = new MemoryPostBook(clock);
        signer = new SlackSigner(SECRET, clock);
        slack = FakeSlack.start(clock);
        AtomicInteger sessions = new AtomicInteger();
        adapter = new SlackAdapter(
                settings.apply(slack.apiUrl(), PUBLIC),
                inbox,
                book,
                new House(archive, desk, () -> sources, Minds.NONE),
                () -> new SessionId("session-" + sessions.incrementAndGet()),
                clock,
                new SplittableRandom(1));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        adapter.servlets().forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path));
        server.setHandler(context);
        server.start();
        events = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/slack/events");
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the door did not answer", e);
        }
    }

    @Override
    public void close() throws Exception {
        http.close();
        server.stop();
        adapter.close();
        slack.close();
    }
}
