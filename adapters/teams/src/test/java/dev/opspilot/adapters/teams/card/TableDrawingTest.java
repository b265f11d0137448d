package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableDrawingTest {
    private static final List<String> COLUMNS = List.of("Metric", "Now", "Expected", "Change", "Since");

    @Test
    void whatAPhoneHasNoWidthForStandsBelowTheFirstCell() {
        ObjectNode table = TableDrawing.draw(
                COLUMNS,
                List.of(
                        List.of("Card failures", "43 %", "1–5 %", "+38", "09:45"),
                        List.of("Orders", "776", "988", "", "–")));

        assertThat(table.path("columns")).hasSize(3);
        assertThat(table.path("rows"))
                .allSatisfy(row -> assertThat(row.path("cells")).hasSize(3));
        assertThat(table.at("/rows/1/cells/0").toString())
                .contains("Card failures")
                .contains("Change: +38 · Since: 09:45");
        assertThat(table.at("/rows/2/cells/0/items")).hasSize(1);
        assertThat(table.path("fallback").toString()).contains("Change +38");
    }

    @Test
    void threeColumnsStandSideBySideAsTheyAre() {
        ObjectNode table = TableDrawing.draw(COLUMNS.subList(0, 3), List.of(List.of("Orders", "776", "988")));

        assertThat(table.at("/rows/1/cells")).hasSize(3);
        assertThat(table.at("/columns/1/horizontalCellContentAlignment").asText())
                .isEqualTo("Right");
        assertThat(table.at("/rows/1/cells/0/items")).hasSize(1);
    }
}
