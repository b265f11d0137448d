package dev.opspilot.bot.minds;

import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.MindSpec;
import dev.opspilot.bot.config.ModelAccess;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Secret;
import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Checkup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether every configured model's provider answers and takes the key, by its list of models: that costs nothing. */
public final class ModelsCheckup implements Checkup {
    private static final String AREA = "Models";
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final List<MindSpec> minds;
    private final ModelAccess access;
    private final Optional<String> mistake;

    /** @param yml empty where there is no file: then the environment alone says which model */
    public ModelsCheckup(Optional<OpsPilotYml> yml, ModelAccess access) {
        this.access = access;
        List<MindSpec> configured = new ArrayList<>(yml.map(OpsPilotYml::minds).orElse(List.of()));
        Optional<String> wrong = Optional.empty();
        try {
            if (yml.isPresent()) {
                LanguageMinds.of(yml.get(), access);
            }
            if (configured.isEmpty()) {
                access.mind().ifPresent(configured::add);
            }
        } catch (ConfigException e) {
            wrong = Optional.of(String.valueOf(e.getMessage()));
        }
        this.minds = List.copyOf(configured);
        this.mistake = wrong;
    }

    @Override
    public String area() {
        return AREA;
    }

    @Override
    public List<Check> run() {
        if (mistake.isPresent()) {
            return List.of(Check.fail(AREA, "configuration", "a mind cannot be made", mistake.get()));
        }
        if (minds.isEmpty()) {
            return List.of(Check.ok(AREA, "none", "the playbook speaks; OPSPILOT_MODEL would connect one"));
        }
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return minds.stream().map(mind -> check(http, mind)).toList();
        }
    }

    private Check check(HttpClient http, MindSpec mind) {
        String name = mind.name() + " (" + mind.model() + ")";
        try {
            HttpResponse<String> answer = http.send(request(mind), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return answer.body().contains(mind.model())
                        ? Check.ok(AREA, name, "answers and lists the model")
                        : Check.warn(
                                AREA,
                                name,
                                "answers, and does not list the model",
                                "See that the model's name is right.");
            }
            return answer.statusCode() == 401 || answer.statusCode() == 403
                    ? Check.fail(AREA, name, "the key is refused", "Set the mind's apiKey, or the provider's variable.")
                    : Check.warn(
                            AREA,
                            name,
                            "answers status " + answer.statusCode() + " to a list of models",
                            "See that baseUrl ends where the provider's API begins, as in …/v1.");
        } catch (IOException | IllegalArgumentException e) {
            return Check.fail(
                    AREA,
                    name,
                    "cannot be reached (" + e.getClass().getSimpleName() + ")",
                    "Set its baseUrl right; until then the playbook speaks.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.warn(AREA, name, "was not asked", "Run doctor again.");
        }
    }

    private HttpRequest request(MindSpec mind) {
        URI base = mind.baseUrl().or(() -> access.url(mind.provider())).orElse(LanguageMinds.home(mind.provider()));
        Optional<String> key =
                mind.apiKey().or(() -> access.key(mind.provider())).map(Secret::reveal);
        String path = mind.provider() == MindSpec.Provider.OLLAMA ? "/api/tags" : "/models";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base.toString().replaceAll("/+$", "") + path))
                .timeout(PATIENCE);
        key.ifPresent(each -> {
            if (mind.provider() == MindSpec.Provider.ANTHROPIC) {
                request.header("x-api-key", each).header("anthropic-version", "2023-06-01");
            } else {
                request.header("Authorization", "Bearer " + each);
            }
        });
        return request.build();
    }
}
