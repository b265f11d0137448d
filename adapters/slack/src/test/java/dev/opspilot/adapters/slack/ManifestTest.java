package dev.opspilot.adapters.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.bolt.App;
import dev.opspilot.adapters.slack.door.AgentPane;
import dev.opspilot.adapters.slack.door.SlackDoor;
import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.manifests.SlackManifest;
import java.lang.reflect.Field;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the manifest tells Slack to send is what there are listeners for: no more, no less. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestTest {
    private final JsonNode manifest = Rendered.read(SlackManifest.forUrl(URI.create("https://ops.example.com")));
    private SlackDoor door;

    @BeforeAll
    void open() throws Exception {
        door = new SlackDoor(InstantSource.system());
    }

    @AfterAll
    void close() throws Exception {
        door.close();
    }

    @Test
    void theCommandsAreTheOnesThatAreHeard() throws Exception {
        assertThat(manifest.at("/features/slash_commands").findValuesAsText("command"))
                .containsExactlyInAnyOrderElementsOf(heard("slashCommandHandlers"));
    }

    @Test
    void theEventsAreTheOnesThatAreHeard() throws Exception {
        assertThat(manifest.at("/settings/event_subscriptions/bot_events"))
                .extracting(JsonNode::asText)
                .map(event -> event.startsWith("message.") ? "message" : event)
                .containsOnlyOnceElementsOf(heard("eventHandlers"))
                .allMatch(heard("eventHandlers")::contains);
    }

    @Test
    void theShortcutsAreTheOnesThatAreHeard() throws Exception {
        assertThat(shortcuts("global")).isEqualTo(heard("globalShortcutHandlers"));
        assertThat(shortcuts("message")).isEqualTo(heard("messageShortcutHandlers"));
    }

    private Set<String> shortcuts(String type) {
        return manifest.at("/features/shortcuts")
                .valueStream()
                .filter(each -> each.path("type").asText().equals(type))
                .map(each -> each.path("callback_id").asText())
                .collect(Collectors.toSet());
    }

    /** Bolt keeps its listeners to itself: by name, or by a pattern that quotes it. */
    private Set<String> heard(String handlers) throws Exception {
        Field field = App.class.getDeclaredField(handlers);
        field.setAccessible(true);
        return ((Map<?, ?>) field.get(door.adapter.app()))
                .keySet().stream()
                        .map(each -> each instanceof Pattern pattern ? pattern.pattern() : each.toString())
                        .map(each -> each.replaceAll("^\\^(\\\\Q)?|(\\\\E)?\\$$", ""))
                        // Kinds of messages are listened to one by one, and subscribed to as one.
                        .map(each -> each.startsWith("message:") ? "message" : each)
                        .collect(Collectors.toSet());
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
