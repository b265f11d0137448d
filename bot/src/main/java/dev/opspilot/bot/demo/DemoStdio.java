package dev.opspilot.bot.demo;

import dev.opspilot.bot.mcp.McpJson;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.time.InstantSource;

/**
 * The demo company as an MCP server over standard input and output, as a program of its own. It ends with its input.
 */
public final class DemoStdio {
    private DemoStdio() {}

    /** @param args the scenario's key and the seed, both may be left out */
    public static void main(String[] args) {
        // Standard output belongs to the protocol; the log goes to standard error. Must come before any logger is made.
        System.setProperty("logback.configurationFile", "demo/logback-stdio.xml");
        InstantSource clock = InstantSource.system();
        Scenario scenario = args.length > 0 ? Scenario.of(args[0]).orElse(Scenario.HEALTHY) : Scenario.HEALTHY;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        Operations operations = new Operations(seed, new Story(scenario, clock.instant()));
        // The server's threads keep the program alive until its input ends.
        new DemoTools(() -> World.of(seed, operations.story(), clock.instant()), operations)
                .serve(McpServer.sync(new StdioServerTransportProvider(McpJson.protocol())));
    }
}
