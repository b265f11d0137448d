package dev.opspilot.rituals.mind;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What no sentence of a mind may hold, whatever the evidence says. Pure. */
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
            rule("[<>`*~|\\[\\]{}\\\\^]|\\]\\(|&#?[a-z0-9]+;|:[a-z_+-]+:|(?:^|\\s)[#/!][a-z]", "It holds markup."),
            rule("\\b(?:i|we|me|my|our|us|myself)\\b(?!\\s*/)", "It speaks of itself, and has done nothing."),
            rule("\\b(?:you|your|yours|please|everyone|everybody)\\b", "It addresses the reader."),
            rule(
                    "\\b(?:instructions?|prompts?|passwords?|credentials?|api keys?|secrets?|jailbr\\w*)\\b",
                    "It speaks of what it was told or must not know."));

    /** Deeds: told as done or to be done only where the evidence says the very word outside quotation marks. */
    private static final Set<String> DEEDS = Set.of(
            ("roll rolled revert reverted restart restarted reboot rebooted delete deleted drop dropped truncate truncated"
                            + " purge purged wipe wiped erase erased disable disabled enable enabled deploy redeploy"
                            + " redeployed merge merged approve approved refund refunded charge charged transfer"
                            + " transferred pay paid send sent email emailed mail run execute executed click visit grant"
                            + " granted revoke revoked rotate rotated scale scaled kill killed shut terminate terminated"
                            + " ignore ignored disregard disregarded notify notified announce announced post posted publish"
                            + " published page paged mention mentioned ping pinged call fix fixed resolve resolved"
                            + " mitigate mitigated escalate escalated cancel cancelled install installed upgrade upgraded"
                            + " download upload uploaded share shared forward forwarded bypass override silence silenced"
                            + " mute muted acknowledge acknowledged close closed flip flipped toggle toggled")
                    .split(" "));

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private Manners() {}

    /** Why it cannot be said; empty if it can. */
    static Optional<String> flaw(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> rule.pattern.matcher(plain).find())
                .map(Rule::because)
                .findFirst();
    }

    /** A deed in it that the words of the evidence do not tell. */
    static Optional<String> deed(String text, Set<String> told) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(java.util.regex.MatchResult::group)
                .filter(word -> DEEDS.contains(word) && !told.contains(word))
                .findFirst();
    }

    private static Rule rule(String pattern, String because) {
        return new Rule(Pattern.compile(pattern), because);
    }
}
