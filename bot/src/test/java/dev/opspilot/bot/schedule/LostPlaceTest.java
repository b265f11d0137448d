package dev.opspilot.bot.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.PgScheduleStore;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.Holidays;
import dev.opspilot.rituals.schedule.Schedule;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A schedule whose channel the app was taken out of. */
final class LostPlaceTest {
    private static final Person ADA = new Person("teams", "ada", "Ada");
    private static final Place OPS = new Place("teams", "tenant", "19:ops", Optional.empty());
    private static final Instant DUE = Instant.parse("2026-11-27T07:30:00Z");

    private final Database database = Database.open(TestDatabase.url());
    private final PgScheduleStore store = new PgScheduleStore(database);
    private final Left teams = new Left();

    @AfterEach
    void close() {
        database.close();
    }

    /** A surface whose one channel can be lost. */
    private static final class Left implements ChatSurface {
        private final List<String> told = new ArrayList<>();
        private Optional<String> why = Optional.empty();

        @Override
        public String name() {
            return "teams";
        }

        @Override
        public CompletableFuture<Void> show(SessionView view) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> answer(Answer answer) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<PostRef> announce(SessionId session, Announcement announcement) {
            return CompletableFuture.failedFuture(new IllegalStateException("nobody announces anything here"));
        }

        @Override
        public CompletableFuture<Void> tell(HeardKey about, Person person, Place place, Notice notice) {
            told.add(place.channel() + ": " + notice.title() + " " + notice.lines());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Optional<String> lost(Place place) {
            return place.equals(OPS) ? why : Optional.empty();
        }
    }

    private List<Heard> round(Instant now) {
        Schedules schedules = schedules(now);
        List<Heard> heard = new ArrayList<>();
        new Round(store, schedules, heard::add, List.of(teams), () -> now).run(_ -> {});
        return heard;
    }

    private Schedules schedules(Instant now) {
        return new Schedules(store, _ -> {}, Holidays.NONE, ZoneId.of("UTC"), Map.of(), () -> now);
    }

    private Schedule only() {
        return store.all().getFirst();
    }

    @Test
    void beginsNothingIsDisabledAndTellsItsOwnerInTheirOwnChat() {
        var asker = new Schedules.Asker(new HeardKey("k"), ADA, OPS);
        var _ = schedules(DUE.minusSeconds(60)).add(asker, RitualName.BRIEF, "daily 07:30", "");
        teams.why = Optional.of("the app was removed from it");

        assertThat(round(DUE)).isEmpty();
        assertThat(only().state()).isEqualTo(Schedule.State.DISABLED);
        assertThat(only().reason()).isEqualTo("the app was removed from it");
        assertThat(store.latest().getFirst().detail()).isEqualTo("the app was removed from it");
        assertThat(teams.told)
                .singleElement()
                .asString()
                .startsWith("ada: Disabled: Morning brief")
                .contains("nothing can be posted there any more: the app was removed from it");

        assertThat(round(DUE.plusSeconds(86_400))).isEmpty();
        assertThat(teams.told).hasSize(1);
    }

    @Test
    void runsAgainOnceItIsThereAndResumed() {
        var asker = new Schedules.Asker(new HeardKey("k"), ADA, OPS);
        var _ = schedules(DUE.minusSeconds(60)).add(asker, RitualName.BRIEF, "daily 07:30", "");
        teams.why = Optional.of("the app was removed from it");
        var _ = round(DUE);
        teams.why = Optional.empty();
        var _ = schedules(DUE.plusSeconds(60)).resume(asker, only().id());

        // What is due at the same time is spread over some seconds.
        assertThat(round(DUE.plusSeconds(86_400))).isEmpty();
        assertThat(round(DUE.plusSeconds(86_410))).hasSize(1);
        assertThat(only().state()).isEqualTo(Schedule.State.ACTIVE);
    }
}
