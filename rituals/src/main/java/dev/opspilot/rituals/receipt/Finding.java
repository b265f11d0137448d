package dev.opspilot.rituals.receipt;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One statement made to people, with what it stands on. Cannot be made without a receipt.
 *
 * @param text one or two sentences of plain text, figures filled in by code
 * @param calculations the figures behind the statement, most important first
 * @param considered what else was weighed, kept also when it was ruled out
 */
public record Finding(
        FindingId id,
        String text,
        Confidence confidence,
        List<ReceiptId> receipts,
        List<Calculation> calculations,
        List<Considered> considered) {

    /** How far the evidence carries a statement. */
    public enum Confidence {
        LOW,
        MEDIUM,
        HIGH
    }

    /**
     * One figure against what was expected, as people read it.
     *
     * @param method how it was computed, in one sentence
     */
    public record Calculation(String figure, String value, String expected, String method, List<ReceiptId> receipts) {
        private static final Pattern RANGE = Pattern.compile("^[^\\p{Ll}]*\\d[^\\p{Ll}]*(?:–| to )[^\\p{Ll}]*\\d");
        private static final Pattern LOWER = Pattern.compile("\\p{Ll}");

        /** How earlier logs say that nothing was expected. */
        private static final Set<String> NOTHING = Set.of("any", "no expectation");

        public Calculation {
            Objects.requireNonNull(figure);
            Objects.requireNonNull(value);
            Objects.requireNonNull(expected);
            Objects.requireNonNull(method);
            receipts = Receipts.required("a calculation", receipts);
        }

        /**
         * The value with what it is held against: as in {@code 41 (expected 118 to 131)}, in brackets alone where that is
         * no figure, as in {@code 0.99 (at least 0.50 to be named)}; the value alone where nothing was expected.
         */
        public String valued() {
            if (expected.isBlank() || NOTHING.contains(expected)) {
                return value;
            }
            boolean figure =
                    RANGE.matcher(expected).find() || !LOWER.matcher(expected).find();
            return value + " (" + (figure ? "expected " : "") + expected + ")";
        }
    }

    /** An alternative that was weighed, and what became of it. */
    public record Considered(String what, String because, List<ReceiptId> receipts) {
        public Considered {
            Objects.requireNonNull(what);
            Objects.requireNonNull(because);
            receipts = Receipts.required("an alternative", receipts);
        }
    }

    public Finding {
        Objects.requireNonNull(id);
        Objects.requireNonNull(confidence);
        if (text.isBlank()) {
            throw new IllegalArgumentException("a finding says something");
        }
        receipts = Receipts.required("a finding", receipts);
        calculations = List.copyOf(calculations);
        considered = List.copyOf(considered);
    }
}
