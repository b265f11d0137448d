package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.surface.DocumentLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a document in Markdown by the elements of a card: titles, lists and paragraphs keep their look, and nothing that
 * stands in it is handed on as Markdown.
 */
final class DocumentDrawing {
    /** Before an item within an item. */
    private static final String WITHIN = "\u00A0\u00A0\u00A0\u00A0◦ ";

    private DocumentDrawing() {}

    static void draw(Parts parts, String markdown) {
        for (DocumentLine line : DocumentLine.of(CardText.plain(markdown))) {
            parts.add(
                    switch (line.kind()) {
                        case TITLE ->
                            Elements.apart(Elements.text(Run.of(CardText.line(line.text(), CardLimits.TITLE, "–"))
                                    .bold()));
                        case HEAD ->
                            Elements.near(Elements.text(Run.of(line.text()).bold()));
                        case ITEM -> paragraph("• ", line.text());
                        case WITHIN -> paragraph(WITHIN, line.text());
                        case ROW, PARAGRAPH -> paragraph("", line.text());
                    });
        }
    }

    private static ObjectNode paragraph(String before, String text) {
        List<Run> runs = new ArrayList<>();
        if (!before.isEmpty()) {
            runs.add(Run.of(before));
        }
        if (!text.isEmpty()) {
            runs.add(Run.of(text));
        }
        return Elements.near(Elements.text(runs));
    }
}
