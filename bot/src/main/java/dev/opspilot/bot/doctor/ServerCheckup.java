package dev.opspilot.bot.doctor;

import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Checkup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Looks whether a bot runs on this machine, and whether its page is closed to strangers. */
public final class ServerCheckup implements Checkup {
    private static final String AREA = "Server";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI here;
    private final boolean token;

    /**
     * Looks at nothing yet.
     *
     * @param here where it listens, as in {@code http://127.0.0.1:3000}
     * @param token whether an API token is set
     */
    public ServerCheckup(URI here, boolean token) {
        this.here = here;
        this.token = token;
    }

    @Override
    public String area() {
        return AREA;
    }

    @Override
    public List<Check> run() {
        return List.of(
                running(),
                token
                        ? Check.ok(AREA, "API token", "set")
                        : Check.warn(
                                AREA,
                                "API token",
                                "not set: serve keeps the API and the page closed",
                                "Set OPSPILOT_API_TOKEN to a long random text."));
    }

    private Check running() {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            int status = http.send(
                            HttpRequest.newBuilder(here.resolve("/readyz"))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 200
                    ? Check.ok(AREA, "running", "ready at " + here)
                    : Check.fail(AREA, "running", "not ready at " + here, "Open " + here + "/readyz: it says why.");
        } catch (IOException e) {
            return Check.warn(
                    AREA,
                    "running",
                    "nothing listens at " + here,
                    "Start opspilot serve or demo and run doctor again; OPSPILOT_PORT names another port.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.warn(AREA, "running", "was not asked", "Run doctor again.");
        }
    }
}
