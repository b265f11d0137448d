package dev.opspilot.bot.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.session.SessionFeed;
import dev.opspilot.rituals.surface.Answer.Content.Document;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import jakarta.servlet.Servlet;
import java.time.InstantSource;
import java.util.Optional;

/**
 * OpsPilot as an MCP server over Streamable HTTP, without sessions of the protocol: each request stands alone, so that any
 * node answers it, also after a restart, and a client that vanishes leaves nothing behind. Whoever mounts the servlet sees
 * to who may come in. Close it before the HTTP server, so that no call is waited for. Thread-safe.
 */
public final class McpDoor implements AutoCloseable {
    /** Where it is mounted. */
    public static final String PATH = "/mcp";

    private static final int MOST_BYTES = 1 << 16;

    private final HttpServletStatelessServerTransport transport;
    private final McpStatelessSyncServer server;
    private final Desk desk;

    /** What can be taken along of a session. */
    @FunctionalInterface
    public interface Documents {
        Optional<Document> of(SessionView session);
    }

    /**
     * @param person as whom everything is asked
     * @param place where it is asked
     */
    public McpDoor(
            Archive archive,
            SessionFeed feed,
            Inbox inbox,
            Schedules schedules,
            Documents documents,
            PageLinks links,
            Person person,
            Place place,
            InstantSource clock) {
        this.desk = new Desk(archive, feed, inbox, person, place, clock);
        this.transport = HttpServletStatelessServerTransport.builder()
                .jsonMapper(McpJson.protocol())
                .messageEndpoint(PATH)
                .maxRequestSize(MOST_BYTES)
                .build();
        JsonNode texts = McpJson.resource("/mcp/tools.json");
        JsonNode self = texts.path("server");
        this.server = McpServer.sync(transport)
                .serverInfo(Implementation.builder("opspilot", "0.1.0")
                        .title(self.path("title").asText())
                        .description(self.path("description").asText())
                        .websiteUrl(links.base())
                        .build())
                .instructions(self.path("instructions").asText())
                .jsonMapper(McpJson.protocol())
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .immediateExecution(true)
                .tools(new Tools(desk, schedules, documents, links, texts).all())
                .build();
    }

    /** What answers at {@link #PATH}. */
    public Servlet servlet() {
        return transport;
    }

    @Override
    public void close() {
        desk.close();
        server.closeGracefully();
    }
}
