package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.opspilot.bot.config.ActSpec;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Check;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.receipt.SessionId;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configured acts: makes exact calls of intentions, and makes those calls. Thread-safe. */
final class McpActuators implements Actuators {
    private static final Logger LOG = LoggerFactory.getLogger(McpActuators.class);

    private final List<ActSpec> acts;
    private final WorkflowCalls calls;
    private final Map<String, Connection> connections;
    private final InstantSource clock;

    /** @param calls the tools that workflows name beside the acts */
    McpActuators(List<ActSpec> acts, WorkflowCalls calls, Map<String, Connection> connections, InstantSource clock) {
        this.acts = acts;
        this.calls = calls;
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public Optional<Binding> bind(SessionId session, PlayId play, Intention intention, Instant now) {
        if (intention.kind() == ActKind.TOOLS_CALL) {
            return Optional.of(calls.binding(session, play, intention, now))
                    .filter(binding -> calls.isNamed(binding.bound().act()));
        }
        return spec(intention.kind())
                .filter(spec ->
                        intention.parameters().keySet().containsAll(spec.kind().parameters()))
                .map(spec -> new Binding(
                        new Bound(
                                act(spec, spec.tool(), spec.arguments(), intention, Actuators.key(session, play)),
                                spec.environment(),
                                spec.verify().map(verify -> check(verify, intention)),
                                now.plus(spec.expires())),
                        spec.undo()
                                .map(undo -> act(
                                        spec,
                                        undo.tool(),
                                        undo.arguments(),
                                        intention,
                                        Actuators.key(session, play) + "/undo"))));
    }

    private Optional<ActSpec> spec(ActKind kind) {
        return acts.stream().filter(each -> each.kind() == kind).findFirst();
    }

    private static Check check(ActSpec.Verify verify, Intention intention) {
        return new Check(
                verify.capability(),
                verify.metric(),
                verify.subject().map(subject -> filled(subject, intention.parameters())),
                verify.watch(),
                verify.every());
    }

    private static Act act(ActSpec spec, String tool, String arguments, Intention intention, String key) {
        Map<String, String> values = new HashMap<>(intention.parameters());
        values.put(ActSpec.KEY, key);
        JsonNode template = Json.structure(arguments)
                .orElseThrow(() -> new IllegalArgumentException("arguments are a JSON object"));
        return new Act(spec.server(), tool, Json.canonical(filled(template, values)));
    }

    static JsonNode filled(JsonNode node, Map<String, String> values) {
        return switch (node.getNodeType()) {
            case STRING -> TextNode.valueOf(filled(node.textValue(), values));
            case ARRAY -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode(node.size());
                node.forEach(item -> items.add(filled(item, values)));
                yield items;
            }
            case OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    object.set(field.getKey(), filled(field.getValue(), values));
                }
                yield object;
            }
            case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> node;
        };
    }

    /** Each placeholder once; what is put in is text, and its own braces stay text. */
    private static String filled(String text, Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String value = values.get(text.substring(open + 1, close));
            filled.append(text, at, open).append(value == null ? text.substring(open, close + 1) : value);
            at = close + 1;
        }
        return filled.append(text, at, text.length()).toString();
    }

    @Override
    public Act.Answer call(Act act) {
        Connection connection = connections.get(act.server());
        Optional<ActSpec> spec = acts.stream()
                .filter(each -> each.server().equals(act.server())
                        && (each.tool().equals(act.tool())
                                || each.undo()
                                        .filter(undo -> undo.tool().equals(act.tool()))
                                        .isPresent()))
                .findFirst();
        if (connection == null || (spec.isEmpty() && !calls.isNamed(act))) {
            return new Act.Answer.Failed(
                    origin(act, act.server(), ""), "It is no longer bound in the configuration, so it was not called.");
        }
        String source = spec.map(ActSpec::source).orElse(act.server());
        Duration timeout = spec.map(ActSpec::timeout).orElse(ActSpec.DEFAULT_TIMEOUT);
        try {
            ObjectNode arguments = (ObjectNode) Json.structure(act.arguments())
                    .orElseThrow(() -> new IllegalArgumentException("arguments are a JSON object"));
            return call(act, source, timeout, connection, arguments);
        } catch (RuntimeException e) {
            LOG.error("{} failed unexpectedly", act.name(), e);
            return new Act.Answer.Unknown(origin(act, source, ""), "The call failed: " + Troubles.shown(e) + ".");
        }
    }

    private Act.Answer call(Act act, String source, Duration timeout, Connection connection, ObjectNode arguments) {
        CallToolRequest request = new CallToolRequest(act.tool(), Json.map(arguments), null);
        Outcome<ToolAnswer> outcome =
                connection.tell(timeout, client -> client.callTool(request).map(ToolAnswer::of));
        return switch (outcome) {
            case Outcome.Answered<ToolAnswer>(ToolAnswer answer) -> answered(act, source, answer);
            case Outcome.Trouble<ToolAnswer>(Outcome.Trouble.Kind kind, String reason) ->
                switch (kind) {
                    case DENIED -> new Act.Answer.Failed(origin(act, source, ""), reason);
                    case UNSENT -> new Act.Answer.Failed(origin(act, source, ""), reason + " Nothing was called.");
                    case FAILED, LATE, LOST ->
                        new Act.Answer.Unknown(
                                origin(act, source, ""),
                                reason + " It may or may not have had its effect, and was not called again.");
                };
        };
    }

    private Act.Answer answered(Act act, String source, ToolAnswer answer) {
        return switch (answer) {
            case ToolAnswer.Data(JsonNode tree) -> new Act.Answer.Done(origin(act, source, Json.canonical(tree)));
            case ToolAnswer.Prose(String start) -> new Act.Answer.Done(origin(act, source, start));
            case ToolAnswer.Complaint(String start) ->
                new Act.Answer.Failed(origin(act, source, start), "The tool reported an error: “" + start + "”.");
            case ToolAnswer.Refusal(String start) ->
                new Act.Answer.Failed(
                        origin(act, source, start),
                        "The source refused: “" + start + "”; check the rights of “" + act.server()
                                + "” in opspilot.yml.");
        };
    }

    private Reading.Origin origin(Act act, String source, String result) {
        return new Reading.Origin(
                source, act.name(), act.arguments(), clock.instant(), false, result, Optional.empty());
    }
}
