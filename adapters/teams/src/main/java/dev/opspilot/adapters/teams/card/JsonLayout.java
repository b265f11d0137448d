package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/**
 * Lays JSON out in lines that can be read and broken, and changes nothing but the blanks between its signs: every value
 * stays to the letter as its source wrote it. Pure.
 */
final class JsonLayout {
    private static final int DEEPEST = 8;
    private static final ObjectReader WHOLE =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String json;
    private final StringBuilder laid = new StringBuilder();
    private int depth;

    private JsonLayout(String json) {
        this.json = json;
    }

    /** Anything that is not one JSON object or array as a whole is left as it is: prose stands in brackets, too. */
    static String of(String text) {
        String json = text.strip();
        boolean looksSo = (json.startsWith("{") && json.endsWith("}")) || (json.startsWith("[") && json.endsWith("]"));
        return looksSo && !json.contains("\n") && isWhole(json) ? new JsonLayout(json).laid() : text;
    }

    private static boolean isWhole(String json) {
        try {
            return WHOLE.readTree(json).isContainerNode();
        } catch (JsonProcessingException prose) {
            return false;
        }
    }

    private String laid() {
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char sign = json.charAt(i);
            if (quoted) {
                laid.append(sign);
                if (sign == '\\' && i + 1 < json.length()) {
                    laid.append(json.charAt(++i));
                } else if (sign == '"') {
                    quoted = false;
                }
            } else if (sign == '"') {
                laid.append(sign);
                quoted = true;
            } else if (!Character.isWhitespace(sign)) {
                place(sign, i);
            }
        }
        return laid.toString();
    }

    private void place(char sign, int at) {
        laid.append(sign);
        switch (sign) {
            case '{', '[' -> {
                depth++;
                if (holdsMore(at)) {
                    line();
                }
            }
            case '}', ']' -> depth = Math.max(0, depth - 1);
            case ':' -> laid.append(' ');
            case ',' -> {
                if (follows(at, '{') || follows(at, '[') || isNamed(at)) {
                    line();
                } else {
                    laid.append(' ');
                }
            }
            default -> {}
        }
    }

    /** Whether an object or array begins with another one. */
    private boolean holdsMore(int at) {
        return follows(at, '{') || follows(at, '[');
    }

    /** Whether what comes next is a name with its value. */
    private boolean isNamed(int comma) {
        int from = next(comma);
        if (from >= json.length() || json.charAt(from) != '"') {
            return false;
        }
        int end = from + 1;
        while (end < json.length() && json.charAt(end) != '"') {
            end += json.charAt(end) == '\\' ? 2 : 1;
        }
        return follows(end, ':');
    }

    private boolean follows(int at, char sign) {
        int next = next(at);
        return next < json.length() && json.charAt(next) == sign;
    }

    private int next(int at) {
        int next = at + 1;
        while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
            next++;
        }
        return next;
    }

    private void line() {
        laid.append('\n').append("  ".repeat(Math.min(depth, DEEPEST)));
    }
}
