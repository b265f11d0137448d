package dev.opspilot.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opspilot.rituals.checkup.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckReportTest {
    private static final CheckReport REPORT = new CheckReport(List.of(
            Check.ok("Home", "disk", "9000 MiB free"),
            Check.warn("Server", "running", "nothing listens", "Start opspilot serve."),
            Check.fail("Server", "API token", "not set", "Set OPSPILOT_API_TOKEN.")));

    @Test
    void peopleGetALineForEachCheckAndWhatToDo() {
        assertThat(REPORT.text().lines())
                .containsExactly(
                        "",
                        "Home",
                        "  ✓ disk       9000 MiB free",
                        "",
                        "Server",
                        "  ! running    nothing listens",
                        "               → Start opspilot serve.",
                        "  ✗ API token  not set",
                        "               → Set OPSPILOT_API_TOKEN.",
                        "",
                        "1 well, 1 to know, 1 to mend.");
        assertThat(REPORT.isWell()).isFalse();
    }

    @Test
    void programsGetJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(REPORT.json());

        assertThat(json.path("ok").asBoolean(true)).isFalse();
        assertThat(json.at("/checks/2/verdict").asText()).isEqualTo("fail");
        assertThat(json.at("/checks/2/next").asText()).isEqualTo("Set OPSPILOT_API_TOKEN.");
    }
}
