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

/**
 * Two processes on one database, over each change of the clocks, one of them killed at some moment after five hundred briefs
 * are due in the same minute, and a hundred in the minute before it.
 */
final class ScheduleClusterTest {
    private static final int COUNT = 500;
    private static final int EARLIER = 100;

    /** About what the two processes need for all of it. */
    private static final int MOST_MILLIS = 6_000;

    private static final Place PAGE = new Place("console", "", "page", Optional.empty());

    @ParameterizedTest
    @CsvSource({
        // 01:30 does not exist in London on that day: it is 02:00 there, right behind 00:59.
        "2027-03-28T01:00:00Z, 2027-03-29T00:30:00Z, 00:59",
        // 01:30 comes twice on that day: the first counts.
        "2027-10-31T00:30:00Z, 2027-11-01T01:30:00Z, 01:29"
    })
    @Timeout(value = 6, unit = TimeUnit.MINUTES) // two processes start, and a dead one's lease runs out
    void eachBriefRunsOnceAndNoneIsLostWhenANodeIsKilled(Instant due, Instant next, String before) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String url = TestDatabase.url();
        Duration ahead = Duration.between(Instant.now(), due);
        Map<String, String> environment = Map.of("OPSPILOT_DATABASE_URL", url, "OPSPILOT_API_TOKEN", "test-token");
        try (Database database = Database.open(url);
                ChildBot one = ChildBot.shifted(environment, ahead);
                ChildBot two = ChildBot.shifted(environment, ahead);
                Scheduler third = Scheduler.on(database.connections(), () -> due)) {
            PgScheduleStore store = new PgScheduleStore(database);
            Schedules schedules = new Schedules(
                    store, _ -> {}, Holidays.NONE, ZoneId.of("UTC"), Map.of(), () -> due.minusSeconds(90));
            for (int i = 0; i < COUNT + EARLIER; i++) {
                var asker = new Schedules.Asker(new HeardKey("k" + i), new Person("console", "page", "Page"), PAGE);
                String time = i < EARLIER ? before : "01:30";
                assertThat(schedules.add(asker, RitualName.BRIEF, "daily at " + time + " Europe/London", ""))
                        .isInstanceOf(Schedules.Result.Done.class);
            }
            third.ringAt(due); // it sets the alarm and never answers it
            Duration moment = Duration.ofMillis(random.nextInt(MOST_MILLIS));
            Awaitility.await().pollDelay(moment).until(() -> true);
            (random.nextBoolean() ? one : two).kill();
            await(() -> HeardRows.ended(database) == COUNT + EARLIER);

            List<HeardRows.Row> heard = HeardRows.inOrder(database);
            assertThat(heard)
                    .as("seed %s, killed after %s", seed, moment)
                    .hasSize(COUNT + EARLIER)
                    .doesNotHaveDuplicates();
            assertThat(heard.subList(0, EARLIER))
                    .allSatisfy(each -> assertThat(each.due()).isEqualTo(due.minusSeconds(60)));
            assertThat(heard.subList(EARLIER, heard.size()))
                    .allSatisfy(each -> assertThat(each.due()).isEqualTo(due));
            assertThat(HeardRows.begun(database)).isEqualTo(COUNT + EARLIER);
            assertThat(store.all())
                    .filteredOn(each -> each.next().equals(Optional.of(next)))
                    .hasSize(COUNT);
        }
    }

    private static void await(Callable<Boolean> what) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(what);
    }
}
