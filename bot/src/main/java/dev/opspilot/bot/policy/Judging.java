package dev.opspilot.bot.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.opspilot.bot.config.MetaToolSpec;
import dev.opspilot.bot.config.PolicySpec;
import dev.opspilot.bot.store.PgGovernance.Toggled;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.surface.Role;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a call by the rules: what was set in chat first, then the file from top to bottom, then {@link Policy#DEFAULT}.
 * What a tool says of itself counts for nothing. Pure.
 */
record Judging(List<Toggled> overrides, List<PolicySpec> rules, List<MetaToolSpec> metaTools) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Calls within calls deeper than this cannot be judged. */
    private static final int DEEPEST = 4;

    /** One call, its arguments parsed. */
    private record Call(String tool, JsonNode arguments) {}

    Policy of(Act act, String environment, String actor, String role) {
        Optional<JsonNode> arguments = parsed(act.arguments());
        return arguments.isEmpty()
                ? unjudged(act.name())
                : of(new Call(act.name(), arguments.get()), environment, actor, role, 0);
    }

    /** The mildest of what holds for anybody: those whom a rule names, and everybody else, in each role. */
    Policy mildest(Act act, String environment) {
        List<String> roles = Stream.concat(
                        Stream.of(""), Arrays.stream(Role.values()).map(Role::key))
                .toList();
        return Stream.concat(Stream.of(""), rules.stream().flatMap(rule -> rule.person().stream()))
                .distinct()
                .flatMap(person -> roles.stream().map(role -> of(act, environment, person, role)))
                .min(Comparator.comparing(Policy::mode))
                .orElse(Policy.DEFAULT);
    }

    private static Policy unjudged(String tool) {
        return new Policy(Policy.Mode.OFF, "What " + tool + " would do cannot be read from its arguments.");
    }

    private Policy of(Call call, String environment, String actor, String role, int depth) {
        Optional<MetaToolSpec> meta = metaTools.stream()
                .filter(each -> matches(each.tool(), call.tool))
                .findFirst();
        return meta.isEmpty()
                ? ofPlain(call, environment, actor, role)
                : ofMeta(meta.get(), call, environment, actor, role, depth);
    }

    /** The strictest of what holds for the calls that it would make, and for itself where a rule names it. */
    private Policy ofMeta(MetaToolSpec meta, Call call, String environment, String actor, String role, int depth) {
        List<JsonNode> inner = meta.calls()
                .map(at -> call.arguments.at(at))
                .map(list -> list.isArray() ? stream(list).toList() : List.<JsonNode>of())
                .orElseGet(() -> List.of(call.arguments));
        if (inner.isEmpty() || depth >= DEEPEST) {
            return unjudged(call.tool);
        }
        String server = call.tool.substring(0, call.tool.indexOf('/'));
        Policy strictest = named(call, environment, actor, role).orElse(new Policy(Policy.Mode.AUTO, ""));
        for (JsonNode each : inner) {
            String name = each.at(meta.name()).asText("");
            Optional<JsonNode> arguments = object(each.at(meta.arguments()));
            Policy policy = name.isBlank() || arguments.isEmpty()
                    ? unjudged(call.tool)
                    : ofInner(server, name, arguments.get(), environment, actor, role, depth + 1);
            strictest = policy.mode().compareTo(strictest.mode()) >= 0 ? policy : strictest;
        }
        return strictest;
    }

    /** How it is read is the server's affair, so the strictest counts of what holds for all that the name may mean. */
    private Policy ofInner(
            String server, String name, JsonNode arguments, String environment, String actor, String role, int depth) {
        Stream<Policy> written = InnerName.written(server, name)
                .map(tool -> of(new Call(tool, arguments), environment, actor, role, depth));
        Stream<Policy> meant = InnerName.meant(server, name).flatMap(tool -> {
            Call call = new Call(tool, arguments);
            return metaTools.stream()
                    .filter(each -> InnerName.matches(each.tool(), tool))
                    .findFirst()
                    .map(meta -> ofMeta(meta, call, environment, actor, role, depth))
                    .or(() -> named(call, environment, actor, role, InnerName::matches))
                    .stream();
        });
        Stream<Policy> odd = InnerName.isPlain(name)
                ? Stream.empty()
                : Stream.of(new Policy(Policy.Mode.ASK, "“" + name + "” is no plain name of a tool."));
        return Stream.of(written, meant, odd)
                .flatMap(Function.identity())
                .max(Comparator.comparing(Policy::mode))
                .orElse(Policy.DEFAULT);
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        Stream.Builder<JsonNode> all = Stream.builder();
        list.forEach(all);
        return all.build();
    }

    private Policy ofPlain(Call call, String environment, String actor, String role) {
        return named(call, environment, actor, role).orElse(Policy.DEFAULT);
    }

    private Optional<Policy> named(Call call, String environment, String actor, String role) {
        return named(call, environment, actor, role, Judging::matches);
    }

    private Optional<Policy> named(
            Call call, String environment, String actor, String role, BiPredicate<String, String> matching) {
        return overrides.stream()
                .filter(each -> matching.test(each.tool(), call.tool))
                .filter(each ->
                        each.environment().isEmpty() || each.environment().equals(environment))
                .findFirst()
                .map(each -> new Policy(
                        each.mode(),
                        each.by() + " set " + each.tool() + " to “"
                                + each.mode().key() + "” in chat."))
                .or(() -> rules.stream()
                        .filter(rule -> matching.test(rule.tool(), call.tool))
                        .filter(rule -> holds(rule, call, environment, actor, role))
                        .findFirst()
                        .map(rule -> new Policy(rule.mode(), because(rule))));
    }

    private static String because(PolicySpec rule) {
        String says = "opspilot.yml sets " + rule.tool() + " to “" + rule.mode().key() + "”";
        return rule.because().isEmpty() ? says + "." : Words.stopped(says + ": " + rule.because());
    }

    /** Whether all holds that a rule names besides the tool. */
    private static boolean holds(PolicySpec rule, Call call, String environment, String actor, String role) {
        return rule.environment().filter(each -> !each.equals(environment)).isEmpty()
                && rule.person().filter(each -> !each.equals(actor)).isEmpty()
                && rule.role().filter(each -> !each.key().equals(role)).isEmpty()
                && rule.arguments().stream().allMatch(argument -> holds(argument, call.arguments));
    }

    private static boolean holds(PolicySpec.Argument argument, JsonNode arguments) {
        JsonNode found = arguments.at(argument.at());
        return found.isValueNode()
                && !(found instanceof MissingNode)
                && argument.matches().matcher(found.asText()).matches();
    }

    /** {@code *} stands for anything. */
    static boolean matches(String pattern, String tool) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.matches(regex, tool);
    }

    private static Optional<JsonNode> object(JsonNode node) {
        return node.isTextual() ? parsed(node.textValue()) : Optional.of(node).filter(JsonNode::isObject);
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
