package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditTest {
    private static final SessionId GOOD = new SessionId("good");
    private static final SessionId TOUCHED = new SessionId("touched");
    private static final NodeId NODE = new NodeId("one");

    private final Database database = TestDatabase.open();

    @BeforeEach
    void store() throws SessionStore.LeaseLostException {
        PgSessionStore store = new PgSessionStore(database, Duration.ofSeconds(10));
        store.beat(NODE);
        for (SessionId session : new SessionId[] {GOOD, TOUCHED}) {
            store.acquire(session, NODE);
            store.append(session, NODE, 0, SampleLog.of(session));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void findsNothingWrongWithWhatWasWritten() {
        Audit.Report report = new Audit(database).verify();

        assertThat(report.flaws()).isEmpty();
        assertThat(report.sessions()).isEqualTo(2);
        assertThat(report.receipts())
                .isEqualTo(2
                        * SampleLog.of(GOOD).stream()
                                .filter(SessionEvent.Receipted.class::isInstance)
                                .count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source = 'billing'",
                "tool = tool || ' '",
                "arguments = reverse(arguments)",
                "actor = 'slack:U2'",
                "asked_at = asked_at + interval '1 microsecond'",
                "observed_at = observed_at + interval '1 millisecond'",
                "latency_ms = latency_ms + 1",
                "cached = not cached",
                "outcome = 'Nothing'",
                "outcome = 'found' || outcome",
                "result = result || ' '",
                "digest = overlay(digest placing 'z' from 1)",
                "link = 'https://example.test/elsewhere'",
                "rollback = 'do nothing'",
                "prev = reverse(prev)",
                "hash = reverse(hash)",
                "seq = 99",
            })
    void namesTheSessionAndTheReceiptWhereverAByteWasChanged(String change) {
        database.jdbi().useHandle(handle -> {
            handle.execute("alter table session_event drop constraint session_event_session_id_receipt_seq_fkey");
            handle.execute("update receipt set " + change + " where session_id = 'touched' and seq = 2");
        });

        assertThat(new Audit(database).verify().flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.session()).isEqualTo(TOUCHED);
            assertThat(flaw.receipt()).isEqualTo(ReceiptId.of(TOUCHED, 2));
        });
    }

    @Test
    void findsALogThatWasCut() {
        database.jdbi().useHandle(handle -> {
            handle.execute("delete from session_event where session_id = 'touched' and seq >= 9");
            handle.execute("delete from receipt where session_id = 'touched' and seq = 4");
        });

        assertThat(new Audit(database).verify().flaws())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.session()).isEqualTo(TOUCHED));
    }
}
