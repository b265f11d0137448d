package dev.opspilot.bot.demo;

import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.WorkflowTexts;
import dev.opspilot.bot.mcp.McpJson;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Lumafold, a small software business that does not exist, as an MCP server over Streamable HTTP on this machine.
 * Thread-safe.
 *
 * <p>Its numbers are a function of the seed, the scenario and the minute, and always reach up to now. The trouble of a
 * scenario begins a quarter of an hour before the company is started, or before the scenario is changed by {@code POST
 * /scenario}, and goes on.
 */
public final class DemoCompany implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_BYTES = 1 << 16;
    private static final List<String> WORKFLOWS =
            List.of("annual-plans.yml", "refund-retries.yml", "look-again.yml", "morning-numbers.yml");
    private static final String CONFIG = "/demo/opspilot.yml";

    private final long seed;
    private final InstantSource clock;
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final McpSyncServer mcp;
    private final Operations operations;

    private DemoCompany(Scenario scenario, long seed, InstantSource clock) {
        this.seed = seed;
        this.clock = clock;
        this.operations = new Operations(seed, new Story(scenario, clock.instant()));
        var transport = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(McpJson.protocol())
                .httpHeaderValidator(DefaultServerTransportSecurityValidator.builder()
                        .allowedHosts(List.of(LOOPBACK + ":*", "localhost:*"))
                        .build())
                .maxRequestSize(MOST_BYTES)
                .build();
        this.mcp = new DemoTools(this::world, operations).serve(McpServer.sync(transport));
        jetty.addConnector(connector);
        jetty.setHandler(handler(transport));
    }

    private World world() {
        return World.of(seed, operations.story(), clock.instant());
    }

    private ServletContextHandler handler(HttpServlet transport) {
        FilterHolder localOnly = new FilterHolder(new LocalOnly());
        localOnly.setAsyncSupported(true);
        ServletHolder endpoint = new ServletHolder(transport);
        endpoint.setAsyncSupported(true);
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(localOnly, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(endpoint, "/mcp");
        context.addServlet(new ServletHolder(new ScenarioServlet(this::scenario, this::begin)), "/scenario");
        return context;
    }

    /**
     * Starts the company on the loopback interface.
     *
     * @param seed of everything that is left to chance
     * @param clock tells now, which is also the scenario's anchor
     * @param port to listen on; 0 takes a free one
     * @throws IOException if it cannot listen there
     */
    public static DemoCompany start(Scenario scenario, long seed, InstantSource clock, int port) throws IOException {
        DemoCompany company = new DemoCompany(scenario, seed, clock);
        company.connector.setHost(LOOPBACK);
        company.connector.setPort(port);
        try {
            company.jetty.start();
        } catch (Exception e) {
            company.close();
            throw new IOException("the demo company cannot listen on port " + port + ": " + e.getMessage(), e);
        }
        return company;
    }

    /** What is going wrong. */
    public Scenario scenario() {
        return operations.story().scenario();
    }

    /** Begins a scenario as of now, as the control endpoint does. */
    public void begin(Scenario scenario) {
        operations.begin(new Story(scenario, clock.instant()));
    }

    /** How often its tools have really changed something. */
    public long operationsDone() {
        return operations.done();
    }

    /** Its MCP endpoint. */
    public URI url() {
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort() + "/mcp");
    }

    /** The configuration that binds every capability to its tools. */
    public OpsPilotYml config() {
        return configAt(url());
    }

    /** The same for one who reaches the company through something else. */
    public OpsPilotYml configAt(URI mcp) {
        try (InputStream in = DemoCompany.class.getResourceAsStream(CONFIG)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks " + CONFIG);
            }
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return OpsPilotYml.parse(
                    CONFIG,
                    yaml + "\nautomations: automations\n",
                    Map.of("DEMO_MCP_URL", mcp.toString()),
                    DemoCompany::workflows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConfigException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static List<WorkflowTexts.Text> workflows(String folder) throws ConfigException {
        List<WorkflowTexts.Text> texts = new ArrayList<>();
        for (String name : WORKFLOWS) {
            String file = "/demo/" + folder + "/" + name;
            try (InputStream in = DemoCompany.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new ConfigException("this build lacks " + file);
                }
                texts.add(new WorkflowTexts.Text(
                        folder + "/" + name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    @Override
    public void close() {
        mcp.closeGracefully();
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the demo company does not stop", e);
        }
    }
}
