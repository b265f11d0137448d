package dev.opspilot.bot.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.config.Hook;
import dev.opspilot.rituals.instrument.Incident;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HookReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static Understanding read(Hook hook, String body) {
        return HookReader.read(hook, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static RaisedAlert one(Hook hook, String body) {
        return switch (read(hook, body)) {
            case Understanding.Alerts(List<RaisedAlert> alerts) -> {
                assertThat(alerts).hasSize(1);
                yield alerts.getFirst();
            }
            case Understanding other -> throw new AssertionError(other.toString());
        };
    }

    @Test
    void anIdOfAnyLengthAndContentIsOneThatCanBeKept() {
        String log = "stack ".repeat(2_000);
        String same = "{\"title\":\"X\",\"id\":\"" + log + "\"}";
        String unclean = "{\"title\":\"X\",\"id\":\"a\\u0000b\"}";

        assertThat(one(Hook.GENERIC, same).incident().id())
                .hasSizeLessThanOrEqualTo(200)
                .isEqualTo(one(Hook.GENERIC, same).incident().id())
                .isNotEqualTo(one(Hook.GENERIC, same.replace("X", "Y").replaceFirst("stack", "stock"))
                        .incident()
                        .id());
        assertThat(one(Hook.GENERIC, unclean).incident().id()).isEqualTo("ab");
        assertThat(one(Hook.GENERIC, "{\"title\":\"" + log + "\",\"service\":\"s\"}")
                        .incident()
                        .id())
                .hasSizeLessThanOrEqualTo(290)
                .endsWith("/s");
    }

    @Test
    void alertmanagerSendsFiringAndResolvedTogether() {
        Understanding read = read(Hook.ALERTMANAGER, """
                {"version":"4","groupKey":"{}:{service=\\"checkout\\"}","status":"firing","alerts":[
                  {"status":"firing","fingerprint":"a1","startsAt":"2026-11-24T09:41:00.123Z","endsAt":"0001-01-01T00:00:00Z",
                   "labels":{"alertname":"PaymentErrors","service":"checkout","severity":"critical","team":"payments"},
                   "annotations":{"summary":"Card payments fail"},"generatorURL":"http://prometheus.example/graph?g0=1"},
                  {"status":"resolved","fingerprint":"b2","startsAt":"2026-11-24T09:30:00Z","endsAt":"2026-11-24T09:50:00Z",
                   "labels":{"alertname":"QueueDepth"},"annotations":{}}]}
                """);

        List<RaisedAlert> alerts = ((Understanding.Alerts) read).alerts();
        Incident firing = alerts.getFirst().incident();
        assertThat(firing.id()).isEqualTo("a1");
        assertThat(firing.title()).isEqualTo("Card payments fail");
        assertThat(firing.subject().name()).isEqualTo("checkout");
        assertThat(firing.startedAt()).isEqualTo("2026-11-24T09:41:00.123Z");
        assertThat(firing.resolvedAt()).isEmpty();
        assertThat(firing.link()).contains(URI.create("http://prometheus.example/graph?g0=1"));
        assertThat(alerts.getFirst().labels())
                .containsEntry("team", "payments")
                .containsEntry("severity", "critical")
                .containsEntry("source", "Alertmanager");
        Incident over = alerts.getLast().incident();
        assertThat(over.title()).isEqualTo("QueueDepth");
        assertThat(over.resolvedAt()).contains(Instant.parse("2026-11-24T09:50:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "incident.triggered,false",
        "incident.acknowledged,false",
        "incident.reopened,false",
        "incident.resolved,true"
    })
    void pagerDutyTellsWhatBecomesOfAnIncident(String type, boolean over) {
        RaisedAlert alert = one(Hook.PAGERDUTY, """
                {"event":{"id":"E1","event_type":"%s","resource_type":"incident","occurred_at":"2026-11-24T09:55:00Z",
                 "data":{"id":"PGR0VU2","title":"API error rate","created_at":"2026-11-24T09:40:00Z","urgency":"high",
                         "html_url":"https://acme.pagerduty.com/incidents/PGR0VU2","service":{"id":"PF9","summary":"API Service"}}}}
                """.formatted(type));

        assertThat(alert.incident().id()).isEqualTo("PGR0VU2");
        assertThat(alert.incident().subject().name()).isEqualTo("API Service");
        assertThat(alert.incident().resolvedAt().isPresent()).isEqualTo(over);
        assertThat(alert.labels()).containsEntry("severity", "high");
    }

    @Test
    void sentryTellsOfIssuesAndMetricAlerts() {
        RaisedAlert issue = one(Hook.SENTRY, """
                {"action":"created","data":{"issue":{"id":"123","title":"TypeError: x is undefined","level":"error",
                 "firstSeen":"2026-11-24T09:41:00Z","project":{"slug":"web"},"web_url":"https://acme.sentry.io/issues/123/"}}}
                """);
        RaisedAlert resolved = one(Hook.SENTRY, """
                {"action":"resolved","data":{"issue":{"id":"123","title":"TypeError: x is undefined","project":{"slug":"web"}}}}
                """);
        RaisedAlert again = one(Hook.SENTRY, """
                {"action":"triggered","data":{"event":{"issue_id":"123","title":"TypeError: x is undefined",
                 "datetime":"2026-11-24T09:45:00Z"},"triggered_rule":"Many errors"}}
                """);
        RaisedAlert metric = one(Hook.SENTRY, """
                {"action":"critical","data":{"metric_alert":{"id":"7","title":"Failure rate","date_started":"2026-11-24T09:41:00Z",
                 "projects":["web"]},"description_title":"Critical: Failure rate","web_url":"https://acme.sentry.io/alerts/7/"}}
                """);

        assertThat(List.of(
                        issue.incident().id(),
                        resolved.incident().id(),
                        again.incident().id()))
                .containsOnly("issue-123");
        assertThat(issue.incident().subject().name()).isEqualTo("web");
        assertThat(resolved.incident().resolvedAt()).contains(NOW);
        assertThat(metric.incident().title()).isEqualTo("Critical: Failure rate");
        assertThat(metric.labels()).containsEntry("severity", "critical").containsEntry("service", "web");
    }

    @Test
    void whatRaisesNothingIsOfNoConcern() {
        assertThat(read(Hook.PAGERDUTY, "{\"event\":{\"event_type\":\"pagey.ping\",\"data\":{}}}"))
                .isInstanceOf(Understanding.Unconcerned.class);
        assertThat(read(Hook.SENTRY, "{\"action\":\"assigned\",\"data\":{\"issue\":{\"id\":\"1\"}}}"))
                .isInstanceOf(Understanding.Unconcerned.class);
    }

    @Test
    void byHandATitleIsEnough() {
        RaisedAlert alert = one(Hook.GENERIC, "{\"title\":\"Card payments fail\"}");

        assertThat(alert.incident().title()).isEqualTo("Card payments fail");
        assertThat(alert.incident().startedAt()).isEqualTo(NOW);
        assertThat(alert.incident().resolvedAt()).isEmpty();
    }

    @Test
    void textsAreCleanedAndOddTimesAndLinksAreLeftOut() {
        RaisedAlert alert = one(Hook.GENERIC, """
                {"title":"Pay\\u202Ements\\nfail <!channel>","status":"resolved","startedAt":"2027-01-01T00:00:00Z",
                 "endedAt":"yesterday","link":"javascript:alert(1)","service":"%s"}
                """.formatted("x".repeat(500)));

        assertThat(alert.incident().title()).isEqualTo("Payments fail <!channel>");
        assertThat(alert.incident().startedAt()).isEqualTo(NOW);
        assertThat(alert.incident().resolvedAt()).contains(NOW);
        assertThat(alert.incident().link()).isEmpty();
        assertThat(alert.incident().subject().name()).hasSizeLessThanOrEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALERTMANAGER|{}",
                "ALERTMANAGER|{\"alerts\":[]}",
                "PAGERDUTY|{}",
                "SENTRY|{}",
                "GENERIC|{}",
                "GENERIC|{\"title\":\"x\",\"status\":\"odd\"}",
                "GENERIC|{\"alerts\":[]}",
                "GENERIC|[]",
                "GENERIC|garbage"
            })
    void whatIsNoDeliverySaysWhatIsMissing(Hook hook, String body) {
        assertThat(read(hook, body))
                .isInstanceOfSatisfying(
                        Understanding.Unreadable.class,
                        why -> assertThat(why.why()).isNotBlank());
    }
}
