package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The plain elements of Adaptive Cards 1.5; what goes in is already safe and short. */
final class Elements {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Elements() {}

    static ObjectNode object(String type) {
        return NODES.objectNode().put("type", type);
    }

    static ArrayNode array(List<? extends JsonNode> items) {
        return NODES.arrayNode().addAll(items);
    }

    /** How much it weighs in a message: the larger of what it takes in UTF-8 and in UTF-16. */
    static int size(JsonNode node) {
        String json = node.toString();
        return Math.max(json.getBytes(StandardCharsets.UTF_8).length, 2 * json.length());
    }

    static int size(List<? extends JsonNode> nodes) {
        return nodes.stream().mapToInt(Elements::size).sum();
    }

    /** A title within the card, which screen readers jump to. */
    static ObjectNode heading(String markdown) {
        return object("TextBlock")
                .put("text", markdown)
                .put("style", "heading")
                .put("size", "Default")
                .put("weight", "Bolder")
                .put("wrap", true);
    }

    static ObjectNode text(Run... runs) {
        return text(List.of(runs));
    }

    /** One paragraph; a dash where nothing is left to be shown. */
    static ObjectNode text(List<Run> runs) {
        List<JsonNode> inlines =
                runs.stream().filter(run -> !run.isEmpty()).map(Run::json).toList();
        ObjectNode block = object("RichTextBlock");
        block.set("inlines", array(inlines.isEmpty() ? List.of(Run.of("–").json()) : inlines));
        return block;
    }

    /** Closer to what stands above it. */
    static ObjectNode near(ObjectNode element) {
        return element.put("spacing", "Small");
    }

    /** Apart from what stands above it, with a line between. */
    static ObjectNode apart(ObjectNode element) {
        return element.put("spacing", "Medium").put("separator", true);
    }

    /** The same without a line above it, to stand at the top. */
    static ObjectNode first(ObjectNode element) {
        ObjectNode first = element.deepCopy();
        first.remove("separator");
        return first;
    }

    static ObjectNode container(List<ObjectNode> items) {
        ObjectNode container = object("Container");
        container.set("items", array(items));
        return container;
    }

    /** Not shown until an action of the card shows it. */
    static ObjectNode hidden(String id, List<ObjectNode> items) {
        return container(items).put("id", id).put("isVisible", false);
    }

    static ObjectNode columns(ObjectNode... columns) {
        ObjectNode set = object("ColumnSet");
        set.set("columns", array(List.of(columns)));
        return set;
    }

    /** A column that takes what room there is. */
    static ObjectNode wide(ObjectNode... items) {
        return column("stretch", List.of(items));
    }

    static ObjectNode wide(List<ObjectNode> items) {
        return column("stretch", items);
    }

    /** A column that is as narrow as what is in it. */
    static ObjectNode narrow(ObjectNode... items) {
        return column("auto", List.of(items)).put("verticalContentAlignment", "Center");
    }

    private static ObjectNode column(String width, List<ObjectNode> items) {
        ObjectNode column = object("Column").put("width", width);
        column.set("items", array(items));
        return column;
    }

    static ObjectNode actions(List<ObjectNode> actions) {
        ObjectNode set = object("ActionSet");
        set.set("actions", array(actions));
        return set;
    }

    static ObjectNode actions(ObjectNode... actions) {
        return actions(List.of(actions));
    }

    /** A whole card, without what clients show that cannot show it. */
    static ObjectNode card(List<ObjectNode> body) {
        ObjectNode card = object("AdaptiveCard")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("version", "1.5");
        card.set("body", array(body));
        return card;
    }
}
