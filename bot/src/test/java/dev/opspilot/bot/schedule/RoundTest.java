package dev.opspilot.bot.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.HeardRows;
import dev.opspilot.bot.store.PgScheduleStore;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.Holidays;
import dev.opspilot.rituals.schedule.Occurrence;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoundTest {
    private static final Place PAGE = new Place("console", "", "page", Optional.empty());
    private static final Person ADA = new Person("slack", "U1", "Ada");

    private final Database database = TestDatabase.open();
    private final PgScheduleStore store = new PgScheduleStore(database);
    private volatile Instant now = Instant.EPOCH;
    private final Random random = new Random(7);
    private final Slack slack = new Slack();

    @AfterEach
    void close() {
        database.close();
    }

    private Schedules schedules(ScheduleStore on) {
        return new Schedules(on, _ -> {}, Holidays.NONE, ZoneId.of("UTC"), Map.of(), () -> now);
    }

    private void add(String key, Place place, String words) {
        var asker = new Schedules.Asker(new HeardKey(key), ADA, place);
        assertThat(schedules(store).add(asker, RitualName.BRIEF, words, "")).isInstanceOf(Schedules.Result.Done.class);
    }

    private void round(ScheduleStore on) {
        new Round(on, schedules(on), _ -> {}, List.of(slack), () -> now).run(_ -> {});
    }

    /** A platform that keeps what people are told of themselves. */
    private static final class Slack implements ChatSurface {
        private final Map<HeardKey, Told> told = new ConcurrentHashMap<>();

        private record Told(Place place, Notice notice) {}

        @Override
        public String name() {
            return "slack";
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
            return CompletableFuture.failedFuture(new IllegalStateException("schedules announce nothing"));
        }

        @Override
        public CompletableFuture<Void> tell(HeardKey about, Person person, Place place, Notice notice) {
            if (!place.channel().equals(person.id())) {
                return CompletableFuture.failedFuture(new IllegalStateException("told where everybody reads it"));
            }
            told.put(about, new Told(place, notice));
            return CompletableFuture.completedFuture(null);
        }
    }

    private List<HeardRows.Row> heard() {
        return HeardRows.inOrder(database);
    }

    /** A node: a store that dies, before or after what it was to do, with the node's round. */
    private ScheduleStore mortal() {
        return (ScheduleStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ScheduleStore.class}, (_, method, arguments) -> {
                    int dies = random.nextInt(12);
                    if (dies == 0) {
                        throw new IllegalStateException("killed before " + method.getName());
                    }
                    try {
                        Object result = method.invoke(store, arguments);
                        if (dies == 1) {
                            throw new IllegalStateException("killed after " + method.getName());
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private boolean attempt() {
        try {
            round(mortal());
            return true;
        } catch (IllegalStateException killed) {
            return false;
        }
    }

    /**
     * Five hundred schedules in the same minute, two nodes that look at the same time and are killed at random, a clock
     * that goes over a change of the clocks on the wall: each due time once, in order, none lost.
     */
    @ParameterizedTest
    @CsvSource({
        // 01:30 does not exist in London: it is 02:00 there, once.
        "2027-03-27T00:00:00Z, 2027-03-28T00:50:00Z, 2027-03-28T02:10:00Z, 2027-03-28T01:00:00Z",
        // 01:30 comes twice: the first counts.
        "2026-10-24T01:00:00Z, 2026-10-25T00:20:00Z, 2026-10-25T01:50:00Z, 2026-10-25T00:30:00Z"
    })
    void runsEachDueTimeOnceInOrderAcrossAChangeOfTheClocks(Instant set, Instant from, Instant to, Instant due)
            throws Exception {
        now = set;
        for (int i = 0; i < 500; i++) {
            add("k" + i, PAGE, "daily at 01:30 Europe/London");
        }
        for (int i = 0; i < 40; i++) {
            add("q" + i, PAGE, "every 20 minutes Europe/London");
        }
        now = from.minus(Duration.ofMinutes(1));
        round(store); // what went by since they were set is missed, and not what is counted here
        int before = heard().size();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Instant at = from; at.isBefore(to); at = at.plus(Duration.ofSeconds(100))) {
                now = at;
                Callable<Boolean> node = this::attempt;
                for (var each : threads.invokeAll(List.of(node, node))) {
                    each.get();
                }
            }
        }
        round(store);

        List<HeardRows.Row> heard = heard().subList(before, heard().size());
        List<Instant> dues = heard.stream().map(HeardRows.Row::due).toList();
        assertThat(dues).isSortedAccordingTo(Comparator.naturalOrder());
        long daily = heard.stream()
                .filter(each -> Long.parseLong(each.schedule()) <= 500)
                .count();
        assertThat(daily).isEqualTo(500);
        assertThat(heard.stream().filter(each -> Long.parseLong(each.schedule()) <= 500))
                .allSatisfy(each -> assertThat(each.due()).isEqualTo(due));
        List<Instant> twenties = new ArrayList<>();
        for (Instant at = from; !at.isAfter(to.minusSeconds(1)); at = at.plusSeconds(60)) {
            if (at.getEpochSecond() % 1200 == 0) {
                twenties.add(at);
            }
        }
        assertThat(heard).hasSize(500 + 40 * twenties.size());
    }

    @Test
    void spreadsWhatIsDueInOneChannelAndOneWorkspace() {
        now = Instant.parse("2026-11-26T07:00:00Z");
        for (int i = 0; i < 20; i++) {
            add("k" + i, new Place("slack", "T1", "C" + i % 2, Optional.empty()), "daily at 08:00 UTC");
        }

        now = Instant.parse("2026-11-26T08:00:03Z");
        round(store);
        int atOnce = heard().size();
        now = Instant.parse("2026-11-26T08:00:30Z");
        round(store);

        assertThat(atOnce).isBetween(1, 10);
        assertThat(heard()).hasSize(20);
    }

    @Test
    void recordsAndTellsWhatWasMissedAndMakesUpForTheLatest() {
        now = Instant.parse("2026-11-26T07:00:00Z");
        add("often", PAGE, "daily at 08:00 UTC");

        now = Instant.parse("2026-11-28T08:20:00Z");
        round(store);

        assertThat(heard()).extracting(HeardRows.Row::due).containsExactly(Instant.parse("2026-11-28T08:00:00Z"));
        assertThat(HeardRows.missed(database)).isEqualTo(2);
        assertThat(store.untold(10)).isEmpty();
        assertThat(store.nextWake(now)).isPresent();
    }

    @Test
    void runsOnceWhatWasAskedForOnceBesideItsTimes() {
        now = Instant.parse("2026-11-26T07:00:00Z");
        add("k", PAGE, "daily at 08:00 UTC");
        var asker = new Schedules.Asker(new HeardKey("press"), ADA, PAGE);
        var id = store.all().getFirst().id();

        schedules(store).run(asker, id);
        schedules(store).run(asker, id);
        round(store);
        round(store);

        assertThat(heard()).hasSize(1);
        assertThat(store.latest()).extracting(Occurrence::state).containsExactly(Occurrence.State.STARTED);
    }

    @Test
    void disablesWhatFailsAgainAndAgainAndTellsItsOwner() {
        now = Instant.parse("2026-11-26T07:00:00Z");
        add("k", PAGE, "daily at 08:00 UTC");
        for (int day = 26; day <= 28; day++) {
            now = Instant.parse("2026-11-" + day + "T08:00:05Z");
            for (int attempt = 0; attempt < 3; attempt++) {
                round(store);
                HeardRows.failAll(database, "It could not be posted: channel_not_found");
                round(store);
                now = now.plus(Duration.ofMinutes(6));
            }
        }

        var schedule = store.all().getFirst();
        assertThat(schedule.state()).isEqualTo(dev.opspilot.rituals.schedule.Schedule.State.DISABLED);
        assertThat(schedule.reason()).isEqualTo("It could not be posted: channel_not_found");
        assertThat(heard()).hasSize(9);
        assertThat(slack.told).isEmpty(); // it was set on the page
    }

    @Test
    void theOwnerOfADisabledScheduleIsToldOnceWithButtonsToRepairIt() {
        now = Instant.parse("2026-11-26T07:00:00Z");
        Place ops = new Place("slack", "T1", "C1", Optional.empty());
        add("k", ops, "daily at 08:00 UTC");
        for (int day = 26; day <= 28; day++) {
            now = Instant.parse("2026-11-" + day + "T08:00:05Z");
            for (int attempt = 0; attempt < 3; attempt++) {
                round(store);
                HeardRows.failAll(database, "channel_not_found");
                round(store);
                now = now.plus(Duration.ofMinutes(6));
            }
        }
        round(store);

        assertThat(slack.told.values()).singleElement().satisfies(told -> {
            assertThat(told.place().channel()).isEqualTo("U1");
            assertThat(told.notice().title()).isEqualTo("Disabled: Morning brief (1)");
            assertThat(told.notice().lines().toString())
                    .contains("failed 3 times in a row")
                    .contains("channel_not_found");
            assertThat(told.notice().actions())
                    .extracting(Notice.Action::command)
                    .containsExactly("schedule resume 1", "schedule change 1 in here", "schedule delete 1");
        });
        assertThat(store.untold(9)).isEmpty();
    }
}
