package dev.opspilot.bot.config;

import dev.opspilot.rituals.instrument.Capability;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code bindings} of a configuration. */
final class BindingsReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,5})(ms|s|m)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,8})(KiB|MiB)?");
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int SMALLEST = 1 << 10;
    private static final int LARGEST = 16 << 20;

    private BindingsReader() {}

    static List<BindingSpec> read(Spot bindings) throws ConfigException {
        List<BindingSpec> specs = new ArrayList<>();
        for (Spot binding : bindings.items()) {
            specs.add(binding(binding));
        }
        return specs;
    }

    private static BindingSpec binding(Spot spot) throws ConfigException {
        spot.withKeys("capability", "server", "tool", "source", "timeout", "maxBytes", "arguments", "link", "result");
        Spot named = spot.get("capability");
        Capability capability =
                Capability.of(named.text()).orElseThrow(() -> named.expected("one of " + Capability.keys()));
        if (Capability.UNBOUND.contains(capability)) {
            throw named.wrong("OpsPilot serves " + capability.key() + " itself; leave this binding out");
        }
        return new BindingSpec(
                capability,
                spot.get("server").text(),
                spot.get("tool").text(),
                spot.get("source").text(),
                timeout(spot.find("timeout")),
                maxBytes(spot.find("maxBytes")),
                arguments(spot.find("arguments")),
                link(spot.find("link")),
                ResultReader.read(spot.get("result")));
    }

    private static Duration timeout(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return BindingSpec.DEFAULT_TIMEOUT;
        }
        Spot spot = given.get();
        Matcher matcher = DURATION.matcher(spot.node().asText());
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            Duration timeout = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                default -> Duration.ofMinutes(amount);
            };
            if (timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0) {
                return timeout;
            }
        }
        throw spot.expected("a duration from 100ms to 60s, as in 5s");
    }

    private static int maxBytes(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return BindingSpec.DEFAULT_MAX_BYTES;
        }
        Spot spot = given.get();
        Matcher matcher = SIZE.matcher(spot.node().asText());
        if (matcher.matches()) {
            String unit = matcher.group(2);
            long factor = unit == null ? 1 : unit.equals("KiB") ? 1 << 10 : 1 << 20;
            long bytes = Long.parseLong(matcher.group(1)) * factor;
            if (bytes >= SMALLEST && bytes <= LARGEST) {
                return Math.toIntExact(bytes);
            }
        }
        throw spot.expected("a size from 1KiB to 16MiB, as in 1MiB");
    }

    private static String arguments(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return "{}";
        }
        Spot spot = given.get();
        if (!spot.isObject()) {
            throw spot.expected("an object, the arguments of the call");
        }
        Placeholders.check(spot, Placeholder.keys(), "");
        return spot.node().toString();
    }

    private static Optional<URI> link(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Spot spot = given.get();
        String text = spot.text();
        try {
            URI link = new URI(text);
            if (link.getHost() != null && text.matches("https?://.+")) {
                return Optional.of(link);
            }
        } catch (URISyntaxException e) {
            throw spot.expected("an http or https address");
        }
        throw spot.expected("an http or https address");
    }
}
