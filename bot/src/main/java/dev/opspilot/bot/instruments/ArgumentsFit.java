package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.BindingSpec;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether the arguments of a binding are those that its tool takes, as far as the tool's schema tells. */
final class ArgumentsFit {
    private ArgumentsFit() {}

    /** What does not fit, in a few words; empty when nothing is wrong. */
    static Optional<String> flaw(BindingSpec binding, Tool tool) {
        Map<String, Object> schema = tool.inputSchema();
        Set<String> given = new TreeSet<>();
        Json.structure(binding.arguments())
                .map(JsonNode::fieldNames)
                .ifPresent(names -> names.forEachRemaining(given::add));
        List<String> flaws = new ArrayList<>();
        Set<String> missing = names(schema.get("required"));
        missing.removeAll(given);
        if (!missing.isEmpty()) {
            flaws.add("lacks " + String.join(", ", missing));
        }
        if (Boolean.FALSE.equals(schema.get("additionalProperties"))) {
            Set<String> unknown = new TreeSet<>(given);
            unknown.removeAll(schema.get("properties") instanceof Map<?, ?> known ? names(known.keySet()) : Set.of());
            if (!unknown.isEmpty()) {
                flaws.add("has unknown " + String.join(", ", unknown));
            }
        }
        return flaws.isEmpty() ? Optional.empty() : Optional.of(CleanText.of(String.join(" and ", flaws), 200));
    }

    private static Set<String> names(@Nullable Object listed) {
        Set<String> names = new TreeSet<>();
        if (listed instanceof Iterable<?> all) {
            all.forEach(each -> names.add(String.valueOf(each)));
        }
        return names;
    }
}
