package dev.opspilot.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SlackManifestTest {
    private static final URI URL = URI.create("https://ops.example.com");
    private static final String SCHEMA = "slack-manifest-2.0.0.schema.json";

    @Test
    void everyRequestGoesToTheOneAddress() throws Exception {
        JsonNode manifest = parsed(URL);

        String events = "https://ops.example.com/slack/events";
        assertThat(manifest.at("/features/slash_commands/0/url").asText()).isEqualTo(events);
        assertThat(manifest.at("/settings/event_subscriptions/request_url").asText())
                .isEqualTo(events);
        assertThat(manifest.at("/settings/interactivity/request_url").asText()).isEqualTo(events);
        assertThat(manifest.at("/settings/interactivity/is_enabled").asBoolean())
                .isTrue();
    }

    @Test
    void howTheAppIsRunShows() throws Exception {
        JsonNode usual = parsed(URL);
        JsonNode other = new ObjectMapper().readTree(SlackManifest.forUrl(URL, new SlackOptions(true, true)));

        assertThat(usual.at("/oauth_config/redirect_urls/0").asText())
                .isEqualTo("https://ops.example.com/slack/oauth_redirect");
        for (String setting : List.of("org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled")) {
            assertThat(usual.path("settings").path(setting).asBoolean(true)).isFalse();
            assertThat(other.path("settings").path(setting).asBoolean()).isTrue();
        }
    }

    /** Rotation would break a token that is set once, and PKCE makes an app public for good: neither comes unasked. */
    @Test
    void nothingThatCannotBeUndoneIsSwitchedOnUnasked() throws Exception {
        assertThat(parsed(URL).at("/oauth_config/pkce_enabled").isMissingNode()).isTrue();
        assertThat(parsed(URL).at("/settings/token_rotation_enabled").asBoolean(true))
                .isFalse();
    }

    @Test
    void aSlashAtTheEndOfTheAddressDoesNotDouble() throws Exception {
        JsonNode manifest = parsed(URI.create("https://ops.example.com/pilot/"));

        assertThat(manifest.at("/features/slash_commands/0/url").asText())
                .isEqualTo("https://ops.example.com/pilot/slack/events");
    }

    @Test
    void everyScopeIsAskedForOnceAndExplained() throws Exception {
        List<String> asked = StreamSupport.stream(
                        parsed(URL).at("/oauth_config/scopes/bot").spliterator(), false)
                .map(JsonNode::asText)
                .toList();

        assertThat(asked)
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(
                        SlackManifest.SCOPES.stream().map(Scope::name).toList());
        assertThat(SlackManifest.SCOPES)
                .allSatisfy(scope -> assertThat(scope.why()).endsWith("."));
        assertThat(parsed(URL).at("/oauth_config/scopes/user").isMissingNode()).isTrue();
    }

    @Test
    void textsKeepTheLengthsThatSlackAllows() throws Exception {
        JsonNode display = parsed(URL).path("display_information");

        assertThat(display.path("name").asText()).hasSizeLessThanOrEqualTo(35);
        assertThat(display.path("description").asText()).hasSizeLessThanOrEqualTo(140);
        assertThat(display.path("long_description").asText()).hasSizeBetween(175, 4_000);
    }

    @Test
    void whatIsNoPublicAddressIsRefused() {
        for (String bad : List.of(
                "ops.example.com",
                "ftp://ops.example.com",
                "http://ops.example.com",
                "https://a.example/?x=1",
                "https:///x")) {
            assertThatThrownBy(() -> SlackManifest.forUrl(URI.create(bad)))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Slack's own schema is not part of the project: this runs where {@code OPSPILOT_SCHEMAS} or a folder shared/schemas above this one has it. */
    @Test
    void slacksOwnSchemaAcceptsIt() throws Exception {
        Path schema = schemas().resolve(SCHEMA);
        assumeTrue(Files.isReadable(schema), "no schema at " + schema);

        var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(schema), InputFormat.JSON)
                .validate(SlackManifest.forUrl(URL), InputFormat.JSON);

        assertThat(errors).isEmpty();
    }

    private static Path schemas() {
        return Optional.ofNullable(System.getenv("OPSPILOT_SCHEMAS"))
                .map(Path::of)
                .or(() -> Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(folder -> folder.resolve("shared/schemas"))
                        .filter(Files::isDirectory)
                        .findFirst())
                .orElse(Path.of("shared/schemas"));
    }

    private static JsonNode parsed(URI url) throws Exception {
        return new ObjectMapper().readTree(SlackManifest.forUrl(url));
    }
}
