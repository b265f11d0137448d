package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.opspilot.bot.demo.Scenario;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A question for an amount that a session did not read: asked of the demo company over real MCP, and added up. */
final class AskedAmountTest {

    @Test
    void takesAReadingOfItsOwnAndAnswersWithItsReceipt() throws Exception {
        try (Stage stage = Stage.of(Scenario.HEALTHY)) {
            Api api = stage.api();
            String session = api.drill("payments just failed");
            api.ended(session);
            int before = api.get("/api/v1/sessions/" + session).path("receipts").size();

            api.post(
                    "/api/v1/sessions/" + session + "/questions",
                    JsonNodeFactory.instance.objectNode().put("question", "how many people signed up yesterday?"));
            JsonNode told = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> api.get("/api/v1/sessions/" + session),
                            view -> !view.path("questions")
                                            .path(0)
                                            .path("answer")
                                            .isNull()
                                    && !view.path("questions")
                                            .path(0)
                                            .path("answer")
                                            .isMissingNode());
            JsonNode answer = told.path("questions").path(0).path("answer");

            assertThat(answer.path("text").asText())
                    .startsWith("Lumafold sign ups came to ")
                    .contains(" on ", "; in the same time a week before it was ");
            assertThat(told.path("receipts").size()).isGreaterThan(before);
            assertThat(answer.path("receipts").toString())
                    .contains(told.path("receipts")
                            .get(told.path("receipts").size() - 1)
                            .path("id")
                            .asText());
        }
    }
}
