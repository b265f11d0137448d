package dev.opspilot.bot.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An MCP server and how to reach it. */
public sealed interface ServerSpec {

    /** The name that it has in the configuration; tools are known by it, whatever the server says of itself. */
    String name();

    /**
     * Over Streamable HTTP.
     *
     * @param url absolute, http or https; it may carry a secret and is therefore never printed whole
     * @param headers sent with every request
     */
    record Http(String name, URI url, Map<String, Secret> headers) implements ServerSpec {
        public Http {
            Objects.requireNonNull(name);
            Objects.requireNonNull(url);
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return name + " at " + url.getScheme() + "://" + url.getHost()
                    + (url.getPort() < 0 ? "" : ":" + url.getPort());
        }
    }

    /**
     * As a child process that speaks over its standard input and output.
     *
     * @param command the program and its arguments, at least one
     * @param env added to the few harmless variables that the child inherits
     */
    record Stdio(String name, List<Secret> command, Map<String, Secret> env) implements ServerSpec {
        public Stdio {
            Objects.requireNonNull(name);
            command = List.copyOf(command);
            env = Map.copyOf(env);
            if (command.isEmpty()) {
                throw new IllegalArgumentException("a command names a program");
            }
        }

        @Override
        public String toString() {
            return name + " as a child process";
        }
    }
}
