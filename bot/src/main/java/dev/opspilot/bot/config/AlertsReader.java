package dev.opspilot.bot.config;

import dev.opspilot.rituals.surface.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code alerts} of a configuration. */
final class AlertsReader {
    private static final Pattern CHANNEL =
            Pattern.compile("(?<surface>slack|teams):(?:(?<workspace>[^/\\s]+)/)?(?<channel>[^/\\s]+)");

    private final Map<String, String> environment;

    AlertsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    AlertsSpec read(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return AlertsSpec.NONE;
        }
        Spot alerts = given.get().withKeys("hooks", "routes");
        Map<Hook, HookSecret> secrets = new EnumMap<>(Hook.class);
        Optional<Spot> hooks = alerts.find("hooks");
        if (hooks.isPresent()) {
            hooks.get().withKeys("alertmanager", "pagerduty", "sentry", "generic");
            for (Hook hook : Hook.values()) {
                Optional<Spot> spot = hooks.get().find(hook.key());
                if (spot.isPresent()) {
                    secrets.put(hook, secret(hook, spot.get()));
                }
            }
        }
        List<AlertsSpec.Route> routes = new ArrayList<>();
        Optional<Spot> list = alerts.find("routes");
        if (list.isPresent()) {
            for (Spot route : list.get().items()) {
                routes.add(route(route.withKeys("match", "channel")));
            }
        }
        return new AlertsSpec(secrets, routes);
    }

    private HookSecret secret(Hook hook, Spot spot) throws ConfigException {
        Optional<Spot> token = spot.withKeys("token", "secret").find("token");
        Optional<Spot> secret = spot.find("secret");
        if (token.isPresent() == secret.isPresent()) {
            throw spot.wrong("expected either a token, which is sent as it is, or a secret, which is signed with");
        }
        if (token.isPresent()) {
            return new HookSecret.Token(revealed(token.get()));
        }
        Secret key = revealed(secret.get());
        return switch (hook) {
            case ALERTMANAGER ->
                throw spot.wrong("Alertmanager signs nothing: set token, and send it as a bearer token");
            case PAGERDUTY -> new HookSecret.PagerDuty(key);
            case SENTRY -> new HookSecret.Sentry(key);
            case GENERIC -> new HookSecret.StandardWebhook(key);
        };
    }

    private Secret revealed(Spot spot) throws ConfigException {
        return new Secret(spot.confidential().substituted(environment));
    }

    private static AlertsSpec.Route route(Spot spot) throws ConfigException {
        Map<String, Pattern> labels = new HashMap<>();
        Optional<Spot> match = spot.find("match");
        if (match.isPresent()) {
            for (Map.Entry<String, Spot> label : match.get().entries().entrySet()) {
                labels.put(label.getKey(), pattern(label.getValue().text()));
            }
        }
        return new AlertsSpec.Route(labels, place(spot.get("channel")));
    }

    /** The channel that a place of the configuration names. */
    static Place place(Spot channel) throws ConfigException {
        Matcher named = CHANNEL.matcher(channel.text());
        if (!named.matches()) {
            throw channel.expected("a channel's id, as in slack:C0123ABCD, slack:T0123ABCD/C0123ABCD"
                    + " or teams:19:abc@thread.tacv2");
        }
        String workspace = Optional.ofNullable(named.group("workspace")).orElse("");
        return new Place(named.group("surface"), workspace, named.group("channel"), Optional.empty());
    }

    /** {@code *} stands for any text; capitals do not matter. */
    static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (String part : glob.split("((?<=\\*)|(?=\\*))", -1)) {
            regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** What {@link #pattern} read. */
    static String glob(Pattern pattern) {
        return pattern.pattern().replace(".*", "*").replaceAll("\\\\[QE]", "");
    }
}
