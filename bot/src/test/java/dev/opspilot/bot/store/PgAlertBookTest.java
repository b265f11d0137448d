package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.hooks.AlertBook;
import dev.opspilot.bot.hooks.AlertBook.Filed;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PgAlertBookTest {
    private static final Place OPS = new Place("slack", "T1", "C1", Optional.empty());
    private static final Place WEB = new Place("slack", "T1", "C2", Optional.empty());

    private Database database;
    private AlertBook book;
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private int fresh;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
        book = new PgAlertBook(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Incident alert(String id, String service, boolean over) {
        Instant at = Instant.parse("2026-11-24T09:59:00Z");
        return new Incident(
                id,
                "It fails",
                Subject.service(service),
                at,
                over ? "resolved" : "firing",
                Optional.empty(),
                over ? Optional.of(at) : Optional.empty(),
                Optional.empty());
    }

    private Optional<Filed> file(Place place, Incident... alerts) {
        return book.file(place, "Alertmanager", List.of(alerts), new SessionId("s" + ++fresh), now);
    }

    private String session(Place place, Incident... alerts) {
        return file(place, alerts).orElseThrow().session().value();
    }

    @Test
    void anAlertThatComesAgainStaysWhereItIsAndChangesNothing() {
        Optional<Filed> first = file(OPS, alert("a", "checkout", false));
        now = now.plus(Duration.ofHours(5));

        assertThat(file(OPS, alert("a", "checkout", false))).isEqualTo(first);
    }

    @Test
    void aStormIsOneIncidentAndAnotherPlaceHasItsOwn() {
        assertThat(session(OPS, alert("a", "checkout", false))).isEqualTo("s1");
        now = now.plus(Duration.ofMinutes(9));
        assertThat(session(OPS, alert("b", "search", false))).isEqualTo("s1");
        now = now.plus(Duration.ofMinutes(9));
        assertThat(session(OPS, alert("c", "mail", false))).isEqualTo("s1");

        assertThat(session(WEB, alert("d", "checkout", false))).isEqualTo("s4");
    }

    @Test
    void laterOnlyTheSameServiceJoins() {
        session(OPS, alert("a", "checkout", false));
        now = now.plus(Duration.ofMinutes(11));

        assertThat(session(OPS, alert("b", "search", false))).isEqualTo("s2");
        assertThat(session(OPS, alert("c", "checkout", false))).isEqualTo("s2");
        now = now.plus(Duration.ofMinutes(11));
        assertThat(session(OPS, alert("d", "checkout", false))).isEqualTo("s2");
    }

    @Test
    void anIncidentIsClosedWhenAllItsAlertsAreOver() {
        session(OPS, alert("a", "checkout", false), alert("b", "checkout", false));
        session(OPS, alert("a", "checkout", true));
        assertThat(session(OPS, alert("c", "checkout", false))).isEqualTo("s1");

        session(OPS, alert("b", "checkout", true), alert("c", "checkout", true));

        assertThat(session(OPS, alert("d", "checkout", false))).isEqualTo("s5");
    }

    @Test
    void anAlertThatFlapsOpensItsIncidentAgain() {
        Filed first = file(OPS, alert("a", "checkout", false)).orElseThrow();
        Filed over = file(OPS, alert("a", "checkout", true)).orElseThrow();
        now = now.plus(Duration.ofMinutes(9));
        Filed again = file(OPS, alert("a", "checkout", false)).orElseThrow();

        assertThat(List.of(over.session(), again.session())).containsOnly(first.session());
        assertThat(List.of(first.turn(), over.turn(), again.turn())).doesNotHaveDuplicates();
        file(OPS, alert("a", "checkout", true));
        now = now.plus(Duration.ofMinutes(11));
        assertThat(session(OPS, alert("a", "checkout", false))).isEqualTo("s5");
    }

    @Test
    void whatNobodyKnowsIsNotResolved() {
        assertThat(file(OPS, alert("a", "checkout", true))).isEmpty();
    }

    @Test
    void aStormFromAllSidesOpensOneIncident() throws Exception {
        Set<SessionId> sessions = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> all = IntStream.range(0, 200)
                    .<Callable<Boolean>>mapToObj(i -> () -> sessions.add(book.file(
                                    OPS, "Sentry", List.of(alert("a" + i, "s" + i, false)), new SessionId("n" + i), now)
                            .orElseThrow()
                            .session()))
                    .toList();
            for (var each : threads.invokeAll(all)) {
                each.get();
            }
        }
        assertThat(sessions).hasSize(1);
    }
}
