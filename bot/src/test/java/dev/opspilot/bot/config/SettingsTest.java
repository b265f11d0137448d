package dev.opspilot.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
    @Test
    void hasADefaultForAllButTheSecrets() throws ConfigException {
        Settings settings = Settings.from(Map.of("OPSPILOT_API_TOKEN", "  "));

        assertThat(settings.port()).isEqualTo(3000);
        assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:3000"));
        assertThat(settings.databaseUrl()).isEmpty();
        assertThat(settings.apiToken()).isEmpty();
        assertThat(settings.slack()).isEmpty();
    }

    @Test
    void readsSlackAndKeepsItsSecretsToItself() throws ConfigException {
        Settings settings = Settings.from(Map.of(
                "SLACK_SIGNING_SECRET", "s3cret-a",
                "SLACK_BOT_TOKEN", "s3cret-b",
                "OPSPILOT_API_TOKEN", "s3cret-c",
                "OPSPILOT_DATABASE_URL", "jdbc:postgresql://db/x?password=s3cret-d",
                "SLACK_API_URL", "http://127.0.0.1:9/api/"));

        assertThat(settings.slack().orElseThrow().apiUrl()).isEqualTo(URI.create("http://127.0.0.1:9/api/"));
        assertThat(settings.slack().orElseThrow().install())
                .isEqualTo(new SlackAccess.Install.OneWorkspace(new Secret("s3cret-b")));
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:s3cret@host/db",
                "jdbc:postgresql://u:s3cret@host/db",
                "jdbc:mysql://host/db?password=s3cret",
                "jdbc:postgresql:?password=s3cret",
                "s3cret"
            })
    void aDatabaseUrlOfAnotherKindIsNotQuoted(String url) {
        assertThatThrownBy(() -> Settings.from(Map.of("OPSPILOT_DATABASE_URL", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OPSPILOT_DATABASE_URL is a JDBC URL")
                .hasMessageContaining("jdbc:postgresql://")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "OPSPILOT_PORT, http, OPSPILOT_PORT is a port from 0 to 65535",
        "OPSPILOT_PORT, 70000, OPSPILOT_PORT is a port from 0 to 65535",
        "OPSPILOT_PUBLIC_URL, opspilot.example.com, OPSPILOT_PUBLIC_URL is a URL",
        "OPSPILOT_PUBLIC_URL, ftp://x, OPSPILOT_PUBLIC_URL is a URL",
        "SLACK_BOT_TOKEN, xoxb-1, set SLACK_SIGNING_SECRET too",
        "SLACK_SIGNING_SECRET, abc, set SLACK_BOT_TOKEN too",
        "SLACK_APP_TOKEN, xapp-1, set SLACK_BOT_TOKEN too",
        "SLACK_APP_TOKEN, xoxb-1, SLACK_APP_TOKEN begins with xapp-",
        "SLACK_CLIENT_ID, 1.2, set SLACK_SIGNING_SECRET too",
    })
    void saysWhatWouldBeRight(String name, String value, String said) {
        assertThatThrownBy(() -> Settings.from(Map.of(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(said);
    }

    @Test
    void readsAnAppThatManyInstall() throws ConfigException {
        SlackAccess slack = Settings.from(Map.of(
                        "SLACK_APP_TOKEN", "xapp-1",
                        "SLACK_CLIENT_ID", "1.2",
                        "SLACK_CLIENT_SECRET", "s3cret",
                        "SLACK_ALLOWED_TEAMS", "T1, E2",
                        "SLACK_PKCE", "on"))
                .slack()
                .orElseThrow();

        assertThat(slack.signingSecret()).isEmpty();
        assertThat(slack.install())
                .isEqualTo(new SlackAccess.Install.ByOAuth("1.2", new Secret("s3cret"), Set.of("T1", "E2"), true));
        assertThat(slack.toString()).doesNotContain("s3cret", "xapp-1");
    }

    @Test
    void oneWorkspaceAndManyAreNotMixed() {
        assertThatThrownBy(() -> Settings.from(
                        Map.of("SLACK_SIGNING_SECRET", "s", "SLACK_BOT_TOKEN", "xoxb-1", "SLACK_CLIENT_ID", "1.2")))
                .hasMessageContaining("SLACK_BOT_TOKEN is for one workspace");
        assertThatThrownBy(() -> Settings.from(Map.of("SLACK_SIGNING_SECRET", "s", "SLACK_CLIENT_ID", "1.2")))
                .hasMessageContaining("set SLACK_CLIENT_SECRET too");
        assertThatThrownBy(() -> Settings.from(Map.of(
                        "SLACK_SIGNING_SECRET", "s",
                        "SLACK_CLIENT_ID", "1.2",
                        "SLACK_CLIENT_SECRET", "s",
                        "SLACK_ALLOWED_TEAMS", "acme")))
                .hasMessageContaining("“acme” is no id");
    }
}
