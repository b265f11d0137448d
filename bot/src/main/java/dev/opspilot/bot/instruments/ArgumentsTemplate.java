package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.opspilot.bot.config.Placeholder;
import dev.opspilot.rituals.instrument.Query;
import java.util.Map;

/** Fills the arguments of a call from a question. A text that is nothing but a placeholder takes on its type. */
final class ArgumentsTemplate {
    private final ObjectNode template;

    ArgumentsTemplate(String json) {
        this.template = Json.structure(json)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("arguments are a JSON object"));
    }

    ObjectNode filled(Query query) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : template.properties()) {
            arguments.set(field.getKey(), filled(field.getValue(), query));
        }
        return arguments;
    }

    private static JsonNode filled(JsonNode node, Query query) {
        return switch (node.getNodeType()) {
            case STRING -> filled(node.textValue(), query);
            case ARRAY -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode(node.size());
                node.forEach(item -> items.add(filled(item, query)));
                yield items;
            }
            case OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    object.set(field.getKey(), filled(field.getValue(), query));
                }
                yield object;
            }
            case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> node;
        };
    }

    private static JsonNode filled(String text, Query query) {
        for (Placeholder placeholder : Placeholder.values()) {
            if (text.equals("{" + placeholder.key() + "}")) {
                return value(placeholder, query);
            }
        }
        String filled = text;
        for (Placeholder placeholder : Placeholder.values()) {
            filled = filled.replace(
                    "{" + placeholder.key() + "}", value(placeholder, query).asText());
        }
        return TextNode.valueOf(filled);
    }

    private static JsonNode value(Placeholder placeholder, Query query) {
        return switch (placeholder) {
            case FROM -> TextNode.valueOf(query.from().toString());
            case TO -> TextNode.valueOf(query.to().toString());
            case STEP_SECONDS -> LongNode.valueOf(query.step().toSeconds());
            case EARLIER_DAYS -> IntNode.valueOf(query.earlierDays());
        };
    }
}
