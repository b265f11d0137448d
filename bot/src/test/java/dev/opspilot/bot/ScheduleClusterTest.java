package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.schedule.Scheduler;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.HeardRows;
import dev.opspilot.bot.store.PgScheduleStore;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.schedule.Holidays;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two processes on one database, over each change of the clocks, one of them killed while five hundred briefs are due. */
final class ScheduleClusterTest {
    private static final int COUNT = 500;
    private static final Place PAGE = new Place("console", "", "page", Optional.empty());

    @ParameterizedTest
    @CsvSource({
        // 01:30 does not exist in London on that day: it is 02:00 there.
        "2027-03-28T01:00:00Z, 2027-03-29T00:30:00Z",
        // 01:30 comes twice on that day: the first counts.
        "2027-10-31T00:30:00Z, 2027-11-01T01:30:00Z"
    })
    @Timeout(value = 6, unit = TimeUnit.MINUTES) // two processes start, and a dead one's lease runs out
    void eachBriefRunsOnceAndNoneIsLostWhenANodeIsKilled(Instant due, Instant next) throws Exception {
        String url = TestDatabase.url();
        Duration ahead = Duration.between(Instant.now(), due);
        Map<String, String> environment = Map.of("OPSPILOT_DATABASE_URL", url, "OPSPILOT_API_TOKEN", "test-token");
        try (Database database = Database.open(url);
                ChildBot one = ChildBot.shifted(environment, ahead);
                ChildBot two = ChildBot.shifted(environment, ahead);
                Scheduler third = Scheduler.on(database.connections(), () -> due)) {
            PgScheduleStore store = new PgScheduleStore(database);
            Schedules schedules = new Schedules(
                    store, _ -> {}, Holidays.NONE, ZoneId.of("UTC"), Map.of(), () -> due.minusSeconds(30));
            for (int i = 0; i < COUNT; i++) {
                var asker = new Schedules.Asker(new HeardKey("k" + i), new Person("console", "page", "Page"), PAGE);
                assertThat(schedules.add(asker, RitualName.BRIEF, "daily at 01:30 Europe/London", ""))
                        .isInstanceOf(Schedules.Result.Done.class);
            }
            third.ringAt(due); // it sets the alarm and never answers it
            await(() -> HeardRows.inOrder(database).size() >= 50);
            (new Random(3).nextBoolean() ? one : two).kill();
            await(() -> HeardRows.ended(database) == COUNT);

            List<HeardRows.Row> heard = HeardRows.inOrder(database);
            assertThat(heard).hasSize(COUNT).doesNotHaveDuplicates();
            assertThat(heard).allSatisfy(each -> assertThat(each.due()).isEqualTo(due));
            assertThat(HeardRows.begun(database)).isEqualTo(COUNT);
            assertThat(store.all()).allSatisfy(each -> assertThat(each.next()).contains(next));
        }
    }

    private static void await(Callable<Boolean> what) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(what);
    }
}
