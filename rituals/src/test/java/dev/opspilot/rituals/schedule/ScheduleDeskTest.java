package dev.opspilot.rituals.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:12:30Z");
    private static final Person ADA = new Person("slack", "U1", "Ada");
    private static final Place OPS = new Place("slack", "T1", "C1", Optional.of("1.2"));

    private final MemoryScheduleStore store = new MemoryScheduleStore();
    private final List<Instant> rung = new ArrayList<>();
    private final ScheduleDesk desk = new ScheduleDesk(new Schedules(
            store,
            rung::add,
            Holidays.NONE,
            ZoneId.of("UTC"),
            Map.of("slack", (_, _) -> Optional.of(ZoneId.of("Europe/Berlin"))),
            () -> NOW));
    private int orders;

    private Notice type(Place place, String words) {
        return take("order-" + orders++, place, words);
    }

    private Notice take(String key, Place place, String words) {
        return desk.take(
                new Heard.Ordered(new HeardKey(key), ADA, place, new Command.Order(Command.Topic.SCHEDULE, words)));
    }

    private static String text(Notice notice) {
        return notice.title() + "\n"
                + notice.lines().stream().map(Notice.Line::text).collect(Collectors.joining("\n"));
    }

    @Test
    void saysBackWhatItUnderstoodWithTheNextThreeTimes() {
        Notice notice = type(OPS, "brief weekdays at 08:00 Europe/London in <#C123|ops>");

        assertThat(text(notice)).isEqualTo("""
                Scheduled
                Morning brief (1): Weekdays at 08:00, Europe/London time, in #ops.
                Next: Fri 27 Nov 2026 08:00 GMT, Mon 30 Nov 2026 08:00 GMT, Tue 1 Dec 2026 08:00 GMT.""");
        assertThat(notice.actions()).extracting(Notice.Action::command).contains("schedule run 1", "schedule pause 1");
        assertThat(store.all().getFirst().wanted().place())
                .isEqualTo(new Place("slack", "T1", "C123", Optional.empty()));
        assertThat(rung).containsExactly(Instant.parse("2026-11-27T08:00:00Z"));
    }

    @Test
    void takesThePersonsZoneAndThePlaceWhereItWasTyped() {
        type(OPS, "brief daily 07:30");

        Schedule schedule = store.all().getFirst();
        assertThat(schedule.wanted().timing().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(schedule.wanted().place()).isEqualTo(new Place("slack", "T1", "C1", Optional.empty()));
    }

    @Test
    void carriesAnOrderOutOnceHoweverOftenItComes() {
        take("again", OPS, "brief daily 07:30");
        take("again", OPS, "brief daily 07:30");

        assertThat(store.all()).hasSize(1);
    }

    @Test
    void pausesResumesChangesRunsAndDeletes() {
        type(OPS, "incident every 2 hours: are payments healthy?");

        assertThat(text(type(OPS, "pause 1"))).startsWith("Paused");
        assertThat(text(type(OPS, "list"))).contains("· paused ·");
        assertThat(text(type(OPS, "resume #1"))).contains("Next: Thu 26 Nov 2026 12:00 CET");
        assertThat(text(type(OPS, "change 1 every Monday 9am in <#C9|eng>")))
                .contains("Mondays at 09:00, Europe/Berlin time, in #eng");
        assertThat(text(type(OPS, "change 1 in here")))
                .contains("Mondays at 09:00")
                .doesNotContain("#eng");
        assertThat(text(type(OPS, "run 1"))).startsWith("Runs now");
        assertThat(store.occurrences()).hasSize(1);
        assertThat(text(type(OPS, "delete 1"))).startsWith("Deleted");
        assertThat(text(type(OPS, ""))).startsWith("Nothing is scheduled");
    }

    @Test
    void showsAndTouchesOnlyWhatBelongsToTheWorkspace() {
        type(OPS, "brief daily 07:30");
        Place elsewhere = new Place("slack", "T2", "C1", Optional.empty());

        assertThat(text(type(elsewhere, "list"))).startsWith("Nothing is scheduled");
        assertThat(text(type(elsewhere, "delete 1"))).startsWith("No schedule 1");
        assertThat(text(type(new Place("console", "", "page", Optional.empty()), "list")))
                .startsWith("1 schedule");
    }

    @Test
    void listsInPages() {
        for (int i = 0; i < 23; i++) {
            type(OPS, "brief daily at " + i + ":00");
        }

        Notice second = type(OPS, "list 2");

        assertThat(second.title()).isEqualTo("23 schedules");
        assertThat(second.lines()).hasSize(10);
        assertThat(second.actions()).extracting(Notice.Action::command).containsExactly("schedule list 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            brief                                | Say when, as in “weekdays at 08:00”
            brief in here                        | Say when, too
            brief weekdays at 08:00 in #ops      | I cannot tell which channel “#ops” is.
            lunch daily at 12:00                 | Say what to run first: brief, incident or experiment
            incident every 2 hours               | Say behind a colon what to ask
            pause                                | Which one? Type its number behind it, as in “schedule pause 7”
            change 1                             | No schedule 1
            """)
    void saysWhatToTypeInstead(String words, String says) {
        assertThat(text(type(OPS, words))).contains(says);
        assertThat(store.all()).isEmpty();
    }

    @Test
    void whereNoListOfChannelsIsOfferedNobodyIsSentToIt() {
        Place chat = new Place("teams", "", "19:ops@thread.tacv2", Optional.empty());

        assertThat(text(type(chat, "help"))).contains("Europe/London in here").doesNotContain("#");
        assertThat(text(type(chat, "brief weekdays at 08:00 in #ops")))
                .contains("Type this in that channel with “in here” instead of its name.")
                .doesNotContain("as you type");
        assertThat(text(type(OPS, "help"))).contains("in #ops");
    }

    @Test
    void letsViewersLookOnly() {
        assertThat(desk.needs(new Command.Order(Command.Topic.SCHEDULE, ""))).isEqualTo(Role.VIEWER);
        assertThat(desk.needs(new Command.Order(Command.Topic.SCHEDULE, "delete 7")))
                .isEqualTo(Role.OPERATOR);
        assertThat(desk.needs(new Command.Order(Command.Topic.SCHEDULE, "brief daily 8:00")))
                .isEqualTo(Role.OPERATOR);
    }
}
