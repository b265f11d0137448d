package dev.opspilot.adapters.slack;

import com.google.gson.JsonObject;
import dev.opspilot.rituals.checkup.Check;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Asks the running server what Slack asks a new address, signed with the secret: only the right app can answer. */
record SignedProbe(String signingSecret, InstantSource clock) {
    private static final String AREA = "Slack";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private sealed interface Answer {
        record Right() implements Answer {}

        record Unsigned() implements Answer {}

        record Wrong(int status) implements Answer {}

        record None(String why) implements Answer {}
    }

    /** @param socket whether Slack need not reach the public address, because it is not the one who calls */
    List<Check> through(URI here, URI publicUrl, boolean socket) {
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            Check local = local(ask(http, here));
            return socket ? List.of(local) : List.of(local, outside(publicUrl, ask(http, publicUrl)));
        }
    }

    private static Check local(Answer answer) {
        String name = "signing secret";
        return switch (answer) {
            case Answer.Right _ -> Check.ok(AREA, name, "the running server takes what it signs");
            case Answer.Unsigned _ ->
                Check.fail(
                        AREA,
                        name,
                        "the running server has another one",
                        "Start it with the SLACK_SIGNING_SECRET of Basic Information, and run doctor with the same.");
            case Answer.Wrong(int status) ->
                Check.fail(
                        AREA,
                        name,
                        "the server answers status " + status,
                        "Start it with SLACK_SIGNING_SECRET, and set OPSPILOT_PORT to its port.");
            case Answer.None _ ->
                Check.warn(AREA, name, "no server runs here to try it on", "Start OpsPilot and run doctor again.");
        };
    }

    private static Check outside(URI url, Answer answer) {
        String name = "public URL";
        String at = url + SlackAdapter.EVENTS_PATH;
        return switch (answer) {
            case Answer.Right _ when "https".equals(url.getScheme()) -> Check.ok(AREA, name, at + " is this app");
            case Answer.Right _ ->
                Check.warn(
                        AREA,
                        name,
                        url + " is this app, without https",
                        "Put a proxy with a certificate before it: Slack sends to https only.");
            case Answer.Unsigned _ ->
                Check.fail(
                        AREA,
                        name,
                        at + " is an app with another signing secret",
                        "Set OPSPILOT_PUBLIC_URL to the address of this app.");
            case Answer.Wrong(int status) ->
                Check.fail(
                        AREA,
                        name,
                        at + " answers status " + status,
                        "Let the proxy pass that path, body and X-Slack headers on unchanged.");
            case Answer.None(String why) ->
                Check.fail(
                        AREA,
                        name,
                        at + " cannot be reached (" + why + ")",
                        "Set OPSPILOT_PUBLIC_URL to an address that Slack reaches, or use socket mode.");
        };
    }

    private Answer ask(HttpClient http, URI base) {
        String challenge = UUID.randomUUID().toString();
        JsonObject question = new JsonObject();
        question.addProperty("type", "url_verification");
        question.addProperty("token", "doctor");
        question.addProperty("challenge", challenge);
        String body = question.toString();
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String signature =
                new SignatureCheck(signingSecret, clock).signature(timestamp, body.getBytes(StandardCharsets.UTF_8));
        String url = base.toString().replaceAll("/+$", "") + SlackAdapter.EVENTS_PATH;
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .header(SignatureCheck.TIMESTAMP_HEADER, timestamp)
                            .header(SignatureCheck.SIGNATURE_HEADER, signature)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200 && response.body().contains(challenge)) {
                return new Answer.Right();
            }
            return response.statusCode() == 401 ? new Answer.Unsigned() : new Answer.Wrong(response.statusCode());
        } catch (IOException e) {
            return new Answer.None(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.None("interrupted");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SignedProbe";
    }
}
