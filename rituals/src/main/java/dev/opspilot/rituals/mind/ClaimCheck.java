package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Narrative.Dropped;
import dev.opspilot.rituals.receipt.Narrative.Sentence;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets through only the sentences that say what sentences of the evidence say, in its words. Pure.
 *
 * <p>Each part of a sentence is the beginning of one sentence of what is cited, word for word and figure for figure, up
 * to its end or to a comma; parts are joined by "and", "while", "but", "also", "meanwhile", a semicolon or a full stop.
 * Only asides may be left out (what stands in parentheses, what was expected, of how many and in what time a figure is),
 * and articles may change; "is" may stand for the colon before a figure, a heading that holds a name for "It". Whatever
 * denies, limits or doubts therefore stays, and no name, figure, cause or deed can be put in, exchanged or taken from
 * elsewhere. A quotation of the evidence is one word, told whole or not at all. Addresses, mentions and markup never pass,
 * even where the evidence has them.
 *
 * <p>It does not understand. What can still pass: a true beginning whose end, left out after a comma, weighs against it or
 * says when it held, unless that end opens with a limiting word ("if", "or", "but" …); a figure without what it was
 * compared with or counted over; true sentences in an order, or joined by "while" or "but", that suggest more than they
 * say; what is true and beside the point, or makes no sense without its end; and what the evidence itself says wrongly, or
 * names after a source without quoting it. A person sees the receipts of every sentence for that reason, and no sentence
 * is ever acted upon.
 */
public final class ClaimCheck {
    /** More sentences than this are not told. */
    public static final int MOST_SENTENCES = 5;
    /** A longer sentence is not told, in characters. */
    public static final int LONGEST = 320;

    private static final Pattern REFERENCE = Pattern.compile("\\{(E\\d+)\\.([a-z]+\\d?)(?:=[^{}]*)?}");

    private final Map<String, Evidence> byId;
    private final Set<String> names;

    private ClaimCheck(Map<String, Evidence> byId) {
        this.byId = byId;
        this.names = Excerpts.names(byId.values());
    }

    public static ClaimCheck against(List<Evidence> evidence) {
        return new ClaimCheck(
                evidence.stream().collect(Collectors.toUnmodifiableMap(Evidence::id, Function.identity())));
    }

    /** What of a mind's sentences holds, and what was dropped. */
    public Narrative check(String mind, List<Claim> claims) {
        List<Sentence> kept = new ArrayList<>();
        List<Dropped> dropped = new ArrayList<>();
        for (Claim claim : claims) {
            Optional<String> flaw = kept.size() >= MOST_SENTENCES
                    ? Optional.of("It is one sentence too many.")
                    : flaw(claim)
                            .or(() -> isTold(kept, claim) ? Optional.of("It was told already.") : Optional.empty());
            if (flaw.isPresent()) {
                dropped.add(new Dropped(cut(claim.text()), flaw.get()));
            } else {
                kept.add(new Sentence(
                        filled(claim),
                        cited(claim).stream()
                                .flatMap(each -> each.receipts().stream())
                                .distinct()
                                .toList()));
            }
        }
        return new Narrative(mind, kept, dropped);
    }

    private Optional<String> flaw(Claim claim) {
        if (claim.cites().isEmpty()) {
            return Optional.of("It cites nothing.");
        }
        List<String> unknown =
                claim.cites().stream().filter(id -> !byId.containsKey(id)).toList();
        if (!unknown.isEmpty()) {
            return Optional.of("It cites what is not there: " + cut(String.join(", ", unknown)) + ".");
        }
        if (claim.text().isBlank() || claim.text().length() > LONGEST) {
            return Optional.of("It is empty, or longer than " + LONGEST + " characters.");
        }
        List<Evidence> cited = cited(claim);
        return reference(claim, cited).or(() -> said(filled(claim), cited));
    }

    private static Optional<String> reference(Claim claim, List<Evidence> cited) {
        return REFERENCE
                .matcher(claim.text())
                .results()
                .filter(each -> cited.stream()
                        .noneMatch(one ->
                                one.id().equals(each.group(1)) && one.figures().containsKey(each.group(2))))
                .map(MatchResult::group)
                .findFirst()
                .map(each -> "It names a figure that is not there: " + each + ".");
    }

    private Optional<String> said(String text, List<Evidence> cited) {
        return Manners.flaw(text)
                .or(() -> Manners.flaw(Normalizer.normalize(text, Normalizer.Form.NFKC)))
                .or(() -> Excerpts.of(cited, names)
                        .flaw(text)
                        .map(each -> "What it cites does not say so: “" + cut(each) + "”."));
    }

    private boolean isTold(List<Sentence> kept, Claim claim) {
        String text = filled(claim);
        return kept.stream().anyMatch(each -> each.text().equals(text));
    }

    private List<Evidence> cited(Claim claim) {
        return claim.cites().stream().distinct().map(byId::get).toList();
    }

    private String filled(Claim claim) {
        return REFERENCE.matcher(claim.text().strip()).replaceAll(match -> {
            Evidence evidence = byId.get(match.group(1));
            String value = evidence == null ? null : evidence.figures().get(match.group(2));
            return value == null ? "" : Matcher.quoteReplacement(value);
        });
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
