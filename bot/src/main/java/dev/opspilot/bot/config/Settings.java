package dev.opspilot.bot.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
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
 */
public record Settings(
        int port,
        URI publicUrl,
        Path home,
        Optional<Secret> databaseUrl,
        Optional<Secret> apiToken,
        Path config,
        Optional<Slack> slack,
        Optional<Teams> teams,
        ModelAccess models) {

    /* An @ before the parameters is a user and password where the driver takes none, and logs what it cannot read. */
    private static final Pattern DATABASE_URL = Pattern.compile("jdbc:postgresql:[^@?]+(\\?.*)?");

    /** How Slack is reached. */
    public record Slack(Secret signingSecret, Secret botToken, URI apiUrl) {}

    /**
     * How Microsoft Teams is reached.
     *
     * @param password empty for a managed identity
     * @param tenant empty only where nothing is checked
     * @param checked whether requests must prove that they come from Teams
     * @param targeted whether notices go as targeted messages
     */
    public record Teams(
            String appId, Optional<Secret> password, Optional<String> tenant, boolean checked, boolean targeted) {}

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
                slack(env),
                teams(env),
                models(env));
    }

    /** The same with an API token, made where none is set. */
    public Settings withApiToken(Supplier<String> make) {
        Optional<Secret> token = Optional.of(apiToken.orElseGet(() -> new Secret(make.get())));
        return new Settings(port, publicUrl, home, databaseUrl, token, config, slack, teams, models);
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

    private static Optional<Slack> slack(Env env) throws ConfigException {
        Optional<Secret> signing = env.secret("SLACK_SIGNING_SECRET");
        Optional<Secret> token = env.secret("SLACK_BOT_TOKEN");
        if (signing.isEmpty() && token.isEmpty()) {
            return Optional.empty();
        }
        if (signing.isEmpty() || token.isEmpty()) {
            String missing = signing.isEmpty() ? "SLACK_SIGNING_SECRET" : "SLACK_BOT_TOKEN";
            throw new ConfigException("Slack needs SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN; set " + missing
                    + " too, or neither to run without Slack.");
        }
        return Optional.of(new Slack(signing.get(), token.get(), env.url("SLACK_API_URL", "https://slack.com/api/")));
    }

    private static Optional<Teams> teams(Env env) throws ConfigException {
        Optional<String> app = env.text("TEAMS_APP_ID");
        Optional<Secret> password = env.secret("TEAMS_APP_PASSWORD");
        Optional<String> tenant = env.text("TEAMS_TENANT_ID");
        boolean checked = env.onOrOff("TEAMS_AUTH", true);
        boolean targeted = env.onOrOff("TEAMS_TARGETED", false);
        if (!checked) {
            return Optional.of(new Teams(app.orElse("opspilot"), password, tenant, false, targeted));
        }
        if (app.isEmpty() && password.isEmpty() && tenant.isEmpty()) {
            return Optional.empty();
        }
        if (app.isEmpty() || tenant.isEmpty()) {
            String missing = app.isEmpty() ? "TEAMS_APP_ID" : "TEAMS_TENANT_ID";
            throw new ConfigException("Teams needs TEAMS_APP_ID and TEAMS_TENANT_ID, and TEAMS_APP_PASSWORD unless the app"
                    + " has a managed identity; set " + missing + " too, or none to run without Teams.");
        }
        return Optional.of(new Teams(app.get(), password, tenant, true, targeted));
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

    private record Env(Map<String, String> variables) {
        Optional<String> text(String name) {
            return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
        }

        Optional<Secret> secret(String name) {
            return text(name).map(Secret::new);
        }

        boolean onOrOff(String name, boolean otherwise) throws ConfigException {
            Optional<String> value = text(name);
            if (value.isEmpty()) {
                return otherwise;
            }
            return switch (value.get().toLowerCase(Locale.ROOT)) {
                case "on" -> true;
                case "off" -> false;
                default -> throw new ConfigException(name + " is on or off, not “" + value.get() + "”.");
            };
        }

        int port(String name, int otherwise) throws ConfigException {
            Optional<String> value = text(name);
            if (value.isEmpty()) {
                return otherwise;
            }
            try {
                int port = Integer.parseInt(value.get());
                if (port >= 0 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // said below, as for any other wrong value
            }
            throw new ConfigException(name + " is a port from 0 to 65535, not “" + value.get() + "”.");
        }

        Optional<URI> url(String name) throws ConfigException {
            Optional<String> value = text(name);
            return value.isEmpty() ? Optional.empty() : Optional.of(url(name, value.get()));
        }

        URI url(String name, String otherwise) throws ConfigException {
            String value = text(name).orElse(otherwise);
            try {
                URI url = URI.create(value);
                if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                // said below, as for any other wrong value
            }
            throw new ConfigException(name + " is a URL that begins with http:// or https://, not “" + value + "”.");
        }
    }
}
