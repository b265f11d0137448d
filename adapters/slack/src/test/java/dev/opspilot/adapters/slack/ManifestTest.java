package dev.opspilot.adapters.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.manifests.SlackManifest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What the manifest tells Slack to send is what there are listeners for. */
class ManifestTest {
    private final JsonNode manifest = Rendered.read(SlackManifest.forUrl(URI.create("https://ops.example.com")));

    @Test
    void theCommandsAreTheOnesThatAreHeard() {
        assertThat(manifest.at("/features/slash_commands").findValuesAsText("command"))
                .containsExactly(SlackInbox.COMMAND);
    }

    @Test
    void theEventsAreTheOnesThatAreHeard() {
        assertThat(manifest.at("/settings/event_subscriptions/bot_events"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(SlackInbox.EVENTS);
    }

    @Test
    void theShortcutsAreTheOnesThatAreHeard() {
        assertThat(manifest.at("/features/shortcuts").findValuesAsText("callback_id"))
                .containsExactly(SlackInbox.LAUNCH_SHORTCUT, SlackInbox.DRILL_SHORTCUT);
    }

    @Test
    void thePaneOffersWhatTheManifestOffers() {
        assertThat(manifest.at("/features/agent_view/suggested_prompts")).hasSameSizeAs(AgentPane.PROMPTS);
        for (int i = 0; i < AgentPane.PROMPTS.size(); i++) {
            JsonNode offered = manifest.at("/features/agent_view/suggested_prompts/" + i);
            assertThat(offered.path("title").asText())
                    .isEqualTo(AgentPane.PROMPTS.get(i).getTitle());
            assertThat(offered.path("message").asText())
                    .isEqualTo(AgentPane.PROMPTS.get(i).getMessage());
        }
    }
}
