package dev.opspilot.rituals.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionStore.LeaseLostException;
import dev.opspilot.rituals.session.SessionStore.Logged;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} does. */
public abstract class SessionStoreContract {
    private static final NodeId ONE = new NodeId("one-" + UUID.randomUUID());
    private static final NodeId TWO = new NodeId("two-" + UUID.randomUUID());

    private final SessionId id = new SessionId(UUID.randomUUID().toString());
    private SessionStore store = new MemorySessionStore();

    /** The store under test. */
    protected abstract SessionStore store();

    /** Makes a node look as if it had stopped beating long ago. */
    protected abstract void silence(NodeId node);

    @BeforeEach
    void beat() {
        store = store();
        store.beat(ONE);
        store.beat(TWO);
    }

    @Test
    void givesBackEveryKindOfEventAsItWasAppended() throws LeaseLostException {
        List<SessionEvent> log = SampleLog.of(id);
        store.acquire(id, ONE);
        store.append(id, ONE, 0, log.subList(0, 3));
        store.append(id, ONE, 3, log.subList(3, log.size()));

        assertThat(store.since(id, 0)).extracting(Logged::event).containsExactlyElementsOf(log);
        assertThat(store.since(id, 0)).extracting(Logged::seq).startsWith(1L, 2L, 3L);
        assertThat(store.since(id, log.size() - 1L)).extracting(Logged::event).containsExactly(log.getLast());
        assertThat(RitualSession.fold(id, log)).isPresent();
    }

    @Test
    void keepsReceiptsWithTheirResultsInOrder() throws LeaseLostException {
        store.acquire(id, ONE);
        store.append(id, ONE, 0, SampleLog.of(id));

        assertThat(store.receipts(id))
                .hasSize(10)
                .extracting(stored -> stored.receipt().seq())
                .isSorted();
        assertThat(ReceiptChain.verify(id, store.receipts(id))).isEmpty();
    }

    @Test
    void knowsNothingOfAnUnknownSession() {
        assertThat(store.since(id, 0)).isEmpty();
        assertThat(store.receipts(id)).isEmpty();
    }

    @Test
    void takesAnAppendOnlyFromTheOwnerWhoKnowsTheWholeLog() throws LeaseLostException {
        List<SessionEvent> log = SampleLog.of(id);
        store.acquire(id, ONE);
        store.append(id, ONE, 0, log.subList(0, 2));

        assertThatThrownBy(() -> store.append(id, ONE, 1, log.subList(1, 2))).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> store.append(id, TWO, 2, log.subList(2, 3))).isInstanceOf(LeaseLostException.class);
        assertThat(store.since(id, 0)).hasSize(2);
    }

    @Test
    void givesASessionToOneNodeAtATime() throws LeaseLostException {
        assertThat(store.acquire(id, ONE)).isTrue();
        assertThat(store.acquire(id, ONE)).isTrue();
        assertThat(store.acquire(id, TWO)).isFalse();
        assertThat(store.owns(id, ONE)).isTrue();
        assertThat(store.owns(id, TWO)).isFalse();
        store.append(id, ONE, 0, SampleLog.of(id).subList(0, 1));
        assertThat(store.claimAbandoned(TWO, 1_000)).doesNotContain(id);
    }

    @Test
    void letsAnotherNodeTakeOverWhatASilentNodeLeft() throws LeaseLostException {
        List<SessionEvent> log = SampleLog.of(id);
        store.acquire(id, ONE);
        store.append(id, ONE, 0, log.subList(0, 2));
        silence(ONE);

        assertThat(store.claimAbandoned(TWO, 1_000)).contains(id);
        assertThat(store.claimAbandoned(TWO, 1_000)).doesNotContain(id);
        assertThatThrownBy(() -> store.append(id, ONE, 2, log.subList(2, 3))).isInstanceOf(LeaseLostException.class);
        store.append(id, TWO, 2, log.subList(2, 3));
    }

    @Test
    void letsAnotherNodeTakeOverAtOnceWhatANodeLeftThatStops() throws LeaseLostException {
        List<SessionEvent> log = SampleLog.of(id);
        store.acquire(id, ONE);
        store.append(id, ONE, 0, log.subList(0, 2));
        store.leave(ONE);

        assertThat(store.claimAbandoned(TWO, 1_000)).contains(id);
        assertThatThrownBy(() -> store.append(id, ONE, 2, log.subList(2, 3))).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void knowsWhichOfANodesSessionsAreNotSettled() throws LeaseLostException {
        store.acquire(id, ONE);
        assertThat(store.unsettled(ONE, 1_000)).doesNotContain(id);
        store.append(id, ONE, 0, SampleLog.of(id));
        assertThat(store.unsettled(ONE, 1_000)).contains(id);
        assertThat(store.unsettled(TWO, 1_000)).doesNotContain(id);
        store.settle(id, ONE, store.since(id, 0).size(), "");
        assertThat(store.unsettled(ONE, 1_000)).doesNotContain(id);
    }

    @Test
    void doesNotHandOutWhatIsSettledButLetsAnotherNodeTakeItUpAfterItsOwner() throws LeaseLostException {
        store.acquire(id, ONE);
        store.append(id, ONE, 0, SampleLog.of(id));
        assertThat(store.isSettled(id)).isFalse();
        int length = SampleLog.of(id).size();
        store.settle(id, ONE, length - 1L, "");
        assertThat(store.isSettled(id)).isFalse();
        store.settle(id, ONE, length, "");
        assertThat(store.isSettled(id)).isTrue();
        assertThat(store.acquire(id, TWO)).isFalse();
        silence(ONE);

        assertThat(store.claimAbandoned(TWO, 1_000)).doesNotContain(id);
        assertThat(store.acquire(id, TWO)).isTrue();
    }

    @Test
    void unsettlesAnEndedSessionWhenAPlayOfItActs() throws LeaseLostException {
        store.acquire(id, ONE);
        List<SessionEvent> log = SampleLog.of(id);
        store.append(id, ONE, 0, log);
        store.settle(id, ONE, log.size(), "");
        store.append(
                id,
                ONE,
                log.size(),
                List.of(log.stream().filter(SessionEvent::acts).findFirst().orElseThrow()));

        assertThat(store.isSettled(id)).isFalse();
    }

    @Test
    void listsTheLatestSessionsWithTheirStatus() throws LeaseLostException {
        SessionId later = new SessionId(UUID.randomUUID().toString());
        store.acquire(id, ONE);
        store.append(id, ONE, 0, SampleLog.of(id));
        store.acquire(later, ONE);
        store.append(later, ONE, 0, List.of(SampleLog.started(SampleLog.NOW.plusSeconds(3_600_000))));

        assertThat(store.recent(1_000))
                .filteredOn(summary -> summary.id().equals(id) || summary.id().equals(later))
                .containsExactly(
                        new SessionStore.Summary(
                                later,
                                RitualName.INCIDENT,
                                "payments just failed",
                                Status.RUNNING,
                                SampleLog.NOW.plusSeconds(3_600_000)),
                        new SessionStore.Summary(
                                id, RitualName.INCIDENT, "payments just failed", Status.DONE, SampleLog.NOW));
        assertThat(store.recent(1)).hasSize(1);
    }
}
