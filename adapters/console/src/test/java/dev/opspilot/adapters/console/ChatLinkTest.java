package dev.opspilot.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.surface.Place;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChatLinkTest {
    private static Optional<String> link(String surface, String workspace, String channel, String thread) {
        return ChatLink.of(
                new Place(surface, workspace, channel, Optional.of(thread).filter(each -> !each.isEmpty())));
    }

    @Test
    void leadsToTheThreadOrTheChannel() {
        assertThat(link("slack", "T1", "C1", "1700000000.000009"))
                .contains("https://app.slack.com/client/T1/C1/thread/C1-1700000000.000009");
        assertThat(link("slack", "T1", "C1", "")).contains("https://app.slack.com/client/T1/C1");
        assertThat(link("teams", "tenant", "19:ops@thread.tacv2", "1700000000000"))
                .contains("https://teams.microsoft.com/l/message/19%3Aops%40thread.tacv2/1700000000000");
    }

    @Test
    void isNoneWhereThereIsNothingToOpen() {
        assertThat(link("console", "", "page", "")).isEmpty();
        assertThat(link("teams", "tenant", "a:ana", "1700000000000")).isEmpty();
        assertThat(link("teams", "tenant", "19:ops@thread.tacv2", "")).isEmpty();
        assertThat(link("slack", "T1/evil", "C1", "")).isEmpty();
    }
}
