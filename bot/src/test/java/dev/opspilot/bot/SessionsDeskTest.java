package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionView;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people get when they ask for the sessions. */
class SessionsDeskTest {
    private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");
    private static final Person ANA = new Person("slack", "U1", "ana");
    private static final Place CHANNEL = new Place("slack", "T1", "C1", Optional.empty());

    private final Sessions archive = new Sessions();
    private final List<Heard> heard = new ArrayList<>();
    private final SessionsDesk desk = new SessionsDesk(
            archive, heard::add, URI.create("https://ops.example.com"), (_, _) -> ZoneId.of("Europe/Berlin"));

    @Test
    void theLatestAreListedWithWhatCanBeDone() {
        Notice notice = take("");

        assertThat(archive.asked.getLast().live()).isFalse();
        assertThat(notice.title()).isEqualTo("The latest · 5,000 sessions");
        assertThat(notice.lines().getFirst().text())
                .isEqualTo(
                        "incident “payments failed” · running · Mon 23 Nov 2026 15:00 CET · asked by ana\nDeploy 4812.");
        assertThat(notice.lines().getFirst().actions())
                .extracting(Notice.Action::command)
                .containsExactly("sessions show s-1", "sessions stop s-1");
        assertThat(notice.actions())
                .extracting(Notice.Action::command)
                .containsExactly("sessions after CURSOR", "sessions live");
    }

    @Test
    void wordsSearchAndTheNextPageSearchesThemToo() {
        Notice notice = take("card Payments");

        assertThat(archive.asked.getLast().words()).isEqualTo("card Payments");
        assertThat(notice.actions().getFirst().command()).isEqualTo("sessions after CURSOR card Payments");
        take("after CURSOR card Payments");
        assertThat(archive.asked.getLast())
                .isEqualTo(new Archive.Query("card Payments", false, Optional.of("CURSOR"), 8).by(ANA));
    }

    @Test
    void aLiveSessionIsStoppedOnceAndAnEndedOneIsNot() {
        assertThat(take("stop s-1").title()).isEqualTo("Stopping");
        assertThat(heard).singleElement().isInstanceOfSatisfying(Heard.Pressed.class, pressed -> {
            assertThat(pressed.session()).isEqualTo(new SessionId("s-1"));
            assertThat(pressed.button()).isEqualTo(new Heard.Button.Stop());
            assertThat(pressed.person()).isEqualTo(ANA);
        });
        assertThat(desk.needs(new Command.Order(Topic.SESSIONS, "stop s-1"))).isEqualTo(Role.OPERATOR);
        assertThat(desk.needs(new Command.Order(Topic.SESSIONS, ""))).isEqualTo(Role.VIEWER);
    }

    @Test
    void oneIsShownWithItsPageAndAnUnknownOneIsNamed() {
        Notice shown = take("show s-1");
        assertThat(shown.title()).isEqualTo("incident “payments failed”");
        assertThat(shown.lines().getLast().text()).isEqualTo("https://ops.example.com/#/sessions/s-1");

        assertThat(take("show nonsense").title()).isEqualTo("No such session");
        assertThat(take("show NOT AN ID").title()).isEqualTo("No such session");
    }

    private Notice take(String words) {
        return desk.take(new Heard.Ordered(
                new HeardKey("k/" + archive.asked.size()), ANA, CHANNEL, new Command.Order(Topic.SESSIONS, words)));
    }

    /** One session of 5,000. */
    private static final class Sessions implements Archive {
        private final List<Query> asked = new ArrayList<>();

        @Override
        public Page page(Query query) {
            asked.add(query);
            Entry entry = new Entry(
                    new SessionId("s-1"),
                    RitualName.INCIDENT,
                    "payments failed",
                    SessionView.Status.RUNNING,
                    "Deploy 4812.",
                    START,
                    ANA);
            return new Page(List.of(entry), Optional.of("CURSOR"), 5_000);
        }

        @Override
        public Optional<SessionId> latestIn(Place place) {
            return Optional.empty();
        }

        @Override
        public Optional<SessionView> session(SessionId id) {
            return id.value().equals("s-1")
                    ? Optional.of(SessionView.begun(
                            new Heard.Said(
                                    new HeardKey("k"),
                                    ANA,
                                    CHANNEL,
                                    id,
                                    RitualName.INCIDENT,
                                    "payments failed",
                                    Optional.empty()),
                            START))
                    : Optional.empty();
        }

        @Override
        public List<ReceiptChain.Stored> receipts(SessionId id) {
            return List.of();
        }
    }
}
