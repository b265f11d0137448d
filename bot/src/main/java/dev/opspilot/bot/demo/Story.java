package dev.opspilot.bot.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A scenario pinned to the clock: what is wrong, and since when.
 *
 * @param anchor the minute in which it was chosen; the trouble began a quarter of an hour before and goes on
 */
record Story(Scenario scenario, Instant anchor) {
    private static final Duration BEFORE = Duration.ofMinutes(15);
    private static final Duration ROLLOUT = Duration.ofMinutes(2);

    Story {
        anchor = anchor.truncatedTo(ChronoUnit.MINUTES);
    }

    /** The first minute of trouble. */
    Instant onset() {
        return anchor.minus(BEFORE);
    }

    /** When the deploy that does it was made; its rollout takes a moment. */
    Instant badDeployAt() {
        return onset().minus(ROLLOUT);
    }

    /** How bad it is in a minute, from 0 to 1; it takes two minutes to get as bad as it gets. */
    double severity(long minute) {
        long since = minute - Clocks.minute(onset());
        if (scenario == Scenario.HEALTHY || since < 0) {
            return 0;
        }
        return since == 0 ? 0.6 : 1;
    }
}
