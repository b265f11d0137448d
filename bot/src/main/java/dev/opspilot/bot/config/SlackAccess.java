package dev.opspilot.bot.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How Slack is reached, and where the app is installed.
 *
 * @param signingSecret with which Slack signs what it sends over HTTP
 * @param appToken of socket mode; with it Slack need not reach this machine
 * @param apiUrl of Slack's Web API
 */
public record SlackAccess(Optional<Secret> signingSecret, Optional<Secret> appToken, Install install, URI apiUrl) {
    private static final List<String> VARIABLES = List.of(
            "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET");
    private static final Pattern TENANT = Pattern.compile("[A-Z][A-Z0-9]{1,31}");

    public SlackAccess {
        Objects.requireNonNull(signingSecret);
        Objects.requireNonNull(appToken);
        Objects.requireNonNull(install);
        Objects.requireNonNull(apiUrl);
    }

    /** Where the app is installed. */
    public sealed interface Install {

        /** In one workspace, of which the token is. */
        record OneWorkspace(Secret botToken) implements Install {}

        /**
         * Wherever people install it.
         *
         * @param allowed ids of the teams and enterprises that may; empty for all that Slack lets
         * @param pkce whether PKCE is enabled for the app
         */
        record ByOAuth(String clientId, Secret clientSecret, Set<String> allowed, boolean pkce) implements Install {
            public ByOAuth {
                Objects.requireNonNull(clientId);
                Objects.requireNonNull(clientSecret);
                allowed = Set.copyOf(allowed);
            }
        }
    }

    static Optional<SlackAccess> from(Env env) throws ConfigException {
        if (VARIABLES.stream().allMatch(name -> env.text(name).isEmpty())) {
            return Optional.empty();
        }
        Optional<Secret> signing = env.secret("SLACK_SIGNING_SECRET");
        Optional<Secret> app = env.secret("SLACK_APP_TOKEN");
        if (signing.isEmpty() && app.isEmpty()) {
            throw new ConfigException("Slack needs a way in: set SLACK_SIGNING_SECRET too, with which Slack signs its"
                    + " requests to OPSPILOT_PUBLIC_URL, or SLACK_APP_TOKEN for socket mode.");
        }
        notSwapped(app, "xoxb-", "SLACK_APP_TOKEN begins with xapp-, a bot token (xoxb-) is SLACK_BOT_TOKEN.");
        return Optional.of(
                new SlackAccess(signing, app, install(env), env.url("SLACK_API_URL", "https://slack.com/api/")));
    }

    private static Install install(Env env) throws ConfigException {
        Optional<Secret> bot = env.secret("SLACK_BOT_TOKEN");
        Optional<String> id = env.text("SLACK_CLIENT_ID");
        Optional<Secret> secret = env.secret("SLACK_CLIENT_SECRET");
        if (bot.isPresent() && (id.isPresent() || secret.isPresent())) {
            throw new ConfigException("SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET"
                    + " are for as many as install the app: unset one or the other.");
        }
        if (bot.isPresent()) {
            notSwapped(
                    bot, "xapp-", "SLACK_BOT_TOKEN begins with xoxb-, an app-level token (xapp-) is SLACK_APP_TOKEN.");
            return new Install.OneWorkspace(bot.get());
        }
        if (id.isPresent() && secret.isPresent()) {
            return new Install.ByOAuth(id.get(), secret.get(), allowed(env), env.isOn("SLACK_PKCE"));
        }
        if (id.isPresent() || secret.isPresent()) {
            throw new ConfigException("Installing by OAuth needs SLACK_CLIENT_ID and SLACK_CLIENT_SECRET; set "
                    + (id.isEmpty() ? "SLACK_CLIENT_ID" : "SLACK_CLIENT_SECRET") + " too.");
        }
        throw new ConfigException("Slack needs a workspace: set SLACK_BOT_TOKEN too, or SLACK_CLIENT_ID and"
                + " SLACK_CLIENT_SECRET to let people install the app.");
    }

    private static void notSwapped(Optional<Secret> token, String wrong, String message) throws ConfigException {
        if (token.filter(each -> each.reveal().startsWith(wrong)).isPresent()) {
            throw new ConfigException(message);
        }
    }

    private static Set<String> allowed(Env env) throws ConfigException {
        Set<String> ids = Arrays.stream(
                        env.text("SLACK_ALLOWED_TEAMS").orElse("").split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        for (String each : ids) {
            if (!TENANT.matcher(each).matches()) {
                throw new ConfigException("SLACK_ALLOWED_TEAMS is a list like T012AB3C4,E012AB3C4, and “" + each
                        + "” is no id of a team or an enterprise.");
            }
        }
        return ids;
    }
}
