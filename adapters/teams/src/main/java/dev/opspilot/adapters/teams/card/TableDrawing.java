package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Draws rows under columns as a table of the card, with the same in words for clients that know no tables. At most three
 * columns stand side by side, since a phone breaks words in narrower cells; what further ones hold stands below the first.
 */
final class TableDrawing {
    private static final Pattern FIGURE = Pattern.compile("[-−+]?[\\d.,\\s]*\\d\\s?\\S{0,4}|–|");
    private static final String BLANK = "–";

    private TableDrawing() {}

    /** @param rows at least one; each as long as the columns, which are at least one */
    static ObjectNode draw(List<String> columns, List<List<String>> rows) {
        int beside = Math.min(columns.size(), CardLimits.TABLE_SIDE_BY_SIDE);
        ObjectNode table = Elements.object("Table").put("showGridLines", true);
        ArrayNode widths = table.putArray("columns");
        for (int i = 0; i < beside; i++) {
            int at = i;
            ObjectNode column = widths.addObject().put("width", i == 0 ? 2 : 1);
            if (i > 0
                    && rows.stream().allMatch(row -> FIGURE.matcher(row.get(at)).matches())) {
                column.put("horizontalCellContentAlignment", "Right");
            }
        }
        ArrayNode lines = table.putArray("rows");
        lines.add(row(columns.subList(0, beside), Optional.empty(), true));
        rows.forEach(row -> lines.add(row(row.subList(0, beside), below(columns, row, beside), false)));
        table.set("fallback", inWords(columns, rows));
        return table;
    }

    /** What the columns hold that do not stand side by side; a cell with nothing in it is left out. */
    private static Optional<Run> below(List<String> columns, List<String> row, int from) {
        List<String> told = new ArrayList<>();
        for (int i = from; i < row.size(); i++) {
            String cell = CardText.line(row.get(i), CardLimits.TABLE_CELL);
            if (!cell.isEmpty() && !cell.equals(BLANK)) {
                told.add(CardText.line(columns.get(i), CardLimits.TABLE_CELL, BLANK) + ": " + cell);
            }
        }
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(Run.of(String.join(" · ", told)).small().subtle());
    }

    private static ObjectNode row(List<String> cells, Optional<Run> below, boolean head) {
        ObjectNode row = Elements.object("TableRow");
        ArrayNode all = row.putArray("cells");
        for (int i = 0; i < cells.size(); i++) {
            Run run = Run.of(CardText.line(cells.get(i), CardLimits.TABLE_CELL, BLANK));
            List<ObjectNode> items = new ArrayList<>(List.of(Elements.text(head ? run.bold() : run)));
            if (i == 0) {
                below.ifPresent(more -> items.add(Elements.text(more).put("spacing", "None")));
            }
            ObjectNode one = Elements.object("TableCell");
            one.set("items", Elements.array(items));
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
