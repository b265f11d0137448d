package dev.opspilot.bot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The bot as a process of its own, that can be killed. */
final class ChildBot implements AutoCloseable {
    private final Process process;
    private final int port;

    private ChildBot(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts {@code opspilot serve} on the demo company's bindings, and returns when it takes requests. */
    static ChildBot start(Map<String, String> environment, URI mcp) throws IOException {
        Path config = Files.createTempFile("opspilot", ".yml");
        try (InputStream in = ChildBot.class.getResourceAsStream("/demo/opspilot.yml")) {
            String yaml = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(config, yaml.replace("    tool:", "    timeout: 25s\n    tool:"));
        }
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.opspilot.bot.Main",
                "serve");
        builder.environment().putAll(environment);
        builder.environment().put("OPSPILOT_CONFIG", config.toString());
        builder.environment().put("OPSPILOT_PORT", Integer.toString(port));
        builder.environment().put("DEMO_MCP_URL", mcp.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("listens on port")) {
                return new ChildBot(process, port);
            }
        }
        throw new IllegalStateException("the bot ended before it listened");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
