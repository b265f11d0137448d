package dev.opspilot.bot.config;

import com.fasterxml.jackson.core.JsonPointer;
import dev.opspilot.rituals.automation.FreezeRule;
import dev.opspilot.rituals.automation.FreezeWords;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.surface.Role;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads what a configuration says about acting. */
final class ActingReader {
    /** The sections that it reads. */
    static final List<String> SECTIONS = List.of("acts", "policies", "metaTools", "roles", "freezes");

    private static final Pattern TOOL = Pattern.compile("[^/\\s]+/\\S+|\\*");
    private static final Pattern NAMED = Pattern.compile("((group|channel):)?[a-z]+:\\S+");

    private static final Pattern ACCOUNT = Pattern.compile("console|[a-z]+:\\S+");

    private ActingReader() {}

    static ActingSpec read(Spot root, List<ServerSpec> servers, ZoneId zone) throws ConfigException {
        return new ActingSpec(
                ActsReader.read(root.find("acts"), servers),
                policies(root.find("policies")),
                metaTools(root.find("metaTools")),
                roles(root.find("roles")),
                freezes(root.find("freezes"), zone));
    }

    private static List<PolicySpec> policies(Optional<Spot> given) throws ConfigException {
        List<PolicySpec> specs = new ArrayList<>();
        if (given.isPresent()) {
            for (Spot spot : given.get().items()) {
                spot.withKeys("tool", "environment", "arguments", "person", "role", "mode", "because");
                specs.add(new PolicySpec(
                        tool(spot.get("tool")),
                        text(spot.find("environment")),
                        arguments(spot.find("arguments")),
                        text(spot.find("person")),
                        role(spot.find("role")),
                        mode(spot.get("mode")),
                        text(spot.find("because")).orElse("")));
            }
        }
        return specs;
    }

    private static List<PolicySpec.Argument> arguments(Optional<Spot> given) throws ConfigException {
        List<PolicySpec.Argument> arguments = new ArrayList<>();
        if (given.isPresent()) {
            for (Spot spot : given.get().items()) {
                spot.withKeys("at", "matches", "is");
                Optional<Spot> exact = spot.find("is");
                Pattern pattern = exact.isPresent()
                        ? Pattern.compile(Pattern.quote(exact.get().node().asText()))
                        : pattern(spot.get("matches"));
                arguments.add(new PolicySpec.Argument(pointer(spot.get("at")), pattern));
            }
        }
        return arguments;
    }

    private static Pattern pattern(Spot spot) throws ConfigException {
        try {
            return Pattern.compile(spot.text());
        } catch (PatternSyntaxException e) {
            throw spot.wrong("not a regular expression: " + e.getDescription());
        }
    }

    private static String pointer(Spot spot) throws ConfigException {
        try {
            return JsonPointer.compile(spot.text()).toString();
        } catch (IllegalArgumentException e) {
            throw spot.expected("a JSON Pointer, as in /service");
        }
    }

    private static String tool(Spot spot) throws ConfigException {
        if (!TOOL.matcher(spot.text()).matches()) {
            throw spot.expected("server/tool, where * stands for anything, as in deploys/*");
        }
        return spot.text();
    }

    /** {@code off} without quotes is a truth value to YAML. */
    private static Policy.Mode mode(Spot spot) throws ConfigException {
        String word = spot.node().isBoolean() && !spot.node().booleanValue() ? Policy.Mode.OFF.key() : spot.text();
        return Arrays.stream(Policy.Mode.values())
                .filter(each -> each.key().equalsIgnoreCase(word.replace('_', ' ')))
                .findFirst()
                .orElseThrow(() -> spot.expected("one of "
                        + Arrays.stream(Policy.Mode.values())
                                .map(Policy.Mode::key)
                                .collect(Collectors.joining(", "))));
    }

    private static List<MetaToolSpec> metaTools(Optional<Spot> given) throws ConfigException {
        List<MetaToolSpec> specs = new ArrayList<>();
        if (given.isPresent()) {
            for (Spot spot : given.get().items()) {
                spot.withKeys("tool", "calls", "name", "arguments");
                Optional<Spot> calls = spot.find("calls");
                specs.add(new MetaToolSpec(
                        tool(spot.get("tool")),
                        calls.isPresent() ? Optional.of(pointer(calls.get())) : Optional.empty(),
                        pointer(spot.get("name")),
                        pointer(spot.get("arguments"))));
            }
        }
        return specs;
    }

    private static RolesSpec roles(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return RolesSpec.DEFAULT;
        }
        Spot spot = given.get().withKeys("members", "viewer", "operator", "approver", "admin", "same");
        Map<Role, Set<String>> named = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Optional<Spot> names = spot.find(role.key());
            if (names.isPresent()) {
                Set<String> all = new LinkedHashSet<>();
                for (Spot name : names.get().items()) {
                    if (!NAMED.matcher(name.text()).matches()) {
                        throw name.expected("a person as in slack:U123, or group:slack:S123, or channel:slack:C123");
                    }
                    all.add(name.text());
                }
                named.put(role, all);
            }
        }
        return new RolesSpec(
                role(spot.find("members")).orElse(RolesSpec.DEFAULT.members()), named, same(spot.find("same")));
    }

    private static List<Set<String>> same(Optional<Spot> given) throws ConfigException {
        List<Set<String>> people = new ArrayList<>();
        Set<String> known = new HashSet<>();
        if (given.isPresent()) {
            for (Spot person : given.get().items()) {
                Set<String> accounts = new LinkedHashSet<>();
                for (Spot account : person.items()) {
                    if (!ACCOUNT.matcher(account.text()).matches()) {
                        throw account.expected("an account as in slack:U123, or console for the API and the page");
                    }
                    if (!known.add(account.text())) {
                        throw account.wrong("this account belongs to somebody already");
                    }
                    accounts.add(account.text());
                }
                people.add(accounts);
            }
        }
        return people;
    }

    private static Optional<Role> role(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Spot spot = given.get();
        return Optional.of(
                Words.find(Role.class, spot.text()).orElseThrow(() -> spot.expected("one of " + Words.of(Role.class))));
    }

    private static List<FreezeRule> freezes(Optional<Spot> given, ZoneId zone) throws ConfigException {
        List<FreezeRule> rules = new ArrayList<>();
        if (given.isPresent()) {
            for (Spot spot : given.get().items()) {
                switch (FreezeWords.read(spot.text(), zone)) {
                    case FreezeWords.Understood(FreezeRule rule) -> rules.add(rule);
                    case FreezeWords.Mistaken(String why) -> throw spot.wrong(why);
                }
            }
        }
        return rules;
    }

    private static Optional<String> text(Optional<Spot> given) throws ConfigException {
        return given.isEmpty() ? Optional.empty() : Optional.of(given.get().text());
    }
}
