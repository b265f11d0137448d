package dev.opspilot.rituals.receipt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The answer to "why?": a finding with every receipt below it. Read off the log; nothing is asked anew.
 *
 * @param receipts all receipts that the finding, its figures and its alternatives name, in the order of the calls
 */
public record Explanation(Finding finding, List<Receipt> receipts) {
    public Explanation {
        receipts = List.copyOf(receipts);
    }

    /** Follows a finding down to its receipts; empty when there is no such finding. */
    public static Optional<Explanation> of(FindingId id, List<Finding> findings, List<Receipt> chain) {
        return findings.stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .map(finding -> new Explanation(finding, below(finding, chain)));
    }

    private static List<Receipt> below(Finding finding, List<Receipt> chain) {
        SequencedSet<ReceiptId> named = new LinkedHashSet<>(finding.receipts());
        finding.calculations().forEach(figure -> named.addAll(figure.receipts()));
        finding.considered().forEach(other -> named.addAll(other.receipts()));
        return chain.stream().filter(receipt -> named.contains(receipt.id())).toList();
    }

    /** The receipts by their id. */
    public Map<ReceiptId, Receipt> byId() {
        return receipts.stream().collect(Collectors.toMap(Receipt::id, Function.identity()));
    }
}
