package dev.opspilot.rituals.mind;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words that evidence says in its own voice: what it only quotes is not among them. Pure. */
final class Vocabulary {
    private static final int STEM = 5;
    private static final int CONTENT = 4;
    private static final int LONGEST_WORD = 30;
    /** One content word in so many must be the evidence's. */
    private static final int SHARE = 3;

    private static final Pattern QUOTE = Pattern.compile("[“\"«„]([^”\"»“]*)[”\"»“]");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+(?:[-_./:#'’]+[\\p{L}\\p{N}]+)*");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern IDENTIFIER = Pattern.compile("(?=.*\\p{L})(?=.*[-_./:#\\p{N}]).+");
    private static final Pattern CAPITALISED = Pattern.compile("(?=.*\\p{Lu}).+");
    private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}\\p{N}\\p{IsCommon}\\p{IsInherited}]*");
    private static final Set<String> SMALL = Set.of(
            ("that this with from were been have when then than into over under about after before since while which"
                            + " their there these those they them also only more most less least still during between"
                            + " both each other some such very what where will would could should because does")
                    .split(" "));

    private final String text;
    private final Set<String> quotes;
    private final Set<String> tokens;
    private final Set<String> words;
    private final Set<String> stems;

    private Vocabulary(String text) {
        this.text = text;
        this.quotes = QUOTE.matcher(text)
                .results()
                .map(each -> each.group(1).strip())
                .collect(Collectors.toUnmodifiableSet());
        String own = unquoted(text).toLowerCase(Locale.ROOT);
        this.tokens = all(TOKEN, own).collect(Collectors.toUnmodifiableSet());
        this.words = all(WORD, own).collect(Collectors.toUnmodifiableSet());
        this.stems = words.stream().map(Vocabulary::stem).collect(Collectors.toUnmodifiableSet());
    }

    static Vocabulary of(Collection<Evidence> evidence) {
        return new Vocabulary(evidence.stream().map(Evidence::text).collect(Collectors.joining("\n")));
    }

    /** What stands outside quotation marks. */
    static String unquoted(String text) {
        return QUOTE.matcher(text).replaceAll(" ");
    }

    /**
     * What a sentence says in its own voice: all but what it quotes that is a whole quotation here. What it puts into
     * quotation marks besides is its own, so that marks make nothing pass.
     */
    String own(String sentence) {
        return QUOTE.matcher(sentence)
                .replaceAll(each -> quotes.contains(each.group(1).strip())
                        ? " "
                        : Matcher.quoteReplacement(" " + each.group(1) + " "));
    }

    Set<String> words() {
        return words;
    }

    /** Text that it puts into quotation marks and that does not stand here. */
    Optional<String> misquoted(String sentence) {
        return QUOTE.matcher(sentence)
                .results()
                .map(each -> each.group(1).strip())
                .filter(quote -> !text.contains(quote))
                .findFirst();
    }

    /** A name, an identifier, or a word of another script that does not stand here. The first word may be capitalised. */
    Optional<String> unknownName(String sentence) {
        String own = own(sentence);
        String first = all(TOKEN, own).findFirst().orElse("");
        return all(TOKEN, own)
                .filter(token -> token.length() > LONGEST_WORD
                        || !LATIN.matcher(token).matches()
                        || (WORD.matcher(token).find() && isName(token, token.equals(first))))
                .filter(token -> !knows(token))
                .findFirst();
    }

    /** The word that opens a sentence, if it says something and does not stand here: it may be a name. */
    Optional<String> unknownOpening(String sentence) {
        return all(TOKEN, own(sentence))
                .limit(1)
                .filter(token ->
                        token.length() >= CONTENT && !SMALL.contains(token.toLowerCase(Locale.ROOT)) && !knows(token))
                .findFirst();
    }

    private static boolean isName(String token, boolean first) {
        String word = first ? token.substring(0, 1).toLowerCase(Locale.ROOT) + token.substring(1) : token;
        String bare = word.replaceAll("['’](?:s|t|re)$", "");
        return IDENTIFIER.matcher(bare).matches() || CAPITALISED.matcher(bare).matches();
    }

    private boolean knows(String token) {
        String plain = token.toLowerCase(Locale.ROOT);
        return tokens.contains(plain) || tokens.contains(plain.replaceAll("['’]s$", ""));
    }

    /** Whether it talks of the same things at all. */
    boolean isNear(String sentence) {
        Set<String> content = all(WORD, own(sentence).toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= CONTENT && !SMALL.contains(word))
                .map(Vocabulary::stem)
                .collect(Collectors.toSet());
        long shared = content.stream().filter(stems::contains).count();
        return shared * SHARE >= content.size();
    }

    private static String stem(String word) {
        return word.substring(0, Math.min(STEM, word.length()));
    }

    private static java.util.stream.Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }
}
