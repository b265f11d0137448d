package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.config.AutomationSpec;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.WorkflowReader;
import dev.opspilot.bot.instruments.McpInstruments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class DemoWorkflowsTest {

    @Test
    void fitTheReaderAndTheToolsOfTheCompany() throws IOException {
        try (DemoCompany company = DemoCompany.start(Scenario.HEALTHY, 1, InstantSource.system(), 0)) {
            OpsPilotYml yml = company.config();

            assertThat(yml.automations().flaws()).isEmpty();
            assertThat(yml.automations().all())
                    .extracting(AutomationSpec::name)
                    .containsExactly("annual-plans", "refund-retries", "look-again", "morning-numbers");
            try (McpInstruments sources = McpInstruments.of(yml, InstantSource.system())) {
                assertThat(sources.workflowFlaws(Duration.ofSeconds(10))).isEmpty();
            }
        }
    }

    /** The example of the guide is one that can be used. */
    @Test
    void theGuideShowsAWorkflowThatIsRead() throws Exception {
        String guide = Files.readString(Path.of("..", ".github", "GUIDE.md"), StandardCharsets.UTF_8);
        int start = guide.indexOf("name: annual-plans");
        String example = guide.substring(start, guide.indexOf("```", start));
        try (DemoCompany company = DemoCompany.start(Scenario.HEALTHY, 1, InstantSource.system(), 0)) {
            WorkflowReader.Result read =
                    WorkflowReader.of(company.config()).read("GUIDE.md", example.replace("flags/", "demo/"));

            assertThat(read.flaws()).isEmpty();
            assertThat(read.spec().orElseThrow().workflow().flow()).contains("→");
        }
    }
}
