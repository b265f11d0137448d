package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import dev.opspilot.bot.doctor.Doctor;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Check.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The doctor on a running bot with an app that people install, and where its secrets go: nowhere. */
class CheckupsTest {
    private static final String CANARY = "c4nary";

    @TempDir
    Path home;

    @Test
    void aRunningBotIsExaminedAndItsSecretsStayWhereTheyAre() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        InstantSource clock = InstantSource.system();
        try (FakeSlack slack = FakeSlack.start(clock);
                DemoCompany company = DemoCompany.start(Scenario.HEALTHY, 1, clock, 0)) {
            slack.stub("apps.connections.open", (_, _) -> FakeSlack.refusal("invalid_auth"));
            slack.stub("oauth.v2.access", (_, _) -> FakeSlack.refusal("bad_client_secret"));
            Map<String, String> environment = environment(slack.apiUrl());
            String pages;
            List<Check> checks;
            try (Bot bot = Bot.start(Settings.from(environment), company.config(), Bot.Mode.SERVE, clock)) {
                environment.put("OPSPILOT_PORT", Integer.toString(bot.port()));
                URI here = URI.create("http://127.0.0.1:" + bot.port());
                pages = installed(here);
                pages += get(here.resolve("/metrics"));
                slack.await(it -> !it.calls("apps.connections.open").isEmpty(), Duration.ofSeconds(30));
                try (Checkups checkups = Checkups.of(Settings.from(environment), environment, clock)) {
                    checks = Doctor.examine(checkups.all());
                }
            }

            assertThat(verdict(checks, "Server", "running")).isEqualTo(Verdict.OK);
            assertThat(verdict(checks, "Database", "migrations")).isEqualTo(Verdict.OK);
            assertThat(verdict(checks, "Home", "keyset")).isEqualTo(Verdict.OK);
            assertThat(verdict(checks, "Slack", "signing secret")).isEqualTo(Verdict.OK);
            assertThat(verdict(checks, "Slack", "socket mode")).isEqualTo(Verdict.FAIL);
            assertThat(verdict(checks, "Slack", "installs")).isEqualTo(Verdict.WARN);
            assertThat(pages)
                    .contains("SLACK_CLIENT_SECRET is not the app", "opspilot_inbox_waiting 0.0")
                    .contains("method=\"oauth.v2.access\",outcome=\"200\",surface=\"slack\"");
            assertThat(checks.toString()).doesNotContain(CANARY);
            assertThat(pages).doesNotContain(CANARY);
            String keyset = Files.readString(home.resolve("keyset.json"));
            assertThat(said(log)).contains("Slack's socket cannot be opened").doesNotContain(CANARY, keyset);
        } finally {
            root.detachAppender(log);
        }
    }

    private Map<String, String> environment(URI api) {
        Map<String, String> environment = new HashMap<>();
        environment.put("OPSPILOT_PORT", "0");
        environment.put("OPSPILOT_HOME", home.toString());
        environment.put("OPSPILOT_CONFIG", home.resolve("none.yml").toString());
        environment.put("OPSPILOT_DATABASE_URL", TestDatabase.url());
        environment.put("OPSPILOT_API_TOKEN", CANARY + "-api");
        environment.put("SLACK_SIGNING_SECRET", CANARY + "-signing");
        environment.put("SLACK_APP_TOKEN", "xapp-" + CANARY);
        environment.put("SLACK_CLIENT_ID", "1.2");
        environment.put("SLACK_CLIENT_SECRET", CANARY + "-client");
        environment.put("SLACK_API_URL", api.toString());
        environment.put("OPENAI_API_KEY", "sk-" + CANARY);
        return environment;
    }

    /** Somebody tries to install, with a code that Slack does not like. */
    private static String installed(URI bot) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> begun = http.send(
                    HttpRequest.newBuilder(bot.resolve("/slack/install")).build(),
                    HttpResponse.BodyHandlers.ofString());
            String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
            String state = begun.headers().firstValue("Location").orElseThrow().replaceAll(".*state=([^&]+).*", "$1");
            return http.send(
                            HttpRequest.newBuilder(
                                            bot.resolve("/slack/oauth_redirect?code=" + CANARY + "&state=" + state))
                                    .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static String get(URI url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static Verdict verdict(List<Check> checks, String area, String name) {
        return checks.stream()
                .filter(each -> each.area().equals(area) && each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(area + "/" + name + " is not in " + checks))
                .verdict();
    }

    private static String said(ListAppender<ILoggingEvent> log) {
        List<String> lines = new ArrayList<>();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            lines.add(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return String.join("\n", lines);
    }
}
