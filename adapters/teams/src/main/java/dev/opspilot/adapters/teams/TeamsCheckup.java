package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Checkup;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks whether the app gets its tokens, knows the keys of Bot Framework, and is reached where Teams sends to. */
public final class TeamsCheckup implements Checkup {
    private static final String REACH_ENTRA =
            "Let this machine reach https://login.microsoftonline.com, by a proxy where there is one.";
    private static final String AREA = "Teams";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final TeamsSettings settings;
    private final AccessTokens tokens;

    public TeamsCheckup(TeamsSettings settings) {
        this(settings, () -> AccessTokens.of(settings.appId(), settings.auth()).token());
    }

    TeamsCheckup(TeamsSettings settings, AccessTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    @Override
    public String area() {
        return AREA;
    }

    @Override
    public List<Check> run() {
        List<Check> checks = new ArrayList<>();
        if (settings.auth() instanceof TeamsAuth.Off) {
            checks.add(Check.warn(
                    AREA,
                    "credentials",
                    "TEAMS_AUTH=off: nobody proves anything, and only this machine is heard",
                    "Set TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD to connect a tenant."));
            return checks;
        }
        checks.add(credentials());
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            checks.add(keys(http));
            checks.add(endpoint(http));
        }
        return checks;
    }

    private Check credentials() {
        try {
            boolean token = tokens.token().isPresent();
            return Check.ok(AREA, "credentials", token ? "Microsoft Entra gives a token" : "none are needed");
        } catch (IOException | RuntimeException e) {
            return Check.fail(AREA, "credentials", firstLine(e), unreached(e) ? REACH_ENTRA : wrongCredentials());
        }
    }

    private String wrongCredentials() {
        return settings.auth() instanceof TeamsAuth.ManagedIdentity
                ? "Set TEAMS_APP_PASSWORD, or run where Azure gives this managed identity."
                : "Check TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD; a secret may have expired.";
    }

    /** Whether nobody was there to say what is wrong. */
    private static boolean unreached(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(each -> each instanceof UnknownHostException
                        || each instanceof SocketException
                        || each instanceof HttpTimeoutException);
    }

    private Check keys(HttpClient http) {
        try {
            int status = status(http, HttpRequest.newBuilder(settings.openId()).GET());
            return status == OK
                    ? Check.ok(AREA, "keys", "the keys of Bot Framework can be fetched")
                    : Check.fail(AREA, "keys", "status " + status, "Let this machine reach " + settings.openId() + ".");
        } catch (IOException e) {
            return Check.fail(AREA, "keys", firstLine(e), "Let this machine reach " + settings.openId() + ".");
        }
    }

    /** A request without a token: the door that refuses it is the right one. */
    private Check endpoint(HttpClient http) {
        URI messages = settings.publicUrl().resolve(TeamsAdapter.PATH);
        String next = "Start the bot, let " + messages + " lead to it, and name it as the messaging endpoint in Azure.";
        try {
            int status = status(http, HttpRequest.newBuilder(messages).POST(HttpRequest.BodyPublishers.ofString("{}")));
            return status == UNAUTHORIZED
                    ? Check.ok(AREA, "endpoint", messages + " answers")
                    : Check.fail(AREA, "endpoint", messages + " answers status " + status, next);
        } catch (IOException e) {
            return Check.fail(AREA, "endpoint", messages + ": " + firstLine(e), next);
        }
    }

    private static int status(HttpClient http, HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private static String firstLine(Exception e) {
        return Optional.ofNullable(e.getMessage())
                .flatMap(words -> words.lines().findFirst())
                .orElse("it cannot be reached (" + e.getClass().getSimpleName() + ")");
    }
}
