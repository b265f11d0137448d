package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a card has to keep so that Teams takes it, shows it, and nothing in it is another's. */
final class CardRules {
    static final int TEAMS_TAKES = 80_000;

    private static final Set<String> ELEMENTS = Set.of(
            "AdaptiveCard",
            "ActionSet",
            "Column",
            "ColumnSet",
            "Container",
            "Input.ChoiceSet",
            "Input.Text",
            "RichTextBlock",
            "Table",
            "TableCell",
            "TableRow",
            "TextBlock",
            "TextRun",
            "Chart.Line",
            "Chart.VerticalBar");
    private static final Set<String> ACTIONS =
            Set.of("Action.Execute", "Action.OpenUrl", "Action.ShowCard", "Action.Submit", "Action.ToggleVisibility");
    private static final Set<String> COLOURS = Set.of("Accent", "Good", "Warning", "Attention");
    private static final Pattern OUR_TIMES = Pattern.compile(
            "\\{\\{(?:TIME\\(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\)|DATE\\([0-9TZ:-]+, SHORT\\))}}");
    private static final Pattern MARKDOWN =
            Pattern.compile("[\\[\\]<>*`~\\\\|]|&#?\\w+;|^\\s*(?:[#>]|(?:[-+]|\\d+[.)])(?:\\s|$))");
    private static final Optional<Schema> SCHEMA = schema();

    private final List<String> flaws = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> targets = new HashSet<>();
    private final Set<String> hosts;

    private CardRules(Set<String> hosts) {
        this.hosts = hosts;
    }

    /**
     * Every flaw of a card.
     *
     * @param hosts the only ones that it may lead to
     */
    static List<String> flaws(JsonNode card, Set<String> hosts) {
        CardRules rules = new CardRules(hosts);
        rules.walk(card, "");
        rules.targets.stream()
                .filter(target -> !rules.ids.contains(target))
                .forEach(target -> rules.flaws.add("nothing is called " + target));
        String json = card.toString();
        int size = Math.max(json.getBytes(StandardCharsets.UTF_8).length, 2 * json.length());
        rules.check(size <= TEAMS_TAKES, "weighs " + size);
        rules.check(card.path("version").asText().equals("1.5"), "is not 1.5");
        rules.check(!card.path("fallbackText").asText().isBlank(), "says nothing where it cannot be shown");
        rules.check(!card.path("speak").asText().isBlank(), "is not spoken");
        rules.check(card.path("actions").size() <= 6, "has more than six actions");
        SCHEMA.ifPresent(schema -> schema.validate(withoutCharts(card).toString(), InputFormat.JSON)
                .forEach(error -> rules.flaws.add("schema: " + error)));
        return rules.flaws;
    }

    private void walk(JsonNode node, String within) {
        if (node.isArray()) {
            node.forEach(each -> walk(each, within));
            return;
        }
        if (!node.isObject()) {
            if (node.isTextual() && within.equals("inlines")) {
                text(node.asText());
            }
            return;
        }
        String type = node.path("type").asText();
        boolean element = ELEMENTS.contains(type);
        check(element || ACTIONS.contains(type) || type.isEmpty() || within.equals("msteams"), "has a " + type);
        if (type.startsWith("Chart.") || type.equals("Table")) {
            check(node.path("fallback").isObject(), "has a " + type + " without a fallback");
        }
        switch (type) {
            case "TextBlock" -> {
                text(node.path("text").asText());
                check(!MARKDOWN.matcher(node.path("text").asText()).find(), "lets Markdown through: " + node);
            }
            case "TextRun" -> {
                String text = node.path("text").asText();
                // A link that reads as where it leads; its host is checked below.
                if (!text.equals(node.at("/selectAction/url").asText())) {
                    text(text);
                }
            }
            case "RichTextBlock" -> check(!node.path("inlines").isEmpty(), "has an empty paragraph");
            case "ActionSet" -> check(node.path("actions").size() <= 6, "has a row of more than six actions");
            case "Action.Execute", "Action.Submit" -> action(type, node);
            case "Action.OpenUrl" -> {
                String host = host(node.path("url").asText());
                check(hosts.contains(host), "leads to " + node.path("url"));
            }
            case "Action.ToggleVisibility" -> node.path("targetElements").forEach(each -> targets.add(each.asText()));
            default -> {}
        }
        if (node.has("id") && element) {
            check(ids.add(node.path("id").asText()), "calls two elements " + node.path("id"));
        }
        if (node.has("color")) {
            check(COLOURS.contains(node.path("color").asText()), "has a colour of its own: " + node.path("color"));
        }
        node.properties().forEach(property -> {
            if (!property.getKey().equals("data") || type.startsWith("Chart.")) {
                walk(property.getValue(), property.getKey());
            }
        });
    }

    private void action(String type, JsonNode action) {
        boolean known = type.equals("Action.Execute")
                ? CardAction.read(action.path("verb").asText(), action.path("data"))
                        .isPresent()
                : CardAction.read(action.path("data")).isPresent()
                        || List.of(CardVerb.LAUNCH, CardVerb.POST)
                                .contains(action.at("/data/verb").asText());
        check(known, "has a button that is not read back: " + action);
        check(!action.path("title").asText().isBlank(), "has a button without a title");
    }

    private void text(String text) {
        check(!text.isEmpty(), "has an empty text");
        String rest = OUR_TIMES.matcher(text).replaceAll("");
        check(!rest.contains("{{"), "lets a pattern through: " + text);
        check(!rest.contains("://") && !rest.contains("www."), "lets an address through: " + text);
        check(
                text.codePoints().noneMatch(each -> each != 0x2060 && Character.getType(each) == Character.FORMAT),
                "has what nobody can see: " + text);
    }

    private void check(boolean kept, String otherwise) {
        if (!kept) {
            flaws.add(otherwise);
        }
    }

    static String host(String url) {
        Matcher host = Pattern.compile("https?://([^/?#]+).*").matcher(url);
        return host.matches() ? host.group(1) : url;
    }

    /** Teams' charts are no part of the schema; what is shown in their place is. */
    private static JsonNode withoutCharts(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = ((ArrayNode) node).arrayNode();
            node.forEach(each -> array.add(withoutCharts(each)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.path("type").asText().startsWith("Chart.")) {
            return withoutCharts(node.path("fallback"));
        }
        ObjectNode object = ((ObjectNode) node).objectNode();
        node.properties().forEach(each -> object.set(each.getKey(), withoutCharts(each.getValue())));
        return object;
    }

    /** The schema is not part of the project: it is read where {@code OPSPILOT_SCHEMAS} or a folder shared/schemas above this one has it. */
    private static Optional<Schema> schema() {
        String named = System.getenv("OPSPILOT_SCHEMAS");
        Path file = Optional.ofNullable(named)
                .map(Path::of)
                .or(() -> Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(folder -> folder.resolve("shared/schemas"))
                        .filter(Files::isDirectory)
                        .findFirst())
                .orElse(Path.of("shared/schemas"))
                .resolve("adaptive-card-1.5.0.schema.json");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            // It calls itself by the keyword of an older draft.
            ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(file.toFile());
            schema.remove("id");
            return Optional.of(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_6)
                    .getSchema(schema.toString(), InputFormat.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean knowsTheSchema() {
        return SCHEMA.isPresent();
    }
}
