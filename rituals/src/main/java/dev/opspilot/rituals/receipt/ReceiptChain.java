package dev.opspilot.rituals.receipt;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tip of a session's chain of receipts: makes the next one, and checks what was stored. Immutable. */
public record ReceiptChain(SessionId session, long length, Digest tip) {

    public static ReceiptChain empty(SessionId session) {
        return new ReceiptChain(session, 0, Digest.NONE);
    }

    /** The chain after a receipt that {@link #next} made. */
    public ReceiptChain with(Receipt receipt) {
        if (receipt.seq() != length + 1 || !receipt.prev().equals(tip)) {
            throw new IllegalArgumentException("receipt " + receipt.id() + " does not follow receipt " + length);
        }
        return new ReceiptChain(session, receipt.seq(), receipt.hash());
    }

    /** Everything of a receipt that its place in the chain does not give. */
    public record Draft(
            String source,
            String tool,
            String arguments,
            String actor,
            Instant askedAt,
            Instant observedAt,
            Duration latency,
            boolean cached,
            Outcome outcome,
            String result,
            Optional<URI> link,
            Optional<String> rollback) {}

    public Receipt next(Draft draft) {
        Receipt unsealed = new Receipt(
                session,
                length + 1,
                draft.source,
                draft.tool,
                Digest.of(draft.arguments),
                draft.actor,
                draft.askedAt,
                draft.observedAt,
                draft.latency,
                draft.cached,
                draft.outcome,
                Digest.of(draft.result),
                draft.link,
                draft.rollback,
                tip,
                Digest.NONE);
        return sealed(unsealed);
    }

    private static Receipt sealed(Receipt r) {
        return new Receipt(
                r.session(),
                r.seq(),
                r.source(),
                r.tool(),
                r.arguments(),
                r.actor(),
                r.askedAt(),
                r.observedAt(),
                r.latency(),
                r.cached(),
                r.outcome(),
                r.result(),
                r.link(),
                r.rollback(),
                r.prev(),
                r.computedHash());
    }

    /** A stored receipt with the result text that was kept beside it. */
    public record Stored(Receipt receipt, String result) {}

    /** What is wrong with one stored receipt. */
    public record Flaw(SessionId session, ReceiptId receipt, String what) {}

    /** Finds the first flaw of a session's receipts, given in the order of their {@code seq}. */
    public static Optional<Flaw> verify(SessionId session, List<Stored> stored) {
        Digest tip = Digest.NONE;
        long seq = 0;
        for (Stored each : stored) {
            Receipt receipt = each.receipt();
            seq++;
            if (!receipt.session().equals(session)) {
                return flaw(session, receipt.id(), "belongs to another session");
            }
            if (receipt.seq() != seq) {
                return flaw(session, ReceiptId.of(session, seq), "is missing");
            }
            if (!receipt.prev().equals(tip)) {
                return flaw(session, receipt.id(), "does not follow the receipt before it");
            }
            if (!receipt.computedHash().equals(receipt.hash())) {
                return flaw(session, receipt.id(), "was changed: its fields do not give its hash");
            }
            if (!Digest.of(each.result()).equals(receipt.result())) {
                return flaw(session, receipt.id(), "was changed: its stored result does not give its digest");
            }
            tip = receipt.hash();
        }
        return Optional.empty();
    }

    private static Optional<Flaw> flaw(SessionId session, ReceiptId receipt, String what) {
        return Optional.of(new Flaw(session, receipt, what));
    }
}
