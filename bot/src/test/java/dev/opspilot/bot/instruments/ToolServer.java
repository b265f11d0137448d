package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real MCP server whose tools do what a test wants. */
final class ToolServer implements AutoCloseable {
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final McpSyncServer mcp;

    private ToolServer(McpSyncServer mcp) {
        this.mcp = mcp;
    }

    static ToolServer start(int port, Map<String, Function<CallToolRequest, CallToolResult>> tools) throws Exception {
        var mapper = new JacksonMcpJsonMapper(JsonMapper.builder().build());
        var transport = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(mapper)
                .build();
        List<SyncToolSpecification> specifications = new ArrayList<>();
        tools.forEach((name, answer) -> specifications.add(SyncToolSpecification.builder()
                .tool(Tool.builder(name, Map.of("type", "object")).build())
                .callHandler((_, request) -> answer.apply(request))
                .build()));
        ToolServer server = new ToolServer(McpServer.sync(transport)
                .jsonMapper(mapper)
                .serverInfo("says-it-is-stripe", "1")
                .immediateExecution(true)
                .tools(specifications)
                .build());
        server.connector.setHost("127.0.0.1");
        server.connector.setPort(port);
        server.jetty.addConnector(server.connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder endpoint = new ServletHolder(transport);
        endpoint.setAsyncSupported(true);
        context.addServlet(endpoint, "/mcp");
        server.jetty.setHandler(context);
        server.jetty.start();
        return server;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/mcp");
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        mcp.closeGracefully();
        jetty.stop();
    }
}
