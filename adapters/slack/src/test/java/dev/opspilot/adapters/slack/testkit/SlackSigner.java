package dev.opspilot.adapters.slack.testkit;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes requests as Slack sends and signs them. Thread-safe. */
public final class SlackSigner {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final String secret;
    private final InstantSource clock;

    public SlackSigner(String secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** A slash command of user {@code U1} in channel {@code C1} of team {@code T1}, unless the fields say otherwise. */
    public HttpRequest command(URI to, String text, String triggerId, Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", "unused");
        form.put("team_id", "T1");
        form.put("team_domain", "acme");
        form.put("channel_id", "C1");
        form.put("channel_name", "payments");
        form.put("user_id", "U1");
        form.put("user_name", "ana");
        form.put("command", "/opspilot");
        form.put("text", text);
        form.put("api_app_id", "A1");
        form.put("is_enterprise_install", "false");
        form.put("response_url", "https://hooks.slack.com/commands/T1/1/x");
        form.put("trigger_id", triggerId);
        form.putAll(fields);
        form.values().removeIf(String::isEmpty);
        return signed(to, FORM, encoded(form));
    }

    /** An interaction, as JSON. */
    public HttpRequest interaction(URI to, String payload) {
        return signed(to, FORM, encoded(Map.of("payload", payload)));
    }

    /** A delivery of the Events API, as JSON. */
    public HttpRequest event(URI to, String payload) {
        return signed(to, "application/json", payload);
    }

    /** Any body, signed now. */
    public HttpRequest signed(URI to, String contentType, String body) {
        return signed(to, contentType, body, clock.instant().getEpochSecond());
    }

    /** Any body, signed at another time. */
    public HttpRequest signed(URI to, String contentType, String body, long epochSecond) {
        String timestamp = Long.toString(epochSecond);
        return HttpRequest.newBuilder(to)
                .header("Content-Type", contentType)
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", signature(timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** The signature of a body at a time. */
    public String signature(String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] bytes = mac.doFinal(("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
