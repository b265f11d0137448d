package dev.opspilot.bot.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The small hours of the demo company. In about one night of three a service that customers hardly need has a bad half
 * hour, which somebody notices and mends; never while a story's trouble begins, so that chance plays no trick on it.
 */
record Nights(Noise noise, Story story) {
    private static final int ONE_IN = 3;
    private static final double ERRORS_A_MINUTE = 7;
    private static final Duration QUIET_BEFORE_TROUBLE = Duration.ofHours(3);
    private static final Duration QUIET_AFTER_ANCHOR = Duration.ofMinutes(30);
    private static final List<Service> SERVICES =
            List.of(Service.ACCOUNTS, Service.SEARCH, Service.EDITOR, Service.NOTIFICATIONS, Service.REPORTS);

    /**
     * A bad stretch of a night.
     *
     * @param from its first minute
     * @param to the minute in which it was over
     * @param closed the minute in which somebody looked and agreed
     */
    record Stretch(Service service, long from, long to, long closed) {}

    /** What went wrong on a day between midnight and six, UTC. */
    Optional<Stretch> on(long day) {
        RandomGenerator random = noise.at("nights", day);
        if (random.nextInt(ONE_IN) != 0) {
            return Optional.empty();
        }
        long from = day * Clocks.MINUTES_A_DAY + 20 + random.nextInt(260);
        long to = from + 18 + random.nextInt(40);
        Service service = SERVICES.get(random.nextInt(SERVICES.size()));
        Stretch stretch = new Stretch(service, from, to, to + 6 + random.nextInt(20));
        return Optional.of(stretch).filter(this::fitsTheStory);
    }

    private boolean fitsTheStory(Stretch stretch) {
        Instant quietFrom = story.onset().minus(QUIET_BEFORE_TROUBLE);
        Instant quietTo = story.anchor().plus(QUIET_AFTER_ANCHOR);
        return Clocks.instant(stretch.closed()).isBefore(quietFrom)
                || Clocks.instant(stretch.from()).isAfter(quietTo);
    }

    /** Errors that a service has in a minute because the night is bad. */
    long errors(Service service, long minute) {
        return on(Math.floorDiv(minute, Clocks.MINUTES_A_DAY))
                .filter(stretch -> stretch.service() == service && stretch.from() <= minute && minute < stretch.to())
                .map(_ -> Noise.poisson(noise.at("bad night", minute), ERRORS_A_MINUTE))
                .orElse(0L);
    }
}
