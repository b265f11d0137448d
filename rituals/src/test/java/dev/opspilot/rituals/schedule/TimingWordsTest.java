package dev.opspilot.rituals.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimingWordsTest {
    /** A Thursday. */
    private static final Instant NOW = Instant.parse("2026-11-26T10:12:30Z");

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static Timing read(String words) throws MistakeException {
        return TimingWords.read(words, LONDON, NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            weekdays at 08:00                     | weekdays at 08:00                      | 2026-11-27T08:00:00Z
            every weekday at 8                    | weekdays at 08:00                      | 2026-11-27T08:00:00Z
            Weekdays at 08:00 America/New_York    | weekdays at 08:00                      | 2026-11-26T13:00:00Z
            weekdays at 08:00 New York time       | weekdays at 08:00                      | 2026-11-26T13:00:00Z
            08:00 on business days                | weekdays at 08:00                      | 2026-11-27T08:00:00Z
            every Monday 9am                      | Mondays at 09:00                       | 2026-11-30T09:00:00Z
            mon, wed and fri at 9 and 17:30       | Mondays, Wednesdays and Fridays at 09:00 and 17:30 | 2026-11-27T09:00:00Z
            Mon Wed Fri 9am                       | Mondays, Wednesdays and Fridays at 09:00 | 2026-11-27T09:00:00Z
            monday, wednesday, and friday at 9:00 | Mondays, Wednesdays and Fridays at 09:00 | 2026-11-27T09:00:00Z
            mon-thu at 9                          | Mondays, Tuesdays, Wednesdays and Thursdays at 09:00 | 2026-11-30T09:00:00Z
            on the 1st, 10th and 20th at 9        | on the 1st and 10th and 20th of the month at 09:00 | 2026-12-01T09:00:00Z
            mon at 9, wed at 9                    | Mondays and Wednesdays at 09:00        | 2026-11-30T09:00:00Z
            tue-thu 7.30                          | Tuesdays, Wednesdays and Thursdays at 07:30 | 2026-12-01T07:30:00Z
            Monday to Friday at noon              | weekdays at 12:00                      | 2026-11-26T12:00:00Z
            saturday-sunday 10:00                 | weekends at 10:00                      | 2026-11-28T10:00:00Z
            daily 07:30                           | daily at 07:30                         | 2026-11-27T07:30:00Z
            every day at 11 pm                    | daily at 23:00                         | 2026-11-26T23:00:00Z
            first monday of the month at 9:00     | first Monday of the month at 09:00     | 2026-12-07T09:00:00Z
            last friday of every month 16:00      | last Friday of the month at 16:00      | 2026-11-27T16:00:00Z
            first weekday of the month 8am        | first weekday of the month at 08:00    | 2026-12-01T08:00:00Z
            last day of the month at 18:00        | on the last day of the month at 18:00  | 2026-11-30T18:00:00Z
            monthly on the 15th at 9              | on the 15th of the month at 09:00      | 2026-12-15T09:00:00Z
            on the 1st and 31st at 9:00           | on the 1st and last day of the month at 09:00 | 2026-11-30T09:00:00Z
            yearly on 29 february at 9:00         | yearly on 29 February at 09:00         | 2027-02-28T09:00:00Z
            every 2 hours                         | every 2 hours                          | 2026-11-26T12:00:00Z
            hourly                                | every hour                             | 2026-11-26T11:00:00Z
            every 15 minutes                      | every 15 minutes                       | 2026-11-26T10:15:00Z
            tomorrow 9:00                         | 2026-11-27 at 09:00                    | 2026-11-27T09:00:00Z
            today at 5pm                          | 2026-11-26 at 17:00                    | 2026-11-26T17:00:00Z
            in 2 hours                            | 2026-11-26 at 12:12                    | 2026-11-26T12:12:00Z
            1 december at 9:00                    | 2026-12-01 at 09:00                    | 2026-12-01T09:00:00Z
            friday 27 november at 9:00            | 2026-11-27 at 09:00                    | 2026-11-27T09:00:00Z
            29 feb at 9                           | 2028-02-29 at 09:00                    | 2028-02-29T09:00:00Z
            every 25 december at 9                | yearly on 25 December at 09:00         | 2026-12-25T09:00:00Z
            second friday of the month at 10      | second Friday of the month at 10:00    | 2026-12-11T10:00:00Z
            december 5 at 9                       | 2026-12-05 at 09:00                    | 2026-12-05T09:00:00Z
            daily 9, 17                           | daily at 09:00 and 17:00               | 2026-11-26T17:00:00Z
            march 1st 2027 8:00                   | 2027-03-01 at 08:00                    | 2027-03-01T08:00:00Z
            2026-12-24 18:00 Asia/Tokyo           | 2026-12-24 at 18:00                    | 2026-12-24T09:00:00Z
            cron 0 8 ? * MON-FRI                  | cron 0 8 ? * MON-FRI                   | 2026-11-27T08:00:00Z
            cron 0 8 * * 1-5 Asia/Tokyo           | cron 0 8 * * 1-5                       | 2026-11-26T23:00:00Z
            cron 0 0 8 ? * 2-6                    | cron 0 0 8 ? * 2-6                     | 2026-11-27T08:00:00Z
            cron */20 9-17 * * *                  | cron */20 9-17 * * *                   | 2026-11-26T10:20:00Z
            cron 0 9,17 * * *                     | cron 0 9,17 * * *                      | 2026-11-26T17:00:00Z
            cron 0 9, 17 * * *                    | cron 0 9,17 * * *                      | 2026-11-26T17:00:00Z
            cron 0 9 1, 15 * *, Asia/Tokyo        | cron 0 9 1,15 * *                      | 2026-12-01T00:00:00Z
            cron 0,30 9 * * *, except holidays    | cron 0,30 9 * * *                      | 2026-11-27T09:00:00Z
            cron 0 8 1,15 * * Asia/Tokyo          | cron 0 8 1,15 * *                      | 2026-11-30T23:00:00Z
            cron 0 9 ? * MON,WED,FRI              | cron 0 9 ? * MON,WED,FRI               | 2026-11-27T09:00:00Z
            cron 0 9 L * ?                        | cron 0 9 L * ?                         | 2026-11-30T09:00:00Z
            cron 0 9 ? * MON#1                    | cron 0 9 ? * MON#1                     | 2026-12-07T09:00:00Z
            cron 0 9 ? * 5L                       | cron 0 9 ? * 5L                        | 2026-11-27T09:00:00Z
            cron 30 6 29 2 *                      | cron 30 6 29 2 *                       | 2028-02-29T06:30:00Z
            weekdays at 08:00 except holidays     | weekdays at 08:00                      | 2026-11-27T08:00:00Z
            """)
    void understands(String words, String recurrence, Instant next) throws MistakeException {
        Timing timing = read(words);

        assertThat(timing.recurrence().words()).isEqualTo(recurrence);
        assertThat(timing.next(NOW, Holidays.NONE)).contains(next);
        assertThat(TimingWords.read(timing.words(), ZoneId.of("UTC"), NOW)).isEqualTo(timing);
        assertThat(Timing.kept(recurrence, timing.zone(), timing.restsOnHolidays()))
                .isEqualTo(timing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            every Monday at 9 and every Tuesday at 10 | All these times would hold on all these days; make one schedule for each.
            every day at 9 on weekdays     | All these times would hold on all these days; make one schedule for each.
            29 february 2027 at 9:00       | There is no 29 february 2027.
            weekdays                       | At what time? Type it behind the day, as in “weekdays at 08:00”.
            at 08:00                       | On which days? Type them before the time
            every 7 minutes                | does not divide the clock evenly
            every 1 minute                 | does not divide the clock evenly
            every other monday 9:00        | I cannot keep every other day or week
            every 3 days at 9              | I cannot keep every 3 days; name days of the week, or of the month
            every 2 weeks on monday at 9   | I cannot keep every 2 weeks
            every second friday at 10      | I cannot keep every other friday; name days of the week, or of the month
            sat 5 at 9                     | Is “5” a day or a time?
            saturday 27 november at 9      | 27 November 2026 is a Friday; name one of the two
            monthly                        | On which days, and at what time? Say it as in
            every 2 hours on weekdays      | “on weekdays” does not go with “every 2 hours”; for such a mix use cron
            weekdays at 25:00              | “25:00” is no time of day
            weekdays at 13pm               | is no time of day
            weekdays at 08:00 CET          | “CET” is not one place’s time the whole year; name the place
            weekdays at 08:00 Europe/Lodnon | I do not know the time zone “Europe/Lodnon”
            today at 09:00                 | Thu 26 Nov 2026 09:00 is over: in Europe/London it is Thu 26 Nov 2026 10:12
            2026-02-30 09:00               | There is no day 2026-02-30.
            30 february 9:00               | There is no 30 february.
            fortnightly at 8               | I do not understand “fortnightly” here
            tomorrow at 9 and 10           | A single day takes a single time
            monday and the 15th at 9       | several kinds of days at once
            cron 0 8 * *                   | Cron takes five fields
            cron 0 24 * * *                | “24” is no hour of a cron expression; it takes numbers from 0 to 23
            cron 30 0 8 * * ?              | the first field has to be 0
            cron 0 8 30 2 *                | never comes; no such day exists
            """)
    void saysWhatToTypeInstead(String words, String says) {
        assertThatExceptionOfType(MistakeException.class)
                .isThrownBy(() -> read(words))
                .withMessageContaining(says);
    }

    @Example
    void speaksOfCronInPlainWordsWhereItCan() throws MistakeException {
        assertThat(read("cron 0 8 ? * MON-FRI").spoken())
                .isEqualTo("Weekdays at 08:00 (cron 0 8 ? * MON-FRI), Europe/London time");
        assertThat(read("cron */20 9-17 * * *").spoken()).isEqualTo("Cron */20 9-17 * * *, Europe/London time");
    }

    @Property(tries = 3000)
    void neverFailsOtherwiseThanByAMistake(@ForAll("scraps") String words) {
        try {
            assertThat(read(words).next(NOW, Holidays.NONE)).isPresent();
        } catch (MistakeException e) {
            assertThat(e.says()).endsWith(".");
        }
    }

    @Provide
    Arbitrary<String> scraps() {
        List<String> scraps = List.of(
                "every",
                "monday",
                "first",
                "last",
                "31st",
                "0th",
                "day",
                "of the month",
                "at",
                "9",
                "25",
                "8:75",
                "pm",
                "cron",
                "*",
                "*/0",
                "1-",
                "MON#9",
                "L",
                "?",
                "in",
                "2",
                "hours",
                "an",
                "weekdays",
                "UTC",
                "london",
                "time",
                "tomorrow",
                "2026-13-01",
                "29",
                "february",
                "1999",
                "2099",
                "to",
                "-",
                "–",
                "",
                "holidays",
                "except",
                "business",
                "fri-",
                "mon-xyz",
                "yearly",
                "٣",
                "\uD83D\uDE00",
                "0",
                "#1",
                ",",
                "fifth",
                "sunday-saturday");
        return Arbitraries.of(scraps)
                .list()
                .ofMinSize(0)
                .ofMaxSize(7)
                .map(each -> each.stream().collect(Collectors.joining(" ")));
    }
}
