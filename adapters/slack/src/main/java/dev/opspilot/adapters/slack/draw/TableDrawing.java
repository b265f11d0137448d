package dev.opspilot.adapters.slack.draw;

import dev.opspilot.rituals.widget.Widget.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a table natively, which Slack shows page by page. What one message does not hold goes into the thread, some
 * messages more; the rest is named with a link to the whole.
 */
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
        int rows = fitting(table, columns, 0, page.tableTextLeft());
        String title = WidgetDrawing.bold(table.title());
        if (rows == 0) {
            String instead = table.rows().isEmpty()
                    ? "No rows."
                    : SlackText.link(sessionUrl, "See its " + table.rows().size() + " rows on the page");
            page.add(Blocks.section(title + "\n" + instead), chips.row(table.receipts()));
            return;
        }
        DataTableBlock block = block(table, columns, 0, rows);
        page.add(Blocks.section(title + cut(table, rows, columns)), block, chips.row(table.receipts()));
        continued(table, columns, rows);
    }

    private void continued(Table table, int columns, int shown) {
        int from = shown;
        while (from < table.rows().size() && page.goesOnInThread()) {
            int rows = fitting(table, columns, from, SlackLimits.TABLE_TEXT_IN_MESSAGE);
            if (rows == 0) {
                return;
            }
            String line = WidgetDrawing.bold(table.title()) + ", " + range(table, from, rows);
            page.addLater(Blocks.section(line), block(table, columns, from, rows), chips.row(table.receipts()));
            from += rows;
        }
    }

    private static String range(Table table, int from, int rows) {
        return "rows " + (from + 1) + " to " + (from + rows) + " of "
                + table.rows().size();
    }

    /** How many rows from one on fit into a block whose cells may hold so many characters. */
    private static int fitting(Table table, int columns, int from, int room) {
        if (columns == 0) {
            return 0;
        }
        int most = Math.min(table.rows().size() - from, SlackLimits.TABLE_ROWS - 1);
        int left = room - length(cells(table.columns(), columns));
        int rows = 0;
        while (rows < most) {
            left -= length(cells(table.rows().get(from + rows), columns));
            if (left < 0) {
                break;
            }
            rows++;
        }
        return rows;
    }

    private static DataTableBlock block(Table table, int columns, int from, int rows) {
        List<List<DataTableBlock.Cell>> all = new ArrayList<>();
        all.add(cells(table.columns(), columns));
        table.rows().subList(from, from + rows).forEach(row -> all.add(cells(row, columns)));
        String caption = SlackText.line(table.title(), SlackLimits.TABLE_CAPTION);
        return new DataTableBlock(caption.isEmpty() ? "Table" : caption, all);
    }

    private String cut(Table table, int rows, int columns) {
        List<String> shown = new ArrayList<>();
        if (rows < table.rows().size()) {
            String thread = page.goesOnInThread() ? ", more in the thread as far as there is room" : "";
            shown.add("The first " + rows + " of " + table.rows().size() + " rows" + thread);
        }
        if (columns < table.columns().size()) {
            shown.add(columns + " of " + table.columns().size() + " columns");
        }
        return shown.isEmpty()
                ? ""
                : "\n" + String.join(" and ", shown) + " · " + SlackText.link(sessionUrl, "all of them on the page");
    }

    private static List<DataTableBlock.Cell> cells(List<String> row, int columns) {
        return row.subList(0, columns).stream().map(TableDrawing::cell).toList();
    }

    private static DataTableBlock.Cell cell(String outside) {
        String text = SlackText.line(outside, SlackLimits.TABLE_CELL);
        return new DataTableBlock.Cell(text.isEmpty() ? BLANK : text);
    }

    private static int length(List<DataTableBlock.Cell> cells) {
        return cells.stream().mapToInt(cell -> cell.text().length()).sum();
    }
}
