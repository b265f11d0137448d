package dev.opspilot.bot.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words in braces in the texts of a template; braces around anything else, as in JSON and GraphQL, are text. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private Placeholders() {}

    /**
     * Sees that a template has no others than these.
     *
     * @param where what they are known for, to tell people, as in {@code for deploys.rollback}; may be empty
     */
    static void check(Spot spot, List<String> known, String where) throws ConfigException {
        check(spot, spot.node(), known, where);
    }

    private static void check(Spot spot, JsonNode node, List<String> known, String where) throws ConfigException {
        for (MatchResult each : PLACEHOLDER.matcher(node.asText("")).results().toList()) {
            if (!known.contains(each.group(1))) {
                throw spot.wrong(
                        "unknown placeholder " + each.group() + "; known" + (where.isEmpty() ? "" : " " + where)
                                + (known.size() == 1 ? " is " : " are ")
                                + known.stream().map(name -> "{" + name + "}").collect(Collectors.joining(", "))
                                + "; for these very letters put a space into the braces");
            }
        }
        for (JsonNode child : node) {
            check(spot, child, known, where);
        }
    }
}
