package dev.opspilot.rituals.mind;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What no sentence of a mind may hold, even where the evidence does. Pure. */
final class Manners {
    private record Rule(Pattern pattern, String because) {}

    private static final List<Rule> RULES = List.of(
            rule("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]", "It holds characters that cannot be seen."),
            rule(
                    "://|\\bwww\\.|\\bhxxps?\\b|\\b(?:https?|mailto|tel|javascript|data|ftp|file)\\s*:\\s*\\S|\\[\\.]|\\(dot\\)"
                            + "|\\bdot (?:com|net|org|io)\\b|%[0-9a-f]{2}|\\\\[ux][0-9a-f]{2}|\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b",
                    "It holds an address."),
            rule(
                    "[\\p{L}\\p{N}-]\\s?\\.(?:com|net|org|io|dev|app|ai|co|me|info|biz|xyz|top|site|online|link|click|ru"
                            + "|cn|de|uk|fr|eu|us|ly|gl|gg|sh|zip|mov|example|test|invalid)\\b",
                    "It holds an address."),
            rule("[@＠]", "It mentions somebody."),
            rule("[<>`*~|\\[\\]{}\\\\^]|\\]\\(|&#?[a-z0-9]+;|:[a-z_+-]+:|(?:^|\\s)[#/!][a-z]", "It holds markup."));

    private Manners() {}

    /** Why it cannot be said; empty if it can. */
    static Optional<String> flaw(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> rule.pattern.matcher(plain).find())
                .map(Rule::because)
                .findFirst();
    }

    private static Rule rule(String pattern, String because) {
        return new Rule(Pattern.compile(pattern), because);
    }
}
