package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.Receipts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that a mind may cite, by its number.
 *
 * @param id as in {@code E7}
 * @param text one statement in plain words
 * @param figures values that the mind names and code fills in, as in {@code n1} to {@code 31.4 %}: the figures of the
 *     text in their order as {@code n1} to {@code n9}, and those that have a name
 */
public record Evidence(String id, String text, SortedMap<String, String> figures, List<ReceiptId> receipts) {
    public Evidence {
        Objects.requireNonNull(id);
        Objects.requireNonNull(text);
        figures = new TreeMap<>(figures);
        receipts = Receipts.required("evidence", receipts);
    }

    @Override
    public SortedMap<String, String> figures() {
        return new TreeMap<>(figures);
    }

    static Evidence of(String id, String text, Map<String, String> figures, List<ReceiptId> receipts) {
        return new Evidence(id, text, new TreeMap<>(figures), receipts);
    }
}
