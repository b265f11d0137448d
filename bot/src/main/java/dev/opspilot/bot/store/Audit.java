package dev.opspilot.bot.store;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.ReceiptChain.Flaw;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Checks every stored receipt against its hash, its result and its place in the chain, one session at a time. */
public final class Audit {
    private final Jdbi jdbi;
    private final ReceiptRow receiptRow = new ReceiptRow();

    public Audit(Database database) {
        this.jdbi = database.jdbi();
    }

    /** How many sessions and receipts were looked at, and the first flaw of each session that has one. */
    public record Report(long sessions, long receipts, List<Flaw> flaws) {
        public Report {
            flaws = List.copyOf(flaws);
        }
    }

    public Report verify() {
        List<String> sessions = jdbi.withHandle(handle -> handle.createQuery("select id from session order by id")
                .mapTo(String.class)
                .list());
        List<Flaw> flaws = new ArrayList<>();
        long receipts = 0;
        for (String id : sessions) {
            SessionId session = new SessionId(id);
            List<ReceiptChain.Stored> read = new ArrayList<>();
            Optional<Flaw> flaw = read(session, read);
            receipts += read.size();
            flaw.or(() -> ReceiptChain.verify(session, read))
                    .or(() -> cutShort(session))
                    .ifPresent(flaws::add);
        }
        return new Report(sessions.size(), receipts, flaws);
    }

    /** Reads the receipts until the first that cannot even be read. */
    private Optional<Flaw> read(SessionId session, List<ReceiptChain.Stored> into) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from receipt where session_id = :id order by seq")
                .bind("id", session.value())
                .scanResultSet((rows, context) -> {
                    try (var all = rows.get()) {
                        while (all.next()) {
                            try {
                                into.add(receiptRow.map(all, context));
                            } catch (IllegalArgumentException e) {
                                ReceiptId receipt = ReceiptId.of(session, all.getLong("seq"));
                                return Optional.of(new Flaw(session, receipt, "was changed: " + e.getMessage()));
                            }
                        }
                        return Optional.empty();
                    }
                }));
    }

    /** A log that is shorter than its session says has lost its end, and receipts with it. */
    private Optional<Flaw> cutShort(SessionId session) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(max(e.receipt_seq), 0) + 1 from session s
                        left join session_event e on e.session_id = s.id
                        where s.id = :id group by s.id, s.length having count(e.seq) <> s.length
                        """)
                .bind("id", session.value())
                .mapTo(Long.class)
                .findOne()
                .map(seq -> new Flaw(session, ReceiptId.of(session, seq), "or an event is missing: the log was cut")));
    }
}
