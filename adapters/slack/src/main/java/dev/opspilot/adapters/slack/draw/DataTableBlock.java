package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slack's {@code data_table} block, which the SDK does not have yet; the first row is the header. */
record DataTableBlock(String type, String caption, int pageSize, List<List<Cell>> rows) implements LayoutBlock {

    DataTableBlock(String caption, List<List<Cell>> rows) {
        this("data_table", caption, SlackLimits.TABLE_PAGE, List.copyOf(rows));
    }

    /** Characters in all cells. */
    int length() {
        return rows.stream()
                .flatMap(List::stream)
                .mapToInt(cell -> cell.text().length())
                .sum();
    }

    /** A cell of plain text; never empty. */
    record Cell(String type, String text) {
        Cell(String text) {
            this("raw_text", text);
        }
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public @Nullable String getBlockId() {
        return null;
    }
}
