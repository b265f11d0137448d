package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The archive on a database with 5,000 sessions, and on logs as the store writes them. */
class PgArchiveTest {
    private static final int MANY = 5_000;
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private static Database many;
    private static PgArchive archive;

    @BeforeAll
    static void fill() {
        many = TestDatabase.open();
        many.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        insert into session (id, ritual, intent, status, headline, started_at,
                                             actor_surface, actor_id, actor_name, settled)
                        select 's-' || i, 'INCIDENT',
                               case when i % 500 = 0 then 'checkout-api is slow' else 'payments failed no. ' || i end,
                               case when i > :many - 3 then 'RUNNING' else 'DONE' end,
                               case when i % 1000 = 0 then 'Deploy 4812 did it.' else '' end,
                               :start + (i / 2) * interval '1 minute', 'slack', 'U1', 'ana', true
                        from generate_series(1, :many) i
                        """)
                        .bind("many", MANY)
                        .bind("start", ReceiptRow.utc(START))
                        .execute());
        archive = new PgArchive(many, new PgSessionStore(many, Duration.ofSeconds(10)));
    }

    @AfterAll
    static void close() {
        many.close();
    }

    @Test
    void pagesFollowEachOtherToTheLastSession() {
        List<SessionId> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Archive.Page page = archive.page(new Archive.Query("", false, after, 100));
            page.entries().forEach(entry -> seen.add(entry.id()));
            assertThat(page.total()).isEqualTo(MANY);
            after = page.next();
        } while (after.isPresent());

        assertThat(seen).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(seen.getFirst()).isEqualTo(new SessionId("s-5000"));
        assertThat(seen.getLast()).isEqualTo(new SessionId("s-1"));
    }

    @Test
    void wordsAreFoundByTheirBeginningInIntentAndVerdict() {
        assertThat(total("check API", false)).isEqualTo(10);
        assertThat(total("checkout 4812", false)).isEqualTo(5);
        assertThat(total("deploy", false)).isEqualTo(5);
        assertThat(total("nowhere", false)).isZero();
        assertThat(total("no. 4999", false)).isEqualTo(1);
    }

    @Test
    void oddWordsAreOnlyWords() {
        assertThat(total("'; drop table session; -- & | ! :* <-> \\", false)).isZero();
        assertThat(total(" & ! ", false)).isEqualTo(MANY);
        assertThat(total("x ".repeat(5_000), false)).isZero();
    }

    @Test
    void whatIsAtWorkIsListedAlone() {
        assertThat(archive.page(new Archive.Query("", true, Optional.empty(), 10))
                        .entries())
                .extracting(Archive.Entry::id)
                .containsExactly(new SessionId("s-5000"), new SessionId("s-4999"), new SessionId("s-4998"));
    }

    @Test
    void aPlaceInTheListThatIsNoneBeginsAnew() {
        assertThat(archive.page(new Archive.Query("", false, Optional.of("nonsense/x"), 1))
                        .entries())
                .extracting(Archive.Entry::id)
                .containsExactly(new SessionId("s-5000"));
    }

    @Test
    void aLatePageIsFoundByTheIndex() {
        Archive.Page first = archive.page(new Archive.Query("", false, Optional.empty(), 20));
        String plan = many.jdbi().withHandle(handle -> {
            handle.execute("analyze session");
            return String.join(
                    "\n",
                    handle.createQuery("""
                            explain select id from session where started_at is not null
                              and (started_at, id) < (:at, 's-100') order by started_at desc, id desc limit 21
                            """)
                            .bind("at", ReceiptRow.utc(START.plusSeconds(3_000)))
                            .mapTo(String.class)
                            .list());
        });

        assertThat(first.next()).isPresent();
        assertThat(plan).contains("session_in_order").doesNotContain("Sort");
    }

    @Test
    void aLogThatTheStoreWritesIsListedWithItsVerdictPlaceAndActor() throws Exception {
        try (Database database = TestDatabase.open()) {
            PgSessionStore store = new PgSessionStore(database, Duration.ofSeconds(10));
            PgArchive written = new PgArchive(database, store);
            SessionId id = new SessionId("thread-1");
            Place thread = new Place("slack", "T1", "D1", Optional.of("1.1"));
            NodeId node = new NodeId("n1");
            assertThat(store.acquire(id, node)).isTrue();
            store.append(id, node, 0, List.of(started(thread)));

            assertThat(written.latestIn(thread)).contains(id);
            assertThat(written.latestIn(new Place("slack", "T2", "D1", Optional.of("1.1"))))
                    .isEmpty();
            assertThat(written.latestIn(new Place("slack", "T1", "D1", Optional.empty())))
                    .isEmpty();
            assertThat(written.page(new Archive.Query("", false, Optional.empty(), 5))
                            .entries())
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.actor()).isEqualTo(new Person("slack", "U1", "ana"));
                        assertThat(entry.status()).isEqualTo(SessionView.Status.RUNNING);
                        assertThat(entry.headline()).isEmpty();
                    });
            store.append(id, node, 1, List.of(verdict(id, "Stripe is down."), verdict(id, "Deploy 4812 did it.")));
            store.append(id, node, 3, List.of(new Finished(START, SessionView.Status.DONE, "")));
            assertThat(written.page(new Archive.Query("4812", false, Optional.empty(), 5))
                            .entries())
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.headline()).isEqualTo("Deploy 4812 did it.");
                        assertThat(entry.status()).isEqualTo(SessionView.Status.DONE);
                    });
            Archive.Query all = new Archive.Query("", false, Optional.empty(), 5);
            assertThat(written.page(all.by(new Person("slack", "U1", "ana"))).total())
                    .isEqualTo(1);
            assertThat(written.page(all.by(new Person("slack", "U2", "bo"))).total())
                    .as("somebody else's direct message")
                    .isZero();
            assertThat(written.session(id)).map(SessionView::place).contains(thread);
            assertThat(written.session(new SessionId("none-such"))).isEmpty();
        }
    }

    private static SessionEvent started(Place place) {
        return new Started(
                START,
                new HeardKey("k"),
                RitualName.INCIDENT,
                "payments failed",
                Optional.empty(),
                new Person("slack", "U1", "ana"),
                place,
                START.plusSeconds(60));
    }

    private static SessionEvent verdict(SessionId session, String text) {
        return new FindingMade(
                START,
                new Finding(
                        FindingId.VERDICT,
                        text,
                        Finding.Confidence.HIGH,
                        List.of(ReceiptId.of(session, 1)),
                        List.of(),
                        List.of()));
    }

    private static long total(String words, boolean live) {
        return archive.page(new Archive.Query(words, live, Optional.empty(), 10))
                .total();
    }
}
