package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Narrative.Dropped;
import dev.opspilot.rituals.receipt.Narrative.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lets through only the sentences that the evidence they cite carries. Pure. */
public final class ClaimCheck {
    private static final Pattern REFERENCE = Pattern.compile("\\{(E\\d+)\\.([a-z]+)}");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,:]\\d+)*");

    private final Map<String, Evidence> byId;

    private ClaimCheck(Map<String, Evidence> byId) {
        this.byId = byId;
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
            Optional<String> flaw = flaw(claim);
            if (flaw.isPresent()) {
                dropped.add(new Dropped(claim.text(), flaw.get()));
            } else {
                kept.add(new Sentence(
                        filled(claim),
                        cited(claim).stream()
                                .flatMap(each -> each.receipts().stream())
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
            return Optional.of("It cites what is not there: " + String.join(", ", unknown) + ".");
        }
        List<Evidence> cited = cited(claim);
        Optional<String> reference = REFERENCE
                .matcher(claim.text())
                .results()
                .filter(each -> cited.stream()
                        .noneMatch(one ->
                                one.id().equals(each.group(1)) && one.figures().containsKey(each.group(2))))
                .map(MatchResult::group)
                .findFirst();
        if (reference.isPresent()) {
            return Optional.of("It names a figure that is not there: " + reference.get() + ".");
        }
        String carried = cited.stream().map(Evidence::text).collect(Collectors.joining(" "));
        return NUMBER.matcher(filled(claim))
                .results()
                .map(MatchResult::group)
                .filter(number -> !carried.contains(number))
                .findFirst()
                .map(number -> "It says " + number + ", which is not in what it cites.");
    }

    private List<Evidence> cited(Claim claim) {
        return claim.cites().stream()
                .map(byId::get)
                .filter(each -> each != null)
                .distinct()
                .toList();
    }

    private String filled(Claim claim) {
        return REFERENCE.matcher(claim.text()).replaceAll(match -> {
            Evidence evidence = byId.get(match.group(1));
            String value = evidence == null ? null : evidence.figures().get(match.group(2));
            return value == null ? "" : java.util.regex.Matcher.quoteReplacement(value);
        });
    }
}
