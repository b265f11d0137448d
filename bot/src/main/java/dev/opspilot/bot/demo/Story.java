package dev.opspilot.bot.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A scenario pinned to the clock: what is wrong, and since when.
 *
 * @param deeds what was done about it
 * @param anchor the minute in which it was chosen; the trouble began a quarter of an hour before and goes on
 */
record Story(Scenario scenario, Instant anchor, Deeds deeds) {
    private static final Duration BEFORE = Duration.ofMinutes(15);
    private static final Duration ROLLOUT = Duration.ofMinutes(2);

    Story {
        anchor = anchor.truncatedTo(ChronoUnit.MINUTES);
    }

    /** One that nobody has done anything about. */
    Story(Scenario scenario, Instant anchor) {
        this(scenario, anchor, Deeds.NONE);
    }

    /** The same with other deeds. */
    Story with(Deeds other) {
        return new Story(scenario, anchor, other);
    }

    /** The first minute of trouble. */
    Instant onset() {
        return anchor.minus(BEFORE);
    }

    /** When the deploy that does it was made; its rollout takes a moment. */
    Instant badDeployAt() {
        return onset().minus(ROLLOUT);
    }

    /** Whether the bad deploy is rolled back in a minute. What a failing provider needs is another provider. */
    private boolean isMended(long minute) {
        return scenario == Scenario.BAD_DEPLOY
                && deeds.in(minute, Deeds.Kind.ROLLBACK, Chronicle.badDeploy(this))
                        .isPresent();
    }

    /** When what was done first took the trouble away, if it did and still does. */
    Optional<Instant> mendedAt() {
        return deeds.all().stream()
                .filter(deed -> deed.undoneAt().isEmpty())
                .filter(deed -> switch (scenario) {
                    case HEALTHY -> false;
                    case BAD_DEPLOY ->
                        deed.kind() == Deeds.Kind.ROLLBACK && deed.subject().equals(Chronicle.badDeploy(this));
                    case PROVIDER_OUTAGE ->
                        deed.kind() == Deeds.Kind.FAILOVER && deed.subject().equals(Provider.KESTRELPAY.title());
                })
                .map(Deeds.Deed::at)
                .findFirst();
    }

    /** How bad it is in a minute, from 0 to 1; it takes two minutes to get as bad as it gets. */
    double severity(long minute) {
        long since = minute - Clocks.minute(onset());
        if (scenario == Scenario.HEALTHY || since < 0) {
            return 0;
        }
        if (isMended(minute)) {
            return 0;
        }
        return since == 0 ? 0.6 : 1;
    }
}
