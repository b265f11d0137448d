package dev.opspilot.rituals.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class DueTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Place SOMEWHERE = new Place("slack", "T1", "C1", Optional.empty());

    static Schedule schedule(long id, String words, Instant next, Place place) {
        Timing timing;
        try {
            timing = TimingWords.read(words, LONDON, next.minusSeconds(1));
        } catch (MistakeException e) {
            throw new IllegalArgumentException(e);
        }
        Schedule.Wanted wanted = new Schedule.Wanted(
                new Person("slack", "U1", "Ada"),
                place,
                place,
                "",
                new Work.Launch(RitualName.BRIEF, "What changed since the last brief?"),
                timing,
                Optional.empty());
        return new Schedule(
                new ScheduleId(id),
                wanted,
                Schedule.State.ACTIVE,
                Optional.of(next),
                Optional.empty(),
                0,
                "",
                Instant.EPOCH);
    }

    private static Schedule weekdays(String next) {
        return schedule(7, "weekdays at 08:00", Instant.parse(next), new Place("slack", "T1", "C1", Optional.empty()));
    }

    private static Due at(Schedule schedule, String now) {
        return Due.of(schedule, Instant.parse(now), Holidays.NONE);
    }

    @Example
    void runsWhatIsDueAndGoesOnToTheNext() {
        Due due = at(weekdays("2026-11-27T08:00:00Z"), "2026-11-27T08:00:00.100Z");

        assertThat(due.runs()).contains(Instant.parse("2026-11-27T08:00:00Z"));
        assertThat(due.missed()).isEmpty();
        assertThat(due.then().next()).contains(Instant.parse("2026-11-30T08:00:00Z"));
    }

    @Example
    void makesUpOnceForTheLatestThatIsWithinItsGrace() {
        Due due = at(weekdays("2026-11-26T08:00:00Z"), "2026-11-27T08:59:59Z");

        assertThat(due.runs()).contains(Instant.parse("2026-11-27T08:00:00Z"));
        assertThat(due.missed()).containsExactly(Instant.parse("2026-11-26T08:00:00Z"));
    }

    @Example
    void missesWhatIsLaterThanItsGrace() {
        Due due = at(weekdays("2026-11-26T08:00:00Z"), "2026-11-27T09:00:01Z");

        assertThat(due.runs()).isEmpty();
        assertThat(due.missed()).hasSize(2);
        assertThat(due.then().next()).contains(Instant.parse("2026-11-30T08:00:00Z"));
    }

    @Example
    void hasLessGraceWhereTheNextTimeIsNear() {
        Schedule often = schedule(
                7,
                "every 30 minutes",
                Instant.parse("2026-11-26T08:00:00Z"),
                new Place("slack", "T1", "C1", Optional.empty()));

        assertThat(at(often, "2026-11-26T08:15:00Z").runs()).isPresent();
        assertThat(at(often, "2026-11-26T08:15:01Z").runs()).isEmpty();
    }

    @Example
    void givesWhatComesOnceADay() {
        Schedule once = schedule(
                7,
                "2026-11-26 08:00",
                Instant.parse("2026-11-26T08:00:00Z"),
                new Place("slack", "T1", "C1", Optional.empty()));

        assertThat(at(once, "2026-11-27T07:00:00Z").runs()).isPresent();
        assertThat(at(once, "2026-11-27T08:00:01Z").runs()).isEmpty();
        assertThat(at(once, "2026-11-27T07:00:00Z").then().state()).isEqualTo(Schedule.State.DONE);
    }

    @Example
    void neitherRunsNorMissesOnADayThatBecameAHoliday() {
        Schedule resting = schedule(
                7,
                "weekdays at 08:00 except holidays",
                Instant.parse("2026-11-27T08:00:00Z"),
                new Place("slack", "T1", "C1", Optional.empty()));

        Due due = Due.of(
                resting,
                Instant.parse("2026-11-27T08:00:00Z"),
                new Holidays(Set.of(LocalDate.parse("2026-11-27")), Set.of()));

        assertThat(due.runs()).isEmpty();
        assertThat(due.missed()).isEmpty();
    }

    @Example
    void triesThreeTimesAndDisablesAfterThreeFailedTimes() {
        Schedule schedule = weekdays("2026-11-30T08:00:00Z");
        Instant now = Instant.parse("2026-11-27T08:00:00Z");
        for (int time = 1; time <= 3; time++) {
            Occurrence occurrence = Occurrence.due(schedule.id(), now, now);
            for (int attempt = 1; attempt <= 3; attempt++) {
                Delivery delivery = Delivery.of(schedule, failed(occurrence, "channel_not_found"), now);
                assertThat(delivery.retry().isPresent()).isEqualTo(attempt < 3);
                assertThat(delivery.note().isPresent()).isEqualTo(time == 3 && attempt == 3);
                schedule = delivery.then();
                occurrence = delivery.retry().orElse(occurrence);
            }
            assertThat(occurrence.key().value()).isEqualTo("schedule/7/2026-11-27T08:00:00Z/3");
        }
        assertThat(schedule.state()).isEqualTo(Schedule.State.DISABLED);
        assertThat(ScheduleNotices.note(schedule, new Note(Note.Kind.DISABLED, now, now, 1, "channel_not_found"))
                        .actions())
                .extracting(each -> each.command())
                .contains("schedule resume 7", "schedule change 7 in here");
    }

    private static ScheduleStore.Ended failed(Occurrence occurrence, String why) {
        return new ScheduleStore.Ended(occurrence, Optional.of(why), false, false);
    }

    @Example
    void aLostPlaceIsNotTriedAgainAndItsOwnerIsToldAtOnce() {
        Instant now = Instant.parse("2026-11-27T08:00:00Z");
        Schedule schedule = weekdays("2026-11-27T08:00:00Z");
        ScheduleStore.Ended lost = new ScheduleStore.Ended(
                Occurrence.due(schedule.id(), now, now), Optional.of("the channel is archived"), true, false);

        Delivery delivery = Delivery.of(schedule, lost, now);

        assertThat(delivery.retry()).isEmpty();
        assertThat(delivery.then().state()).isEqualTo(Schedule.State.DISABLED);
        assertThat(delivery.then().reason()).isEqualTo("the channel is archived");
        assertThat(delivery.note()).map(Note::kind).contains(Note.Kind.LOST);
        assertThat(Delivery.of(schedule.paused(), lost, now).then().state()).isEqualTo(Schedule.State.PAUSED);
    }

    @Example
    void whatToldPeopleThatItFailedIsNotToldAgainAndCounts() {
        Instant now = Instant.parse("2026-11-27T08:00:00Z");
        Schedule schedule = weekdays("2026-11-27T08:00:00Z");
        ScheduleStore.Ended told = new ScheduleStore.Ended(
                Occurrence.due(schedule.id(), now, now), Optional.of("No source is connected."), false, true);

        Delivery delivery = Delivery.of(schedule, told, now);

        assertThat(delivery.retry()).isEmpty();
        assertThat(delivery.then().failures()).isEqualTo(1);
        assertThat(delivery.then().state()).isEqualTo(Schedule.State.ACTIVE);
    }

    @Example
    void tellsABriefWhoseDaysAreMeant() {
        Schedule schedule = weekdays("2026-11-27T08:00:00Z");
        Occurrence occurrence = Occurrence.due(
                schedule.id(), Instant.parse("2026-11-27T08:00:00Z"), Instant.parse("2026-11-27T08:00:00Z"));

        assertThat(((Heard.Said) occurrence.heard(schedule)).intent())
                .isEqualTo("What changed since the last brief? (Europe/London)");
    }

    @Example
    void goesOnFromTheLastBriefOfTheSameScheduleThatReachedThePeople() {
        Schedule schedule = weekdays("2026-11-27T08:00:00Z");
        Instant thursday = Instant.parse("2026-11-26T08:00:00Z");
        Occurrence first = Occurrence.due(schedule.id(), thursday, thursday);
        Schedule delivered = Delivery.of(
                        schedule, new ScheduleStore.Ended(first, Optional.empty(), false, true), thursday)
                .then();
        Instant friday = Instant.parse("2026-11-27T08:00:00Z");
        Schedule failed = Delivery.of(
                        delivered, failed(Occurrence.due(schedule.id(), friday, friday), "It was down."), friday)
                .then();
        Instant monday = Instant.parse("2026-11-30T08:00:00Z");

        assertThat(((Heard.Said) Occurrence.due(schedule.id(), monday, monday).heard(failed)).intent())
                .isEqualTo("What changed since 2026-11-26 08:00? (Europe/London)");
    }

    /** Whatever is due where: earliest first in each channel and workspace, and never faster than they take. */
    @Property(tries = 200)
    void pacesEachChannelAndWorkspace(@ForAll long seed) {
        Random random = new Random(seed);
        Instant base = Instant.parse("2026-11-27T08:00:00Z");
        Instant now = base.plusSeconds(random.nextInt(200));
        List<Pacing.Candidate> candidates = IntStream.range(0, 60)
                .mapToObj(i -> {
                    Place place =
                            new Place("slack", "T" + random.nextInt(2), "C" + random.nextInt(5), Optional.empty());
                    Instant due = base.plus(Duration.ofMinutes(random.nextInt(3)));
                    return new Pacing.Candidate(schedule(i, "daily at 08:00", due, place), due);
                })
                .toList();
        Map<ScheduleId, Place> places = candidates.stream()
                .collect(Collectors.toMap(
                        each -> each.schedule().id(),
                        each -> each.schedule().wanted().place()));

        List<Occurrence> planned = Pacing.plan(candidates, Map.of("slack/T0", now.plusSeconds(9)), now)
                .occurrences();

        assertThat(planned)
                .hasSize(60)
                .allSatisfy(each ->
                        assertThat(each.releaseAt()).isAfterOrEqualTo(now).isAfterOrEqualTo(each.due()));
        Map<String, Occurrence> last = new HashMap<>();
        for (Occurrence each : planned) {
            List<String> lanes = Pacing.lanes(places.getOrDefault(each.schedule(), SOMEWHERE));
            for (int i = 0; i < 2; i++) {
                Occurrence before = last.put(lanes.get(i), each);
                if (before != null) {
                    assertThat(each.due()).isAfterOrEqualTo(before.due());
                    assertThat(Duration.between(before.releaseAt(), each.releaseAt()))
                            .isGreaterThanOrEqualTo(i == 0 ? Pacing.WORKSPACE : Pacing.CHANNEL);
                }
            }
            if (lanes.getFirst().equals("slack/T0")) {
                assertThat(each.releaseAt()).isAfterOrEqualTo(now.plusSeconds(9));
            }
        }
    }
}
