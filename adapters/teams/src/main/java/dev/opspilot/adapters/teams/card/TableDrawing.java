package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Draws rows under columns as a table of the card, with the same in words for clients that know no tables. */
final class TableDrawing {
    private static final Pattern FIGURE = Pattern.compile("[-−+]?[\\d.,\\s]*\\d\\s?\\S{0,4}|–|");
    private static final String BLANK = "–";

    private TableDrawing() {}

    /** @param rows at least one; each as long as the columns, which are at least one */
    static ObjectNode draw(List<String> columns, List<List<String>> rows) {
        ObjectNode table = Elements.object("Table").put("showGridLines", true);
        ArrayNode widths = table.putArray("columns");
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            ObjectNode column = widths.addObject().put("width", i == 0 ? 2 : 1);
            if (i > 0
                    && rows.stream().allMatch(row -> FIGURE.matcher(row.get(at)).matches())) {
                column.put("horizontalCellContentAlignment", "Right");
            }
        }
        ArrayNode lines = table.putArray("rows");
        lines.add(row(columns, true));
        rows.forEach(row -> lines.add(row(row, false)));
        table.set("fallback", inWords(columns, rows));
        return table;
    }

    private static ObjectNode row(List<String> cells, boolean head) {
        ObjectNode row = Elements.object("TableRow");
        ArrayNode all = row.putArray("cells");
        for (String cell : cells) {
            Run run = Run.of(CardText.line(cell, CardLimits.TABLE_CELL, BLANK));
            ObjectNode one = Elements.object("TableCell");
            one.set("items", Elements.array(List.of(Elements.text(head ? run.bold() : run))));
            all.add(one);
        }
        return row;
    }

    private static ObjectNode inWords(List<String> columns, List<List<String>> rows) {
        List<ObjectNode> lines = new ArrayList<>();
        for (List<String> row : rows.subList(0, Math.min(rows.size(), CardLimits.FALLBACK_ROWS))) {
            List<String> rest = new ArrayList<>();
            for (int i = 1; i < row.size(); i++) {
                rest.add(CardText.line(columns.get(i), CardLimits.TABLE_CELL / 2, BLANK)
                        + " "
                        + CardText.line(row.get(i), CardLimits.TABLE_CELL / 2, BLANK));
            }
            Run first = Run.of(CardText.line(row.getFirst(), CardLimits.TABLE_CELL / 2, BLANK))
                    .bold();
            lines.add(Elements.near(
                    rest.isEmpty()
                            ? Elements.text(first)
                            : Elements.text(first, Run.of(": " + String.join(", ", rest)))));
        }
        return Elements.container(lines);
    }
}
