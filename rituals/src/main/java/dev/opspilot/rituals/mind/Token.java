package dev.opspilot.rituals.mind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, a number, a sign, or a whole quotation. Commas, semicolons, parentheses, dashes and full stops are no tokens but
 * stand before one, and articles say nothing.
 *
 * @param shown as it is written
 * @param before which of {@code , ; ( ) .} stand before it
 * @param article whether an article does
 */
record Token(String shown, String before, boolean article) {
    static final Pattern QUOTATION = Pattern.compile("[“\"«„]([^”\"»“]*)[”\"»“]");

    private static final Pattern PART = Pattern.compile(
            QUOTATION.pattern()
                    + "|\\d+(?:[.,:]\\d+)*(?![\\p{L}\\p{N}]|[-_/#'’:]\\p{L})|[\\p{L}\\p{N}]+(?:[-_./:#'’]+[\\p{L}\\p{N}]+)*|\\R|[^\\s\\h]");
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");
    private static final Pattern NUMBER = Pattern.compile("\\d.*");
    private static final Pattern IDENTIFIER = Pattern.compile("(?=.*\\p{L})(?=.*[-_./:#\\p{N}]).+|“.*”");

    /** The tokens of a text, without its articles. */
    static List<Token> in(String text) {
        List<Token> tokens = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        boolean article = false;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            String shown =
                    part.group(1) == null ? part.group() : "“" + part.group(1).strip() + "”";
            switch (shown) {
                case ",", ";", "(", ")", "." -> before.append(shown);
                case "\n", "\r", "\r\n" -> before.append('.');
                case "—" -> before.append(',');
                default -> {
                    boolean speaks = !ARTICLES.contains(shown.toLowerCase(Locale.ROOT));
                    if (speaks) {
                        tokens.add(new Token(shown, before.toString(), article));
                        before.setLength(0);
                    }
                    article = !speaks;
                }
            }
        }
        return tokens;
    }

    /** A text without what it quotes, which others wrote. */
    static String unquoted(String text) {
        return QUOTATION.matcher(text).replaceAll(" ");
    }

    boolean is(String word) {
        return shown.equalsIgnoreCase(word);
    }

    boolean isOneOf(Set<String> words) {
        return words.contains(shown.toLowerCase(Locale.ROOT));
    }

    /** The same word, whatever its case; a quotation is the same only letter by letter. */
    boolean isSame(Token other) {
        return shown.startsWith("“")
                ? shown.equals(other.shown)
                : shown.replace('’', '\'').equalsIgnoreCase(other.shown.replace('’', '\''));
    }

    boolean isNumber() {
        return NUMBER.matcher(shown).matches();
    }

    boolean isIdentifier() {
        return IDENTIFIER.matcher(shown).matches();
    }

    boolean isCapitalised() {
        return Character.isUpperCase(shown.codePointAt(0));
    }

    /** Whether a sentence ended before it. */
    boolean opensSentence() {
        return before.contains(".");
    }

    /** Whether something that can be left out may end before it. */
    boolean opensPart() {
        return !before.isEmpty() || is("while");
    }
}
