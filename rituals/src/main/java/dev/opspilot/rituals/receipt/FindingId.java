package dev.opspilot.rituals.receipt;

import java.util.List;
import java.util.Objects;

/** Names a finding within its session; the same observation keeps the same id when it is seen again. */
public record FindingId(String value) {
    /** The finding that sums up a session; it is read first. */
    public static final FindingId VERDICT = new FindingId("verdict");

    /** How bad it is. */
    public static final FindingId SEVERITY = new FindingId("severity");

    /** What it costs so far. */
    public static final FindingId IMPACT = new FindingId("impact");

    /** What OpsPilot's own log knows of the like. */
    public static final FindingId PRECEDENT = new FindingId("precedent");

    /** What sums a session up, in the order of reading; all other findings are read after these. */
    public static final List<FindingId> HEADLINES = List.of(VERDICT, SEVERITY, IMPACT, PRECEDENT);

    public FindingId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
