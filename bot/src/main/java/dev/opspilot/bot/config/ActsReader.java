package dev.opspilot.bot.config;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.play.ActKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the {@code acts} of a configuration. */
final class ActsReader {
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LONGEST_WATCH = Duration.ofHours(6);
    private static final Duration LONGEST_LIFE = Duration.ofDays(7);

    private ActsReader() {}

    static List<ActSpec> read(Optional<Spot> acts, List<ServerSpec> servers) throws ConfigException {
        List<ActSpec> specs = new ArrayList<>();
        Set<ActKind> seen = EnumSet.noneOf(ActKind.class);
        if (acts.isPresent()) {
            for (Spot act : acts.get().items()) {
                ActSpec spec = act(act, servers);
                if (!seen.add(spec.kind())) {
                    throw act.wrong(spec.kind().key() + " is bound twice");
                }
                specs.add(spec);
            }
        }
        return specs;
    }

    private static ActSpec act(Spot spot, List<ServerSpec> servers) throws ConfigException {
        spot.withKeys(
                "act", "server", "tool", "source", "environment", "timeout", "expires", "arguments", "undo", "verify");
        Spot named = spot.get("act");
        ActKind kind = ActKind.of(named.text()).orElseThrow(() -> named.expected("one of " + ActKind.keys()));
        Spot server = spot.get("server");
        List<String> known = servers.stream().map(ServerSpec::name).toList();
        if (!known.contains(server.text())) {
            throw server.wrong(
                    "no server “" + server.text() + "” under servers; there are: " + String.join(", ", known));
        }
        Optional<Spot> environment = spot.find("environment");
        return new ActSpec(
                kind,
                server.text(),
                spot.get("tool").text(),
                spot.get("source").text(),
                environment.isPresent() ? environment.get().text() : "",
                Durations.read(spot.find("timeout"), Duration.ofMillis(100), LONGEST_TIMEOUT, ActSpec.DEFAULT_TIMEOUT),
                Durations.read(spot.find("expires"), Duration.ofMinutes(1), LONGEST_LIFE, ActSpec.DEFAULT_EXPIRES),
                arguments(kind, spot.find("arguments")),
                undo(kind, spot.find("undo")),
                verify(kind, spot.find("verify")));
    }

    private static Optional<ActSpec.Undo> undo(ActKind kind, Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Spot spot = given.get().withKeys("tool", "arguments");
        return Optional.of(new ActSpec.Undo(spot.get("tool").text(), arguments(kind, spot.find("arguments"))));
    }

    private static Optional<ActSpec.Verify> verify(ActKind kind, Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Spot spot = given.get().withKeys("capability", "metric", "subject", "watch", "every");
        Spot named = spot.get("capability");
        Capability capability = Capability.of(named.text())
                .filter(Capability.METRICS::contains)
                .orElseThrow(() -> named.expected("one of "
                        + Capability.METRICS.stream()
                                .map(Capability::key)
                                .sorted()
                                .collect(Collectors.joining(", "))));
        Optional<Spot> subject = spot.find("subject");
        if (subject.isPresent()) {
            Placeholders.check(subject.get(), known(kind), "for " + kind.key());
        }
        Duration every =
                Durations.read(spot.find("every"), Duration.ofSeconds(1), LONGEST_WATCH, Duration.ofSeconds(30));
        return Optional.of(new ActSpec.Verify(
                capability,
                spot.get("metric").text(),
                subject.isPresent() ? Optional.of(subject.get().text()) : Optional.empty(),
                Durations.read(spot.find("watch"), every, LONGEST_WATCH, Duration.ofMinutes(15)),
                every));
    }

    private static String arguments(ActKind kind, Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return "{}";
        }
        Spot spot = given.get();
        if (!spot.isObject()) {
            throw spot.expected("an object, the arguments of the call");
        }
        Placeholders.check(spot, known(kind), "for " + kind.key());
        return spot.node().toString();
    }

    private static List<String> known(ActKind kind) {
        return Stream.concat(kind.parameters().stream(), Stream.of(ActSpec.KEY)).toList();
    }
}
