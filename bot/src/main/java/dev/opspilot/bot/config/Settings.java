package dev.opspilot.bot.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The environment that OpsPilot runs in, read once. Secrets never show in {@link #toString}.
 *
 * @param port of the HTTP server; 0 for any free one
 * @param publicUrl where people and platforms reach this bot
 * @param databaseUrl a JDBC URL; empty for the embedded PostgreSQL
 * @param config the path of {@code opspilot.yml}
 * @param keyset what secrets are encrypted with at rest; empty for the one in the home folder
 */
public record Settings(
        int port,
        URI publicUrl,
        Path home,
        Optional<Secret> databaseUrl,
        Optional<Secret> apiToken,
        Path config,
        Optional<Secret> keyset,
        Optional<SlackAccess> slack,
        Optional<TeamsAccess> teams,
        ModelAccess models,
        TraceAccess traces) {

    /* An @ before the parameters is a user and password where the driver takes none, and logs what it cannot read. */
    private static final Pattern DATABASE_URL = Pattern.compile("jdbc:postgresql:[^@?]+(\\?.*)?");

    /** Reads the environment; an empty variable counts as absent. */
    public static Settings from(Map<String, String> environment) throws ConfigException {
        Env env = new Env(environment);
        int port = env.port("OPSPILOT_PORT", 3000);
        return new Settings(
                port,
                env.url("OPSPILOT_PUBLIC_URL", "http://localhost:" + port),
                Path.of(env.text("OPSPILOT_HOME").orElse(".opspilot")),
                databaseUrl(env),
                env.secret("OPSPILOT_API_TOKEN"),
                Path.of(env.text("OPSPILOT_CONFIG").orElse("opspilot.yml")),
                env.secret("OPSPILOT_KEYSET"),
                SlackAccess.from(env),
                TeamsAccess.from(env),
                models(env),
                TraceAccess.from(env));
    }

    /** The same with an API token, made where none is set. */
    public Settings withApiToken(Supplier<String> make) {
        Optional<Secret> token = Optional.of(apiToken.orElseGet(() -> new Secret(make.get())));
        return new Settings(port, publicUrl, home, databaseUrl, token, config, keyset, slack, teams, models, traces);
    }

    /** Never quotes the value, for a password may stand in it. */
    private static Optional<Secret> databaseUrl(Env env) throws ConfigException {
        Optional<Secret> url = env.secret("OPSPILOT_DATABASE_URL");
        if (url.isPresent() && !DATABASE_URL.matcher(url.get().reveal()).matches()) {
            throw new ConfigException("OPSPILOT_DATABASE_URL is a JDBC URL with user and password at its end, such as"
                    + " jdbc:postgresql://db.example.com:5432/opspilot?user=opspilot&password=…");
        }
        return url;
    }

    private static ModelAccess models(Env env) throws ConfigException {
        return new ModelAccess(
                env.text("OPSPILOT_MODEL"),
                env.secret("OPENAI_API_KEY"),
                env.url("OPENAI_BASE_URL"),
                env.secret("ANTHROPIC_API_KEY"),
                env.url("ANTHROPIC_BASE_URL"),
                env.url("OLLAMA_BASE_URL"));
    }
}
