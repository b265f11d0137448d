package dev.opspilot.bot.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.opspilot.rituals.surface.PlainText;
import java.util.regex.Pattern;

/**
 * Text that sources and people wrote, on its way to a model: nothing in it that people would not see, and in running text
 * no link, image or markup of its own. Pure.
 */
final class Outside {
    private static final int LONGEST_LINE = 2_000;
    private static final Pattern LINK = Pattern.compile("]\\s*([(\\[])");
    private static final Pattern MARKUP = Pattern.compile("[<>`]");

    private Outside() {}

    /** On one line of running text. */
    static String line(String outside) {
        String plain = PlainText.line(outside, LONGEST_LINE);
        return MARKUP.matcher(LINK.matcher(plain).replaceAll("] $1")).replaceAll("'");
    }

    /** All texts of a tree without what is invisible; the tree itself is changed. */
    static ObjectNode visible(ObjectNode tree) {
        tree.properties().forEach(each -> each.setValue(visible(each.getValue())));
        return tree;
    }

    private static JsonNode visible(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> visible(object);
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, visible(array.get(i)));
                }
                yield array;
            }
            case TextNode text -> TextNode.valueOf(PlainText.of(text.textValue()));
            default -> node;
        };
    }
}
