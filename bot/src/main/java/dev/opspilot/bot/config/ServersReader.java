package dev.opspilot.bot.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code servers} of a configuration. Whatever stands below a server is kept out of messages. */
final class ServersReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Map<String, String> environment;

    ServersReader(Map<String, String> environment) {
        this.environment = environment;
    }

    List<ServerSpec> read(Spot servers) throws ConfigException {
        List<ServerSpec> specs = new ArrayList<>();
        for (Map.Entry<String, Spot> entry : servers.entries().entrySet()) {
            Spot server = entry.getValue().confidential();
            if (!NAME.matcher(entry.getKey()).matches()) {
                throw server.wrong("a server's name has lower-case letters, digits, - and _, at most 40");
            }
            specs.add(server(entry.getKey(), server));
        }
        return specs;
    }

    private ServerSpec server(String name, Spot server) throws ConfigException {
        server.withKeys("url", "headers", "command", "env");
        if (server.find("url").isPresent() == server.find("command").isPresent()) {
            throw server.wrong("either url (Streamable HTTP) or command (standard input and output) is needed");
        }
        if (server.find("url").isPresent()) {
            server.withKeys("url", "headers");
            return new ServerSpec.Http(name, url(server.get("url")), secrets(server, "headers", HEADER));
        }
        server.withKeys("command", "env");
        List<Secret> command = new ArrayList<>();
        for (Spot word : server.get("command").items()) {
            command.add(new Secret(word.substituted(environment)));
        }
        if (command.isEmpty()) {
            throw server.get("command").wrong("expected a program and its arguments, found an empty list");
        }
        return new ServerSpec.Stdio(name, command, secrets(server, "env", Pattern.compile("[A-Za-z_][A-Za-z0-9_]*")));
    }

    private URI url(Spot spot) throws ConfigException {
        try {
            URI url = new URI(spot.substituted(environment));
            if (SCHEMES.contains(String.valueOf(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Falls through: the exception quotes the value, the message below does not.
        }
        throw spot.wrong("expected an address such as https://example.com/mcp, without a user in it");
    }

    private Map<String, Secret> secrets(Spot server, String key, Pattern form) throws ConfigException {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        if (server.find(key).isPresent()) {
            for (Map.Entry<String, Spot> entry : server.get(key).entries().entrySet()) {
                if (!form.matcher(entry.getKey()).matches()) {
                    throw entry.getValue().wrong("this cannot be a name here");
                }
                secrets.put(entry.getKey(), new Secret(entry.getValue().substituted(environment)));
            }
        }
        return secrets;
    }
}
