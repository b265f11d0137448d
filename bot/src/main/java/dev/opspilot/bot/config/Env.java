package dev.opspilot.bot.config;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The environment's variables, each read as what it is. An empty one counts as absent. */
record Env(Map<String, String> variables) {
    Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    Optional<Secret> secret(String name) {
        return text(name).map(Secret::new);
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

    /** Whether a switch is on; absent is off. */
    boolean isOn(String name) throws ConfigException {
        return switch (text(name).orElse("off")) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new ConfigException(name + " is “on” or “off”.");
        };
    }
}
