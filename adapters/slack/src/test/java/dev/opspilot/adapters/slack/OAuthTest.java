package dev.opspilot.adapters.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.door.SlackDoor;
import dev.opspilot.adapters.slack.install.BotToken;
import dev.opspilot.adapters.slack.install.Installation;
import dev.opspilot.adapters.slack.install.OAuthApp;
import dev.opspilot.adapters.slack.install.Tenant;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.adapters.slack.testkit.MemoryInstalls;
import dev.opspilot.rituals.delivery.ManualWaits;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Installing, renewing and leaving, through the adapter's own doors, with a fake Slack behind them. */
class OAuthTest {
    private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

    private final ManualWaits time = new ManualWaits(START);
    private final MemoryInstalls installs = new MemoryInstalls();
    private SlackDoor door;

    @BeforeEach
    void open() throws Exception {
        door = door(Set.of(), true);
    }

    @AfterEach
    void close() throws Exception {
        door.close();
    }

    private SlackDoor door(Set<String> allowed, boolean pkce) throws Exception {
        SlackDoor made = SlackDoor.ofMany(
                time,
                (api, url) -> new SlackSettings(
                        Optional.of(SlackDoor.SECRET),
                        Optional.empty(),
                        new SlackSettings.Install.ByOAuth(
                                new OAuthApp(
                                        "1.2",
                                        "client-s3cret",
                                        List.of("chat:write", "commands"),
                                        allowed,
                                        pkce,
                                        api,
                                        url),
                                installs,
                                installs),
                        api,
                        url));
        made.slack.stub("oauth.v2.access", (_, form) -> granted(form));
        return made;
    }

    private static ObjectNode granted(Map<String, String> form) {
        if (!form.getOrDefault("client_secret", "").equals("client-s3cret")) {
            return FakeSlack.refusal("bad_client_secret");
        }
        ObjectNode ok =
                FakeSlack.ok().put("app_id", "A1").put("bot_user_id", "UBOT").put("scope", "chat:write,commands");
        if (form.getOrDefault("grant_type", "").equals("refresh_token")) {
            return form.getOrDefault("refresh_token", "").equals("xoxe-1")
                    ? ok.put("access_token", "xoxb-renewed")
                            .put("refresh_token", "xoxe-2")
                            .put("expires_in", 43_200)
                    : FakeSlack.refusal("invalid_refresh_token");
        }
        ok.putObject("authed_user").put("id", "U9");
        return switch (form.getOrDefault("code", "")) {
            case "of-a-team" -> team(ok, "T1", "Acme <b>& Sons</b>").put("access_token", "xoxb-team");
            case "of-an-org" -> {
                ok.putObject("enterprise").put("id", "E1").put("name", "Acme Grid");
                ok.putNull("team");
                yield ok.put("is_enterprise_install", true).put("access_token", "xoxb-org");
            }
            case "that-rotates" ->
                team(ok, "T1", "Acme")
                        .put("access_token", "xoxe.xoxb-1")
                        .put("refresh_token", "xoxe-1")
                        .put("expires_in", 43_200);
            default -> FakeSlack.refusal("invalid_code");
        };
    }

    private static ObjectNode team(ObjectNode ok, String id, String name) {
        ok.putObject("team").put("id", id).put("name", name);
        return ok.put("is_enterprise_install", false);
    }

    private record Started(URI consent, Map<String, String> query, String cookie) {}

