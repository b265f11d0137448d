package dev.opspilot.bot.instruments;

import dev.opspilot.bot.config.ActSpec;
import dev.opspilot.bot.config.BindingSpec;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.ServerSpec;
import dev.opspilot.bot.instruments.Outcome.Answered;
import dev.opspilot.bot.instruments.Outcome.Trouble;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.play.Actuators;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The configured MCP servers as instruments. Thread-safe.
 *
 * <p>Nothing is connected before the first question, and a server that is down is tried again by the next one: the bot
 * starts and lives without its sources.
 */
public final class McpInstruments implements AutoCloseable {
    /** Enough of an answer for a greeting and a list of tools, however little a binding wants to read. */
    private static final int LEAST_BYTES = 1 << 18;

    private static final int THREADS = Math.max(4, Runtime.getRuntime().availableProcessors());

    private final Map<String, Connection> connections;
    private final List<BindingSpec> bindings;
    private final Instruments instruments;
    private final List<ActSpec> acts;
    private final WorkflowCalls calls;
    private final Actuators actuators;

    private McpInstruments(
            Map<String, Connection> connections,
            List<BindingSpec> bindings,
            Instruments instruments,
            List<ActSpec> acts,
            WorkflowCalls calls,
            Actuators actuators) {
        this.acts = acts;
        this.calls = calls;
        this.actuators = actuators;
        this.connections = connections;
        this.bindings = bindings;
        this.instruments = instruments;
    }

    /** Makes an instrument of every binding. Connects to nothing yet. */
    public static McpInstruments of(OpsPilotYml config, InstantSource clock) {
        Executor threads = threads();
        Map<String, Connection> connections = new LinkedHashMap<>();
        for (ServerSpec server : config.servers()) {
            connections.put(server.name(), new Connection(server, mostBytes(config, server), threads));
        }
        List<Instrument> all = config.bindings().stream()
                .<Instrument>map(binding -> new McpInstrument(binding, connection(connections, binding), clock))
                .toList();
        return new McpInstruments(
                connections,
                config.bindings(),
                new Instruments(all),
                config.acting().acts(),
                new WorkflowCalls(config.automations().all()),
                new McpActuators(
                        config.acting().acts(),
                        new WorkflowCalls(config.automations().all()),
                        connections,
                        clock));
    }

    /** A few threads that end by themselves when idle, so that a goodbye is still said after {@link #close}. */
    private static Executor threads() {
        ThreadFactory daemons = Thread.ofPlatform().daemon().name("mcp-", 0).factory();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Connection connection(Map<String, Connection> connections, BindingSpec binding) {
        Connection connection = connections.get(binding.server());
        if (connection == null) {
            throw new IllegalArgumentException("a binding to a server that is not configured: " + binding.server());
        }
        return connection;
    }

    private static int mostBytes(OpsPilotYml config, ServerSpec server) {
        return config.bindings().stream()
                .filter(binding -> binding.server().equals(server.name()))
                .mapToInt(BindingSpec::maxBytes)
                .reduce(LEAST_BYTES, Math::max);
    }

    public Instruments instruments() {
        return instruments;
    }

    /** The tools that change something. */
    public Actuators actuators() {
        return actuators;
    }

    /** How every server was when it was last asked. Asks none. */
    public List<ServerHealth> health() {
        return connections.values().stream().map(Connection::health).toList();
    }

    /** Asks every server, side by side, which tools it offers, and says how each of them is. */
    public List<ServerHealth> check(Duration timeout) {
        List<CompletableFuture<ServerHealth>> checks = connections.values().stream()
                .map(connection -> check(connection, timeout))
                .toList();
        return checks.stream().map(CompletableFuture::join).toList();
    }

    /** Asks every server for its tools' schemas, and says of each binding whose arguments do not fit why; by tool. */
    public Map<String, String> misfits(Duration timeout) {
        Map<String, String> misfits = new LinkedHashMap<>();
        for (Connection connection : connections.values()) {
            Outcome<List<Tool>> outcome =
                    connection.ask(timeout, client -> client.listTools().map(ListToolsResult::tools));
            if (outcome instanceof Answered<List<Tool>>(List<Tool> tools)) {
                bindings.stream()
                        .filter(binding -> binding.server().equals(connection.name()))
                        .forEach(binding -> tools.stream()
                                .filter(tool -> tool.name().equals(binding.tool()))
                                .findFirst()
                                .flatMap(tool -> ArgumentsFit.flaw(binding, tool))
                                .ifPresent(flaw -> misfits.put(
                                        binding.capability().key() + " by " + binding.server() + "/" + binding.tool(),
                                        flaw)));
            }
        }
        return misfits;
    }

    /**
     * Asks every server for its tools' schemas, and says what the calls of workflows have wrong about them, by the
     * workflow's name; of a server that does not answer nothing is said.
     */
    public Map<String, List<String>> workflowFlaws(Duration timeout) {
        Map<String, List<String>> flaws = new LinkedHashMap<>();
        for (Connection connection : connections.values()) {
            Outcome<List<Tool>> outcome =
                    connection.ask(timeout, client -> client.listTools().map(ListToolsResult::tools));
            if (outcome instanceof Answered<List<Tool>>(List<Tool> tools)) {
                calls.flaws(connection.name(), tools)
                        .forEach(flaw -> flaws.computeIfAbsent(flaw.getKey(), _ -> new ArrayList<>())
                                .add(flaw.getValue()));
            }
        }
        return flaws;
    }

    private CompletableFuture<ServerHealth> check(Connection connection, Duration timeout) {
        return CompletableFuture.supplyAsync(
                () -> checked(connection, timeout),
                task -> Thread.ofVirtual().name("mcp-check").start(task));
    }

    private ServerHealth checked(Connection connection, Duration timeout) {
        Outcome<List<String>> outcome = connection.ask(
                timeout,
                client -> client.listTools()
                        .map(listed -> listed.tools().stream()
                                .map(Tool::name)
                                .map(name -> CleanText.of(name, 100))
                                .sorted()
                                .toList()));
        ServerHealth.State state = switch (outcome) {
            case Answered<List<String>>(List<String> tools) -> offering(connection.name(), tools);
            case Trouble<List<String>>(Trouble.Kind _, String reason) -> new ServerHealth.State.Failed(reason);
        };
        connection.found(state);
        return new ServerHealth(connection.name(), state);
    }

    private ServerHealth.State offering(String server, List<String> tools) {
        Stream<String> asked = bindings.stream()
                .filter(binding -> binding.server().equals(server))
                .map(BindingSpec::tool);
        Stream<String> called = acts.stream()
                .filter(act -> act.server().equals(server))
                .flatMap(act -> Stream.concat(Stream.of(act.tool()), act.undo().map(ActSpec.Undo::tool).stream()));
        List<String> missing = Stream.concat(asked, called)
                .filter(tool -> !tools.contains(tool))
                .distinct()
                .toList();
        return missing.isEmpty()
                ? new ServerHealth.State.Ok(tools)
                : new ServerHealth.State.Failed(
                        "It does not offer " + String.join(", ", missing) + ", which opspilot.yml binds; it offers: "
                                + CleanText.of(String.join(", ", tools), 400) + ".");
    }

    /** Says goodbye to every server, after the readings that are under way. */
    @Override
    public void close() {
        connections.values().forEach(Connection::close);
    }
}
