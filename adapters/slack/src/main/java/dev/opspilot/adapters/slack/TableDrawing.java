package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.widget.Widget.Table;
import java.util.ArrayList;
import java.util.List;

/** Draws a table natively; what is over the limits is named with a link to the whole. */
final class TableDrawing {
    private static final String BLANK = "–";

    private final Page page;
    private final Chips chips;
    private final String sessionUrl;

    TableDrawing(Page page, Chips chips, String sessionUrl) {
        this.page = page;
        this.chips = chips;
        this.sessionUrl = sessionUrl;
    }

    void draw(Table table) {
        int columns = Math.min(table.columns().size(), SlackLimits.TABLE_COLUMNS);
        List<List<DataTableBlock.Cell>> rows = new ArrayList<>();
        int room = page.tableTextLeft();
        if (columns > 0) {
            List<List<String>> all = new ArrayList<>(table.rows());
            all.addFirst(table.columns());
            for (List<String> row : all.subList(0, Math.min(all.size(), SlackLimits.TABLE_ROWS))) {
                List<DataTableBlock.Cell> cells =
                        row.subList(0, columns).stream().map(TableDrawing::cell).toList();
                room -= length(cells);
                if (room < 0) {
                    break;
                }
                rows.add(cells);
            }
        }
        String title = WidgetDrawing.bold(table.title());
        if (rows.size() < 2) {
            String instead = table.rows().isEmpty()
                    ? "No rows."
                    : SlackText.link(sessionUrl, "See its " + table.rows().size() + " rows on the page");
            page.add(Blocks.section(title + "\n" + instead), chips.row(table.receipts()));
            return;
        }
        boolean added = page.add(
                Blocks.section(title + cut(table, rows.size() - 1, columns)),
                new DataTableBlock(caption(table), rows),
                chips.row(table.receipts()));
        if (added) {
            page.takeTableText(rows.stream().mapToInt(TableDrawing::length).sum());
        }
    }

    private static String caption(Table table) {
        String caption = SlackText.line(table.title(), SlackLimits.TABLE_CAPTION);
        return caption.isEmpty() ? "Table" : caption;
    }

    private String cut(Table table, int rows, int columns) {
        List<String> shown = new ArrayList<>();
        if (rows < table.rows().size()) {
            shown.add(rows + " of " + table.rows().size() + " rows");
        }
        if (columns < table.columns().size()) {
            shown.add(columns + " of " + table.columns().size() + " columns");
        }
        return shown.isEmpty()
                ? ""
                : "\n" + String.join(" and ", shown) + "; " + SlackText.link(sessionUrl, "all of them on the page");
    }

    private static DataTableBlock.Cell cell(String outside) {
        String text = SlackText.line(outside, SlackLimits.TABLE_CELL);
        return new DataTableBlock.Cell(text.isEmpty() ? BLANK : text);
    }

    private static int length(List<DataTableBlock.Cell> cells) {
        return cells.stream().mapToInt(cell -> cell.text().length()).sum();
    }
}
