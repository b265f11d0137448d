package dev.opspilot.rituals.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.opspilot.rituals.automation.FreezeRule.Shape;
import dev.opspilot.rituals.instrument.Freeze;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FreezeWordsTest {
    private static FreezeRule rule(String words) {
        assertThat(FreezeWords.read(words, ZoneId.of("UTC"))).as(words).isInstanceOf(FreezeWords.Understood.class);
        return ((FreezeWords.Understood) FreezeWords.read(words, ZoneId.of("UTC"))).rule();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "quarter end" from 2026-12-28 to 2027-01-03                                 | 2026-12-28T00:00 | 2027-01-04T00:00
            quarter end from 2026-12-28 to 2027-01-03                                   | 2026-12-28T00:00 | 2027-01-04T00:00
            “quarter end” from 2026-12-28 until 2026-12-28                              | 2026-12-28T00:00 | 2026-12-29T00:00
            "quarter end" from 2026-12-28 9:00 to 2026-12-28 17:30                      | 2026-12-28T09:00 | 2026-12-28T17:30
            "quarter end" FROM 2026-12-28T09:00 TO 2026-12-29                           | 2026-12-28T09:00 | 2026-12-30T00:00
            """)
    void readsOneThatComesOnceAndWhoseLastDayIsWhole(String words, LocalDateTime from, LocalDateTime to) {
        FreezeRule rule = rule(words);

        assertThat(rule.title()).isEqualTo("quarter end");
        assertThat(rule.shape()).isEqualTo(new Shape.Once(from, to));
        assertThat(rule.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(rule.service()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"weekend\" every friday 16:00 to monday 06:00 Europe/London service payments-api",
                "\"weekend\" every Fri 16:00 until Mon 6:00 in london for service payments-api",
                "weekend every FRIDAY 16:00 to monday 6:00 Europe/London service payments-api",
            })
    void readsOneThatComesEveryWeekWithAZoneAndAService(String words) {
        FreezeRule rule = rule(words);

        assertThat(rule)
                .isEqualTo(new FreezeRule(
                        "weekend",
                        new Shape.Weekly(DayOfWeek.FRIDAY, LocalTime.of(16, 0), DayOfWeek.MONDAY, LocalTime.of(6, 0)),
                        ZoneId.of("Europe/London"),
                        Optional.of("payments-api")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            quarter end                                                   | Write it like
            "quarter end" from tomorrow to friday                         | “tomorrow” is no time
            "quarter end" from 2026-12-28 to 2026-12-20                   | ends after it begins
            "weekend" every friyay 16:00 to monday 06:00                  | “friyay” is no day of the week
            "weekend" every friday 25:00 to monday 06:00                  | “25:00” is no time
            "weekend" every friday 16:00 to friday 16:00                  | leaves some time between
            "weekend" every friday 16:00 to monday 06:00 Mars/Base        | “Mars/Base” is no time zone; name one as in Europe/London
            "" from 2026-12-28 to 2026-12-29                              | Write it like
            """)
    void saysWhatWouldBeRight(String words, String says) {
        assertThat(FreezeWords.read(words, ZoneId.of("UTC")))
                .isInstanceOfSatisfying(
                        FreezeWords.Mistaken.class,
                        mistaken -> assertThat(mistaken.why()).contains(says).contains("quarter end"));
    }

    /** What is kept are its words: so they have to mean the same when they are read back. */
    @Property(tries = 300)
    void isReadBackFromItsOwnWords(@ForAll("rules") FreezeRule rule) {
        assertThat(FreezeWords.read(rule.words(), ZoneId.of("UTC"))).isEqualTo(new FreezeWords.Understood(rule));
    }

    @Provide
    Arbitrary<FreezeRule> rules() {
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 24 * 60 - 1).map(minute -> LocalTime.of(minute / 60, minute % 60));
        Arbitrary<Shape> once = Combinators.combine(
                        Arbitraries.integers().between(0, 500_000),
                        Arbitraries.integers().between(1, 50_000))
                .as((start, length) -> {
                    LocalDateTime from = LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(start);
                    return new Shape.Once(from, from.plusMinutes(length));
                });
        Arbitrary<Shape> weekly = Combinators.combine(
                        Arbitraries.of(DayOfWeek.class), times, Arbitraries.of(DayOfWeek.class), times)
                .filter((day, time, day2, time2) -> day != day2 || !time.equals(time2))
                .as(Shape.Weekly::new);
        return Combinators.combine(
                        Arbitraries.of(
                                "quarter end", "Q4", "every year from now", "no changes to it", "ends on service"),
                        Arbitraries.oneOf(once, weekly),
                        Arbitraries.of(
                                        "UTC",
                                        "Europe/London",
                                        "America/Argentina/Buenos_Aires",
                                        "Asia/Kolkata",
                                        "EST5EDT",
                                        "Etc/GMT+5",
                                        "UTC+2",
                                        "+05:30",
                                        "-03:00")
                                .map(ZoneId::of),
                        Arbitraries.of("payments-api", "web").optional())
                .as(FreezeRule::new);
    }

    @Test
    void holdsByTheClockOfItsZoneAcrossItsChanges() {
        FreezeRule weekend = rule("\"weekend\" every friday 16:00 to monday 06:00 Europe/London");

        assertThat(weekend.within("w", Instant.parse("2026-03-20T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z")))
                .extracting(Freeze::from, Freeze::to)
                .containsExactly(
                        tuple(Instant.parse("2026-03-20T16:00:00Z"), Instant.parse("2026-03-23T06:00:00Z")),
                        tuple(Instant.parse("2026-03-27T16:00:00Z"), Instant.parse("2026-03-30T05:00:00Z")));
        assertThat(weekend.within("w", Instant.parse("2026-10-24T12:00:00Z"), Instant.parse("2026-10-24T12:00:01Z")))
                .containsExactly(new Freeze(
                        "w/2026-10-23",
                        "weekend",
                        Instant.parse("2026-10-23T15:00:00Z"),
                        Instant.parse("2026-10-26T06:00:00Z"),
                        Optional.empty()));
    }

    @Test
    void oneWithinADayAndOneThatTakesNearlyAWeek() {
        FreezeRule lunch = rule("\"lunch\" every monday 12:00 to monday 13:00");
        FreezeRule allButAnHour = rule("\"almost\" every monday 13:00 to monday 12:00");
        Instant monday = Instant.parse("2026-11-30T12:30:00Z");

        assertThat(at(lunch, monday)).hasSize(1);
        assertThat(at(lunch, monday.plusSeconds(3_600))).isEmpty();
        assertThat(at(allButAnHour, monday)).isEmpty();
        assertThat(at(allButAnHour, monday.plusSeconds(3_600))).hasSize(1);
    }

    private static List<Freeze> at(FreezeRule rule, Instant moment) {
        return rule.within("f", moment, moment.plusMillis(1));
    }
}
