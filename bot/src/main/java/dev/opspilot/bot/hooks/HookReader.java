package dev.opspilot.bot.hooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.opspilot.bot.config.Hook;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the bodies of deliveries. What each system sends is written down in its own documentation: Alertmanager's
 * webhook_config (version 4), PagerDuty's webhooks v3, Sentry's integration platform webhooks.
 */
final class HookReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private HookReader() {}

    static Understanding read(Hook hook, byte[] body, Instant now) {
        JsonNode json;
        try {
            json = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return new Understanding.Unreadable("The body is not JSON.");
        } catch (IOException e) {
            return new Understanding.Unreadable("The body cannot be read.");
        }
        if (json == null || !json.isObject()) {
            return new Understanding.Unreadable("The body is not a JSON object.");
        }
        return switch (hook) {
            case ALERTMANAGER -> alertmanager(json, now);
            case PAGERDUTY -> pagerduty(json, now);
            case SENTRY -> sentry(json, now);
            case GENERIC -> generic(json, now);
        };
    }

    private static Understanding alertmanager(JsonNode json, Instant now) {
        if (!json.path("alerts").isArray() || json.path("alerts").isEmpty()) {
            return new Understanding.Unreadable(
                    "It has no list \"alerts\", as Alertmanager's webhook (version 4) has.");
        }
        List<RaisedAlert> alerts = new ArrayList<>();
        for (JsonNode alert : json.path("alerts")) {
            Map<String, String> labels = texts(alert.path("labels"));
            JsonNode notes = alert.path("annotations");
            alerts.add(new AlertFields(Hook.ALERTMANAGER, labels, now)
                    .id(text(alert, "fingerprint").or(() -> Optional.of(labels.toString())))
                    .title(text(notes, "summary")
                            .or(() -> text(notes, "title"))
                            .or(() -> Optional.ofNullable(labels.get("alertname"))))
                    .service(
                            Optional.ofNullable(labels.get("service")).or(() -> Optional.ofNullable(labels.get("job"))))
                    .resolved("resolved".equals(alert.path("status").asText()))
                    .started(text(alert, "startsAt"))
                    .ended(text(alert, "endsAt"))
                    .link(text(alert, "generatorURL"))
                    .raised());
        }
        return new Understanding.Alerts(alerts);
    }

    private static Understanding pagerduty(JsonNode json, Instant now) {
        JsonNode event = json.path("event");
        String type = event.path("event_type").asText("");
        if (type.isEmpty()) {
            return new Understanding.Unreadable(
                    "It has no \"event\" with an \"event_type\", as PagerDuty's webhooks v3 have.");
        }
        boolean resolved = type.equals("incident.resolved");
        boolean firing = List.of(
                        "incident.triggered", "incident.reopened", "incident.acknowledged", "incident.escalated")
                .contains(type);
        JsonNode data = event.path("data");
        if (!resolved && !firing) {
            return new Understanding.Unconcerned("Events of the type " + type + " raise and resolve nothing.");
        }
        Map<String, String> labels = new HashMap<>();
        text(data, "urgency").ifPresent(urgency -> labels.put("severity", urgency));
        return new Understanding.Alerts(List.of(new AlertFields(Hook.PAGERDUTY, labels, now)
                .id(text(data, "id"))
                .title(text(data, "title"))
                .service(text(data.path("service"), "summary"))
                .resolved(resolved)
                .started(text(data, "created_at").or(() -> text(event, "occurred_at")))
                .ended(text(event, "occurred_at"))
                .link(text(data, "html_url"))
                .raised()));
    }

    private static Understanding sentry(JsonNode json, Instant now) {
        String action = json.path("action").asText("");
        JsonNode data = json.path("data");
        if (data.has("metric_alert")) {
            return metricAlert(action, data, now);
        }
        if (data.has("issue")) {
            return issue(action, data.path("issue"), now);
        }
        if (data.has("event") && action.equals("triggered")) {
            return issueAlert(data, now);
        }
        return action.isEmpty() || !json.has("data")
                ? new Understanding.Unreadable("It has no \"action\" with \"data\", as Sentry's webhooks have.")
                : new Understanding.Unconcerned("Sentry's “" + action + "” raises and resolves nothing.");
    }

    private static Understanding metricAlert(String action, JsonNode data, Instant now) {
        JsonNode alert = data.path("metric_alert");
        if (!List.of("critical", "warning", "resolved").contains(action)) {
            return new Understanding.Unconcerned("A metric alert's “" + action + "” raises and resolves nothing.");
        }
        return new Understanding.Alerts(List.of(new AlertFields(Hook.SENTRY, Map.of("severity", action), now)
                .id(text(alert, "id").map(id -> "metric-alert-" + id))
                .title(text(data, "description_title").or(() -> text(alert, "title")))
                .service(text(alert.path("projects"), 0))
                .resolved(action.equals("resolved"))
                .started(text(alert, "date_started"))
                .ended(text(alert, "date_closed"))
                .link(text(data, "web_url"))
                .raised()));
    }

    private static Understanding issue(String action, JsonNode issue, Instant now) {
        if (!List.of("created", "unresolved", "resolved").contains(action)) {
            return new Understanding.Unconcerned("An issue's “" + action + "” raises and resolves nothing.");
        }
        return new Understanding.Alerts(List.of(new AlertFields(Hook.SENTRY, level(issue), now)
                .id(text(issue, "id").map(id -> "issue-" + id))
                .title(text(issue, "title"))
                .service(text(issue.path("project"), "slug"))
                .resolved(action.equals("resolved"))
                .started(action.equals("unresolved") ? text(issue, "lastSeen") : text(issue, "firstSeen"))
                .link(text(issue, "web_url").or(() -> text(issue, "permalink")))
                .raised()));
    }

    private static Understanding issueAlert(JsonNode data, Instant now) {
        JsonNode event = data.path("event");
        return new Understanding.Alerts(List.of(new AlertFields(Hook.SENTRY, level(event), now)
                .id(text(event, "issue_id").map(id -> "issue-" + id))
                .title(text(event, "title").or(() -> text(data, "triggered_rule")))
                .service(text(event, "project_slug").or(() -> text(event, "project_name")))
                .resolved(false)
                .started(text(event, "datetime"))
                .link(text(event, "web_url"))
                .raised()));
    }

    private static Map<String, String> level(JsonNode of) {
        return text(of, "level").map(level -> Map.of("severity", level)).orElse(Map.of());
    }

    private static Understanding generic(JsonNode json, Instant now) {
        Iterable<JsonNode> all = json.path("alerts").isArray() ? json.path("alerts") : List.of(json);
        List<RaisedAlert> alerts = new ArrayList<>();
        for (JsonNode alert : all) {
            Optional<String> title = text(alert, "title");
            String status = text(alert, "status").orElse("firing");
            if (title.isEmpty()) {
                return new Understanding.Unreadable("An alert needs a \"title\", a text that says what is wrong.");
            }
            if (!List.of("firing", "resolved").contains(status)) {
                return new Understanding.Unreadable("The \"status\" of an alert is firing or resolved.");
            }
            Map<String, String> labels = new HashMap<>(texts(alert.path("labels")));
            text(alert, "severity").ifPresent(severity -> labels.put("severity", severity));
            alerts.add(new AlertFields(Hook.GENERIC, labels, now)
                    .source(text(alert, "source"))
                    .id(text(alert, "id"))
                    .title(title)
                    .service(text(alert, "service"))
                    .resolved(status.equals("resolved"))
                    .started(text(alert, "startedAt"))
                    .ended(text(alert, "endedAt"))
                    .link(text(alert, "link"))
                    .raised());
        }
        return alerts.isEmpty()
                ? new Understanding.Unreadable("The list \"alerts\" is empty.")
                : new Understanding.Alerts(alerts);
    }

    private static Optional<String> text(JsonNode json, String field) {
        return value(json.path(field));
    }

    private static Optional<String> text(JsonNode list, int at) {
        return value(list.path(at));
    }

    private static Optional<String> value(JsonNode value) {
        return value.isTextual() || value.isNumber()
                ? Optional.of(value.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties().forEach(each -> value(each.getValue()).ifPresent(text -> texts.put(each.getKey(), text)));
        return texts;
    }
}