    private HttpResponse<String> get(String path, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(door.events.resolve(path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return door.send(request.build());
    }

    private Started begin() {
        HttpResponse<String> answer = get("/slack/install", "");
        assertThat(answer.statusCode()).isEqualTo(302);
        URI consent = URI.create(answer.headers().firstValue("Location").orElseThrow());
        Map<String, String> query = Arrays.stream(consent.getRawQuery().split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return new Started(consent, query, cookie.substring(0, cookie.indexOf(';')));
    }

    private HttpResponse<String> install(String code) {
        Started started = begin();
        return get("/slack/oauth_redirect?code=" + code + "&state=" + started.query.get("state"), started.cookie);
    }

    @Test
    void anInstallAsksForConsentAtSlackWithStateScopesAndPkce() {
        Started started = begin();

        assertThat(started.consent.getPath()).isEqualTo("/oauth/v2/authorize");
        assertThat(started.consent.getAuthority()).isEqualTo(door.slack.apiUrl().getAuthority());
        assertThat(started.query)
                .containsEntry("client_id", "1.2")
                .containsEntry("scope", "chat:write,commands")
                .containsEntry("redirect_uri", "https://ops.example.com/slack/oauth_redirect")
                .containsEntry("code_challenge_method", "S256")
                .hasEntrySatisfying("state", state -> assertThat(state).hasSize(43));
        assertThat(begin().query.get("state")).isNotEqualTo(started.query.get("state"));
    }

    @Test
    void aTeamThatConsentsIsInstalledAndGreetedByItsNameWithNothingLetThrough() {
        HttpResponse<String> page = install("of-a-team");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("OpsPilot is installed in Acme &lt;b&gt;&amp; Sons&lt;/b&gt;")
                .doesNotContain("<b>", "of-a-team", "xoxb");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(installs.all())
                .containsExactly(new Installation(
                        new Tenant.Team("T1"),
                        "Acme <b>& Sons</b>",
                        "A1",
                        "UBOT",
                        Set.of("chat:write", "commands"),
                        "U9",
                        START,
                        new BotToken("xoxb-team", Optional.empty())));
    }

    @Test
    void aLinkIsGoodOnceForTenMinutesInTheBrowserThatBegan() {
        Started started = begin();
        String link = "/slack/oauth_redirect?code=of-a-team&state=" + started.query.get("state");

        assertThat(get(link, "").statusCode()).isEqualTo(400);
        assertThat(get(link, "opspilot_slack_install=another").statusCode()).isEqualTo(400);
        assertThat(get(link, started.cookie).statusCode()).isEqualTo(200);
        assertThat(get(link, started.cookie).body()).contains("no longer good");
        assertThat(door.slack.calls("oauth.v2.access")).hasSize(1);

        Started late = begin();
        time.pass(Duration.ofMinutes(10));
        assertThat(get("/slack/oauth_redirect?code=of-a-team&state=" + late.query.get("state"), late.cookie)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatSlackRefusesIsExplainedAndWhatTheRequestSaysIsNotRepeated() {
        Started started = begin();
        HttpResponse<String> declined =
                get("/slack/oauth_redirect?error=access_denied&state=" + started.query.get("state"), started.cookie);
        assertThat(declined.body()).contains("Nothing was installed", "/slack/install");

        Started again = begin();
        HttpResponse<String> odd = get(
                "/slack/oauth_redirect?error=%3Cscript%3Ealert(1)%3C/script%3E&state=" + again.query.get("state"),
                again.cookie);
        assertThat(odd.statusCode()).isEqualTo(502);
        assertThat(odd.body()).doesNotContain("script");

        assertThat(install("of-nobody").body()).contains("Slack did not finish");
        door.slack.breakDown("oauth.v2.access", 1);
        assertThat(install("of-a-team").statusCode()).isEqualTo(502);
        assertThat(installs.all()).isEmpty();
    }

    @Test
    void whoIsNotOnTheListIsSentAwayAndItsTokenGivenBack() throws Exception {
        door.close();
        door = door(Set.of("T7"), false);
        door.slack.stub("auth.revoke", (_, _) -> FakeSlack.ok().put("revoked", true));

        HttpResponse<String> page = install("of-a-team");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("SLACK_ALLOWED_TEAMS");
        assertThat(installs.all()).isEmpty();
        assertThat(door.slack.tokens("auth.revoke")).containsExactly("xoxb-team");
        assertThat(begin().query).doesNotContainKey("code_challenge");
    }

    @Test
    void eachWorkspaceIsWrittenToWithItsOwnTokenAndAnOrganisationServesItsOwn() throws Exception {
        install("of-a-team");
        install("of-an-org");
        assertThat(installs.all()).extracting(each -> each.tenant().id()).containsExactly("E1", "T1");

        show("T1", "C1");
        command("T2", Map.of("enterprise_id", "E1", "is_enterprise_install", "true"));
        show("T2", "C2");

        assertThat(door.slack.tokens("chat.postMessage")).containsExactly("xoxb-team", "xoxb-org");
    }

    /** An event names its workspace and organisation beside the authorisation, which has no team then. */
    @Test
    void anOrganisationServesItsWorkspacesFromTheFirstEventOn() throws Exception {
        install("of-an-org");

        assertThat(door.send(door.signer.event(door.events, """
                {"type":"event_callback","event_id":"Ev1","team_id":"T2","enterprise_id":"E1","api_app_id":"A1",
                 "authorizations":[{"enterprise_id":"E1","team_id":null,"user_id":"UBOT","is_bot":true,
                                    "is_enterprise_install":true}],
                 "event":{"type":"app_mention","user":"U1","channel":"C2","ts":"1700000000.000009",
                          "text":"<@UBOT> payments just failed"}}""")).statusCode()).isEqualTo(200);
        show("T2", "C2");

        assertThat(door.slack.tokens("chat.postMessage")).containsExactly("xoxb-org");
    }

    @Test
    void aTokenIsRenewedBeforeItIsOverAndAgainWhenSlackTakesItNoMore() throws Exception {
        install("that-rotates");
        time.pass(Duration.ofHours(11).plusMinutes(59).plusSeconds(30));

        show("T1", "C1");

        assertThat(door.slack.tokens("chat.postMessage")).containsExactly("xoxb-renewed");
        assertThat(installs.all().getFirst().token())
                .isEqualTo(new BotToken(
                        "xoxb-renewed",
                        Optional.of(
                                new BotToken.Renewal("xoxe-2", time.instant().plus(Duration.ofHours(12))))));
    }

    @Test
    void aTokenThatSlackCallsExpiredIsRenewedAtOnce() throws Exception {
        install("that-rotates");
        door.slack.refuse("chat.postMessage", "token_expired", 1);

        show("T1", "C1");

        assertThat(door.slack.messages("C1")).hasSize(1);
        assertThat(door.slack.tokens("chat.postMessage")).contains("xoxb-renewed");
    }

    @Test
    void whoUninstallsIsForgottenAndALateFarewellDoesNotUndoANewInstall() {
        install("of-a-team");
        farewell("app_uninstalled", "{}", START.minusSeconds(60));
        assertThat(installs.all()).hasSize(1);

        farewell("app_uninstalled", "{}", START.plusSeconds(60));
        assertThat(installs.all()).isEmpty();

        install("of-a-team");
        farewell("tokens_revoked", "{\"oauth\":[\"U1\"]}", START.plusSeconds(60));
        assertThat(installs.all()).hasSize(1);
        farewell("tokens_revoked", "{\"bot\":[\"UBOT\"]}", START.plusSeconds(60));
        assertThat(installs.all()).isEmpty();
    }

    @Test
    void aWorkspaceThatNeverInstalledGetsNoCall() throws Exception {
        assertThat(door.adapter.surface().show(Views.done(Views.ID, new Place("slack", "T8", "C8", Optional.empty()))))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("not_installed");
        assertThat(door.slack.calls("chat.postMessage")).isEmpty();
    }

    private void show(String team, String channel) throws Exception {
        door.adapter
                .surface()
                .show(Views.done(
                        new SessionId("s-" + channel.toLowerCase(Locale.ROOT)),
                        new Place("slack", team, channel, Optional.empty())))
                .get(20, TimeUnit.SECONDS);
    }

    private void command(String team, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("team_id", team);
        assertThat(door.send(door.signer.command(door.events, "help", "trigger-9", all))
                        .statusCode())
                .isEqualTo(200);
    }

    private void farewell(String type, String tokens, Instant at) {
        String body = """
                {"type":"event_callback","team_id":"T1","api_app_id":"A1","event_id":"Ev%d","event_time":%d,
                 "event":{"type":"%s","tokens":%s}}""".formatted(at.getEpochSecond(), at.getEpochSecond(), type, tokens);
        assertThat(door.send(door.signer.event(door.events, body)).statusCode()).isEqualTo(200);
    }
}
