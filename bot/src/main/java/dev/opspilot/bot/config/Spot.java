package dev.opspilot.bot.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a configuration file that knows its path and is strict about what stands there. Immutable. */
final class Spot {
    private static final int SHOWN = 80;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final String file;
    private final String path;
    private final JsonNode node;
    private final boolean confidential;
    private final Map<String, Integer> lines;
    private final String label;

    private Spot(
            String file, String path, JsonNode node, boolean confidential, Map<String, Integer> lines, String label) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.confidential = confidential;
        this.lines = lines;
        this.label = label;
    }

    static Spot root(String file, JsonNode node) {
        return root(file, node, Map.of());
    }

    /** @param lines the lines on which paths begin, as far as they are known */
    static Spot root(String file, JsonNode node, Map<String, Integer> lines) {
        return new Spot(file, "", node, false, lines, "");
    }

    /** The same place, whose contents no message may show. */
    Spot confidential() {
        return new Spot(file, path, node, true, lines, label);
    }

    /** The same place, which messages call so, with all in it. */
    Spot called(String name) {
        return new Spot(file, path, node, confidential, lines, name);
    }

    JsonNode node() {
        return node;
    }

    boolean isObject() {
        return node.isObject();
    }

    boolean isNumber() {
        return node.isNumber();
    }

    /** Takes the place for an object that has these keys at most. */
    Spot withKeys(String... known) throws ConfigException {
        if (!node.isObject()) {
            throw expected("an object with the keys " + String.join(", ", known));
        }
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw wrong("unknown key “" + unknown.iterator().next() + "”; known are " + String.join(", ", known));
        }
        return this;
    }

    Spot get(String key) throws ConfigException {
        return find(key).orElseThrow(() -> wrong("the key “" + key + "” is missing"));
    }

    Optional<Spot> find(String key) {
        JsonNode child = node.get(key);
        return child == null ? Optional.empty() : Optional.of(child(path.isEmpty() ? key : path + "." + key, child));
    }

    /** The entries of an object whose keys are names that people chose. */
    Map<String, Spot> entries() throws ConfigException {
        if (!node.isObject()) {
            throw expected("an object of names");
        }
        Map<String, Spot> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            entries.put(entry.getKey(), child(path + "." + entry.getKey(), entry.getValue()));
        }
        return entries;
    }

    List<Spot> items() throws ConfigException {
        if (!node.isArray()) {
            throw expected("a list");
        }
        List<Spot> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(child(path + "[" + i + "]", node.get(i)));
        }
        return items;
    }

    String text() throws ConfigException {
        if (!node.isTextual()) {
            throw expected("a text");
        }
        if (node.textValue().isBlank()) {
            throw wrong("expected a text, found an empty one");
        }
        return node.textValue();
    }

    /** Its text, with each {@code ${NAME}} replaced by the environment variable of that name. */
    String substituted(Map<String, String> environment) throws ConfigException {
        Matcher matcher = VARIABLE.matcher(text());
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String value = environment.get(matcher.group(1));
            if (value == null || value.isBlank()) {
                throw wrong("the environment variable " + matcher.group(1) + " is not set");
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }

    /** Says what would be right here, and what stands here instead. */
    ConfigException expected(String what) {
        return wrong("expected " + what + ", found " + found());
    }

    ConfigException wrong(String what) {
        String line = Optional.ofNullable(lines.get(path)).map(at -> ":" + at).orElse("");
        String where = label.isEmpty() ? "" : label + ": ";
        return new ConfigException(file + line + ": " + where + (path.isEmpty() ? "" : path + ": ") + what);
    }

    private String found() {
        String kind = switch (node.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "nothing";
            case BINARY -> "binary data";
        };
        if (confidential || !node.isValueNode() || node.isNull()) {
            return kind;
        }
        String shown = node.toString();
        return shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "…";
    }

    private Spot child(String path, JsonNode node) {
        return new Spot(file, path, node, confidential, lines, label);
    }
}
