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
 * Lets through only the sentences that the evidence they cite carries. Pure.
 *
 * <p>Every number with its sign and unit, every amount in words, every deed, every name and every identifier must stand
 * in what is cited, outside quotation marks, since what evidence quotes is what others wrote. Who is called a cause must
 * be called so there. What is denied must be denied there, and only that; what rises, falls, fails or recovers must do so
 * there. A quotation must be literal, and is checked like any other words unless the evidence quotes it as well.
 * Addresses, mentions, markup, and talk of itself or to the reader never pass.
 *
 * <p>It does not understand. A number that is there but said of something else, "all" for "some", irony, and a name that
 * opens a sentence can pass. A person sees the receipts of every sentence for that reason, and no
 * sentence is ever acted upon.
 */
public final class ClaimCheck {
    /** More sentences than this are not told. */
    public static final int MOST_SENTENCES = 5;
    /** A longer sentence is not told, in characters. */
    public static final int LONGEST = 320;

    private static final Pattern REFERENCE = Pattern.compile("\\{(E\\d+)\\.([a-z]+\\d?)(?:=[^{}]*)?}");
    private static final Pattern CURRENCY = Pattern.compile("\\p{Sc}");
    private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{N}&&[^0-9]]");

    private final Map<String, Evidence> byId;
    private final Vocabulary everything;

    private ClaimCheck(Map<String, Evidence> byId) {
        this.byId = byId;
        this.everything = Vocabulary.of(byId.values());
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
        Vocabulary carried = Vocabulary.of(cited);
        return Manners.flaw(text)
                .or(() -> Manners.flaw(Normalizer.normalize(text, Normalizer.Form.NFKC)))
                .or(() -> carried.misquoted(text).map(each -> "It quotes what is not in what it cites: " + each))
                .or(() -> number(carried.own(text), cited))
                .or(() -> Manners.deed(text, carried.words())
                        .map(each -> "It tells of a deed that is not in what it cites: " + each + "."))
                .or(() -> everything.unknownName(text).map(each -> "It says " + each + ", which is nowhere."))
                .or(() -> carried.unknownName(text).map(each -> "It says " + each + ", which is not in what it cites."))
                .or(() -> Causes.flaw(text, cited))
                .or(() -> Polarity.of(cited).flaw(carried.own(text)))
                .or(() -> carried.isNear(text) ? Optional.empty() : Optional.of("It is not about what it cites."));
    }

    private static Optional<String> number(String own, List<Evidence> cited) {
        String evidence =
                cited.stream().map(Evidence::text).map(Vocabulary::unquoted).collect(Collectors.joining("\n"));
        Set<String> carried = Numbers.in(evidence);
        return Optional.of(OTHER_DIGITS.matcher(own))
                .filter(Matcher::find)
                .or(() -> Optional.of(CURRENCY.matcher(own))
                        .filter(each -> each.find() && !evidence.contains(each.group())))
                .map(Matcher::group)
                .or(() -> Numbers.in(own).stream()
                        .filter(each -> !carried.contains(each))
                        .sorted()
                        .findFirst())
                .map(each -> "It says " + each + ", which is not in what it cites.");
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
