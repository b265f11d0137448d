package dev.opspilot.bot;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bot as a process of its own, that can be killed. */
final class ChildBot implements AutoCloseable {
    /** For a node that starts after another was killed: that one has beaten for the last time before. */
    static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final Process process;
    private final int port;

    private ChildBot(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts {@code opspilot serve} on the demo company's bindings, or the configuration that the environment names, and
     * returns when it takes requests.
     */
    static ChildBot start(Map<String, String> environment, URI mcp) throws IOException {
        return start(configured(environment, mcp), List.of("dev.opspilot.bot.Main", "serve"));
    }

    /** The same with a clock that is ahead of the system's. */
    static ChildBot start(Map<String, String> environment, URI mcp, Duration ahead) throws IOException {
        return start(configured(environment, mcp), shifted(ahead, Bot.LEASE));
    }

    /** The same, which takes over what a killed one has left. */
    static ChildBot successor(Map<String, String> environment, URI mcp, Duration ahead) throws IOException {
        return start(configured(environment, mcp), shifted(ahead, AT_ONCE));
    }

    private static List<String> shifted(Duration ahead, Duration lease) {
        return List.of(ShiftedBot.class.getName(), ahead.toString(), lease.toString());
    }

    private static Map<String, String> configured(Map<String, String> environment, URI mcp) throws IOException {
        Map<String, String> variables = new HashMap<>(environment);
        if (!variables.containsKey("OPSPILOT_CONFIG")) {
            Path config = Files.createTempFile("opspilot", ".yml");
            Files.writeString(config, Stage.yaml("{}"));
            variables.put("OPSPILOT_CONFIG", config.toString());
        }
        variables.put("DEMO_MCP_URL", mcp.toString());
        return variables;
    }

    /** Starts a bot without sources whose clock is ahead of the system's, and returns when it takes requests. */
    static ChildBot shifted(Map<String, String> environment, Duration ahead) throws IOException {
        return start(environment, shifted(ahead, Bot.LEASE));
    }

    private static ChildBot start(Map<String, String> environment, List<String> program) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it does not live long enough for more
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("OPSPILOT_PORT", Integer.toString(port));
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
