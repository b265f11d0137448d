package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.testkit.FakeConnector;
import dev.opspilot.adapters.teams.testkit.TokenMaker;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.MemoryPostBook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The adapter behind a real Jetty, with a fake connector on the other side and tokens of our own. */
final class TeamsDoor implements AutoCloseable {
    static final String APP = "11111111-2222-3333-4444-555555555555";
    static final String TENANT = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    final RecordingInbox inbox = new RecordingInbox();
    final ScriptedDecisions decisions = new ScriptedDecisions(inbox);
    final KnownSessions views = new KnownSessions();
    final ScriptedDesk desk = new ScriptedDesk();
    final MemoryPostBook book;
    final MemoryConversations conversations;
    final FakeConnector teams;
    final TokenMaker tokens;
    final TeamsAdapter adapter;
    private final URI messages;
    private final Server server = new Server();
    private final HttpClient http = HttpClient.newHttpClient();

    TeamsDoor(InstantSource clock, ServiceHosts hosts, TeamsAuth auth) throws Exception {
        book = new MemoryPostBook(clock);
        conversations = new MemoryConversations(clock);
        teams = FakeConnector.start(clock);
        tokens = TokenMaker.start(clock);
        AtomicInteger sessions = new AtomicInteger();
        adapter = new TeamsAdapter(
                new TeamsSettings(APP, auth, tokens.openId(), hosts, URI.create("https://ops.example.com"), false),
                new TeamsHouse(inbox, decisions, views, desk),
                book,
                conversations,
                () -> new SessionId("session-" + sessions.incrementAndGet()),
                clock,
                new SplittableRandom(1));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(adapter.servlet()), "/api/messages");
        server.setHandler(context);
        server.start();
        messages = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/api/messages");
    }

    HttpResponse<String> send(Optional<String> header, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(messages)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        header.ifPresent(each -> request.header("Authorization", each));
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the door did not answer", e);
        }
    }

    URI url() {
        return messages;
    }

    @Override
    public void close() throws Exception {
        http.close();
        server.stop();
        adapter.close();
        teams.close();
        tokens.close();
    }
}
