package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.bot.config.BindingSpec;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One binding at work: asks a tool, and turns whatever comes of it into a reading. Thread-safe. */
final class McpInstrument implements Instrument {
    private static final Logger log = LoggerFactory.getLogger(McpInstrument.class);

    private final BindingSpec binding;
    private final Connection connection;
    private final ArgumentsTemplate arguments;
    private final FactsReader facts;
    private final InstantSource clock;

    McpInstrument(BindingSpec binding, Connection connection, InstantSource clock) {
        this.binding = binding;
        this.connection = connection;
        this.arguments = new ArgumentsTemplate(binding.arguments());
        this.facts = new FactsReader(binding.result());
        this.clock = clock;
    }

    @Override
    public Capability capability() {
        return binding.capability();
    }

    @Override
    public String source() {
        return binding.source();
    }

    @Override
    public String tool() {
        return binding.server() + "/" + binding.tool();
    }

    @Override
    public Duration timeout() {
        return binding.timeout();
    }

    @Override
    public Reading read(Query query) {
        ObjectNode filled = arguments.filled(query);
        String canonical = Json.canonical(filled);
        try {
            CallToolRequest request = new CallToolRequest(binding.tool(), Json.map(filled), null);
            // The answer becomes a reading on the connection's few threads, so that at any time only a few of the
            // large trees it is parsed into are in memory.
            Outcome<Reading> outcome = connection.ask(
                    binding.timeout(),
                    client -> client.callTool(request).map(result -> reading(result, query, canonical)));
            return switch (outcome) {
                case Outcome.Answered<Reading>(Reading reading) -> reading;
                case Outcome.Trouble<Reading>(Outcome.Trouble.Kind kind, String reason) ->
                    switch (kind) {
                        case DENIED -> new Reading.Denied(origin(canonical, clock.instant(), ""), reason);
                        case FAILED, LATE, LOST, UNSENT ->
                            new Reading.Failed(origin(canonical, clock.instant(), ""), reason);
                    };
            };
        } catch (RuntimeException e) {
            // A reading is promised whatever happens; what brought us here is ours to mend.
            log.error("{} failed unexpectedly", tool(), e);
            return new Reading.Failed(
                    origin(canonical, clock.instant(), ""), "The call failed: " + Troubles.shown(e) + ".");
        }
    }

    private Reading reading(CallToolResult result, Query query, String canonical) {
        Instant now = clock.instant();
        return switch (ToolAnswer.of(result)) {
            case ToolAnswer.Data(JsonNode tree) -> understood(tree, query, canonical, now);
            case ToolAnswer.Prose(String start) ->
                new Reading.Failed(origin(canonical, now, start), "It answered text, not data: “" + start + "”.");
            case ToolAnswer.Complaint(String start) ->
                new Reading.Failed(origin(canonical, now, start), "The tool reported an error: “" + start + "”.");
            case ToolAnswer.Refusal(String start) ->
                new Reading.Denied(
                        origin(canonical, now, start),
                        "The source refused: “" + start + "”; check the rights of “" + binding.server()
                                + "” in opspilot.yml.");
        };
    }

    private Reading understood(JsonNode tree, Query query, String canonical, Instant now) {
        String text = Json.canonical(tree);
        if (text.getBytes(StandardCharsets.UTF_8).length > binding.maxBytes()) {
            return new Reading.Failed(
                    origin(canonical, now, ""), new Troubles(binding.server(), binding.maxBytes()).tooLarge());
        }
        try {
            Instant observedAt = facts.observedAt(tree).orElse(now);
            Facts found = facts.read(tree, query);
            Reading.Origin origin = origin(canonical, observedAt, text);
            return found.isEmpty() ? new Reading.Nothing(origin) : new Reading.Found(origin, found);
        } catch (MismatchException e) {
            return new Reading.Failed(
                    origin(canonical, now, text), "The answer is not as opspilot.yml maps it: " + e.getMessage() + ".");
        }
    }

    private Reading.Origin origin(String canonical, Instant observedAt, String result) {
        return new Reading.Origin(source(), tool(), canonical, observedAt, false, result, binding.link());
    }
}
