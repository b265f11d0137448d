package dev.opspilot.bot.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

/** Why Quartz's cron is not asked when something is due (decision 9); fails should a later Quartz do better. */
final class QuartzClockChangesTest {
    private static Instant next(String cron, String zone, String after) throws ParseException {
        CronExpression expression = new CronExpression(cron);
        expression.setTimeZone(TimeZone.getTimeZone(zone));
        return expression.getNextValidTimeAfter(Date.from(Instant.parse(after))).toInstant();
    }

    @Test
    void leavesOutATimeThatDoesNotExist() throws ParseException {
        // 01:30 of 28 March 2027 does not exist in London; the day is passed over.
        assertThat(next("0 30 1 * * ?", "Europe/London", "2027-03-27T12:00:00Z"))
                .isEqualTo(Instant.parse("2027-03-29T00:30:00Z"));
    }

    @Test
    void takesTheSecondOfATimeThatComesTwice() throws ParseException {
        assertThat(next("0 30 1 * * ?", "Europe/London", "2026-10-24T12:00:00Z"))
                .isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    }
}
