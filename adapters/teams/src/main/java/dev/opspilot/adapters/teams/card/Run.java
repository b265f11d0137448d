package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** A stretch of text in one look. It knows no Markdown, so what stands in it is shown as it is. Immutable. */
final class Run {
    private final String text;
    private final ObjectNode look;

    private Run(String text, ObjectNode look) {
        this.text = text;
        this.look = look;
    }

    /** Text that {@link CardText} has made plain, or our own. */
    static Run of(String plain) {
        return new Run(plain, JsonNodeFactory.instance.objectNode());
    }

    Run bold() {
        return with("weight", TextNode.valueOf("Bolder"));
    }

    Run large() {
        return with("size", TextNode.valueOf("Large"));
    }

    Run small() {
        return with("size", TextNode.valueOf("Small"));
    }

    Run subtle() {
        return with("isSubtle", JsonNodeFactory.instance.booleanNode(true));
    }

    Run italic() {
        return with("italic", JsonNodeFactory.instance.booleanNode(true));
    }

    Run struck() {
        return with("strikethrough", JsonNodeFactory.instance.booleanNode(true));
    }

    Run monospace() {
        return with("fontType", TextNode.valueOf("Monospace"));
    }

    /** In a colour of the reader's theme. */
    Run in(Tint tint) {
        return tint == Tint.DEFAULT ? this : with("color", TextNode.valueOf(tint.json()));
    }

    Run linked(String url) {
        return with("selectAction", Actions.open("", url));
    }

    private Run with(String property, JsonNode value) {
        ObjectNode more = look.deepCopy();
        more.set(property, value);
        return new Run(text, more);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Bare text where it has no look of its own. */
    JsonNode json() {
        if (look.isEmpty()) {
            return TextNode.valueOf(text);
        }
        ObjectNode run =
                JsonNodeFactory.instance.objectNode().put("type", "TextRun").put("text", text);
        run.setAll(look);
        return run;
    }
}
