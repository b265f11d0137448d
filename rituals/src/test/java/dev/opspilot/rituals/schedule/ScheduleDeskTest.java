package dev.opspilot.rituals.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
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
    private final ScheduleDesk desk = new ScheduleDesk(
            new Schedules(
                    store,
                    rung::add,
                    Holidays.NONE,
                    ZoneId.of("UTC"),
                    Map.of("slack", (_, _) -> Optional.of(ZoneId.of("Europe/Berlin"))),
                    () -> NOW),
            new PageLinks("https://ops.example.com"));
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
        type(OPS, "a brief daily 07:30");

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
    void leavesToItsFileWhenAWorkflowRuns() {
        type(OPS, "brief daily 07:30");
        Schedule.Wanted brief = store.all().getFirst().wanted();
        store.add(
                new HeardKey("automation/open"),
                new Schedule.Wanted(
                        brief.owner(),
                        brief.asked(),
                        brief.place(),
                        "",
                        new Work.Run("open-gating"),
                        brief.timing(),
                        Optional.empty()),
                NOW.plusSeconds(60),
                NOW);

        assertThat(text(type(OPS, "delete 2"))).contains("This is when the workflow “open-gating” runs.");
        assertThat(text(type(OPS, "change 2 daily 09:00"))).contains("automation disable open-gating");
        assertThat(text(type(OPS, "pause 2"))).startsWith("Paused");
        assertThat(store.all()).hasSize(2);
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
    void tellsNobodyElseWhatOnesOwnDirectMessageIsTold() {
        Place direct = new Place("slack", "T1", "D7", Optional.empty());
        type(direct, "brief daily 07:30");
        Heard.Ordered other = new Heard.Ordered(
                new HeardKey("other"),
                new Person("slack", "U9", "Ben"),
                OPS,
                new Command.Order(Command.Topic.SCHEDULE, "delete 1"));

        assertThat(text(desk.take(other))).startsWith("No schedule 1");
        assertThat(text(type(OPS, "list"))).startsWith("1 schedule");
        assertThat(text(type(direct, "list"))).startsWith("1 schedule");
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

    /** Each drill has two: they must not bury what people set. */
    @Test
    void whatPeopleSetComesFirstAndFollowUpsAreCounted() {
        for (int i = 0; i < 12; i++) {
            followUp("s" + i, NOW.plus(Duration.ofMinutes(10 + i)));
        }
        type(OPS, "brief daily 07:30");

        Notice list = type(OPS, "list");

        assertThat(list.title()).isEqualTo("1 schedule · 12 follow-ups");
        assertThat(text(list)).isEqualTo("""
                        1 schedule · 12 follow-ups
                        13 · Morning brief · Daily at 07:30, Europe/Berlin time · next Fri 27 Nov 2026 07:30 CET · by Ada
                        Follow-ups of sessions, those due soonest first:
                        1 · Check again: payments · Thu 26 Nov 2026 11:22 CET · by Ada
                        Its session: https://ops.example.com/#/sessions/s0
                        2 · Check again: payments · Thu 26 Nov 2026 11:23 CET · by Ada
                        Its session: https://ops.example.com/#/sessions/s1
                        3 · Check again: payments · Thu 26 Nov 2026 11:24 CET · by Ada
                        Its session: https://ops.example.com/#/sessions/s2""");
        assertThat(list.actions()).containsExactly(new Notice.Action("9 more follow-ups", "schedule follow-ups", ""));
        Notice all = type(OPS, "follow-ups");
        assertThat(all.title()).isEqualTo("12 follow-ups of sessions");
        assertThat(all.lines()).hasSize(10);
        assertThat(all.actions())
                .extracting(Notice.Action::command)
                .containsExactly("schedule follow-ups 2", "schedule");
        assertThat(type(OPS, "follow-ups 2").lines()).hasSize(2);
    }

    private void followUp(String session, Instant due) {
        store.add(
                new HeardKey("follow-up/" + session),
                new Schedule.Wanted(
                        ADA,
                        OPS,
                        OPS.outOfThread(),
                        "",
                        new Work.Launch(RitualName.INCIDENT, "payments"),
                        Timing.once(due, ZoneId.of("UTC")),
                        Optional.of(new Schedule.Origin(new SessionId(session), "again", "Check again: payments"))),
                due.truncatedTo(ChronoUnit.MINUTES),
                NOW);
    }

    /** What a person reads is by that person's clock; what was set keeps its own zone. */
    @Test
    void listsTellTimesByTheClockOfWhoeverReads() {
        type(OPS, "brief daily 08:00 Asia/Tokyo");

        assertThat(text(type(OPS, "list")))
                .contains("Daily at 08:00, Asia/Tokyo time · next Fri 27 Nov 2026 00:00 CET");
        assertThat(text(type(new Place("console", "", "page", Optional.empty()), "list")))
                .contains("next Thu 26 Nov 2026 23:00 UTC");
    }

    @Test
    void aChangeIsAskedByAFormAndTriedByTheSameRules() {
        type(OPS, "brief weekdays at 08:00 Europe/London in <#C123|ops>");
        Notice.Action change = type(OPS, "list").lines().getFirst().actions().stream()
                .filter(Notice.Action::asks)
                .findFirst()
                .orElseThrow();
        assertThat(change.command()).isEqualTo("schedule change 1");

        OrderForm form = desk.form(ordered("change 1")).orElseThrow();
        assertThat(form.title()).isEqualTo("Change schedule 1");
        assertThat(form.words()).isEqualTo("weekdays at 08:00 Europe/London");
        assertThat(form.place().channel()).isEqualTo("C123");
        assertThat(form.about())
                .containsExactly(
                        "Morning brief (1): Weekdays at 08:00, Europe/London time, in #ops.",
                        "Next: Fri 27 Nov 2026 08:00 GMT, Mon 30 Nov 2026 08:00 GMT, Tue 1 Dec 2026 08:00 GMT.");
        assertThat(desk.tried(ordered("change 1 noonish")))
                .isInstanceOfSatisfying(
                        OrderForm.Tried.Wrong.class,
                        wrong -> assertThat(text(type(OPS, "change 1 noonish"))).endsWith(wrong.why()));
        assertThat(desk.tried(ordered("change 1 every Monday 9am in <#C9>")))
                .isEqualTo(new OrderForm.Tried.Right(List.of(
                        "Morning brief (1): Mondays at 09:00, Europe/London time, in #C9.",
                        "Next: Mon 30 Nov 2026 09:00 GMT, Mon 7 Dec 2026 09:00 GMT, Mon 14 Dec 2026 09:00 GMT.")));
        assertThat(store.all().getFirst().wanted().label())
                .as("nothing was done")
                .isEqualTo("#ops");
        assertThat(desk.form(ordered("change 2"))).isEmpty();
        assertThat(desk.form(ordered("list"))).isEmpty();
        assertThat(desk.tried(ordered("change 2 daily 7:00"))).isInstanceOf(OrderForm.Tried.Wrong.class);
    }

    private static Heard.Ordered ordered(String words) {
        return new Heard.Ordered(new HeardKey("form"), ADA, OPS, new Command.Order(Command.Topic.SCHEDULE, words));
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
