package dev.opspilot.bot.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.random.RandomGenerator;

/**
 * The business of the demo company, minute by minute. Every figure is a pure function of the seed, the story and the
 * minute, computed in constant time; what is not touched by the story is the same in every scenario.
 *
 * <p>Activity has a daily season (twice as high at three in the afternoon UTC as at night and more), a weekly one
 * (weekends are a tenth quieter) and slow growth; what people do is counted with the noise of independent events.
 */
record Simulation(Noise noise, Story story) {
    private static final double PAYMENTS_A_MINUTE = 52;
    private static final double ABANDONED_A_MINUTE = 26;
    private static final double BROWSING_A_MINUTE = 330;
    private static final double SIGNUPS_A_MINUTE = 5;
    private static final double ACTIVE_USERS = 900;
    private static final double BUSIEST_HOUR = 15;
    private static final double DAILY_SWING = 0.42;
    private static final double WEEKEND = 0.9;
    private static final double GROWTH_A_DAY = 0.0012;
    private static final long FIRST_DAY = LocalDate.of(2026, 1, 1).toEpochDay();

    static final double ORDER_MINOR = 4_900;
    static final double ORDER_SPREAD_MINOR = 2_600;
    private static final double BAD_DEPLOY_FAILURES = 0.42;
    private static final double OUTAGE_FAILURES = 0.68;

    /** Expected activity of a minute; 1 on an average weekday of the first days of 2026. */
    static double activity(long minute) {
        long day = Math.floorDiv(minute, Clocks.MINUTES_A_DAY);
        double hour = Math.floorMod(minute, Clocks.MINUTES_A_DAY) / 60.0;
        double daily = 1 + DAILY_SWING * Math.cos((hour - BUSIEST_HOUR) / 24 * 2 * Math.PI);
        DayOfWeek weekday = LocalDate.ofEpochDay(day).getDayOfWeek();
        double weekly = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY ? WEEKEND : 1;
        double growth = Math.max(0.2, 1 + GROWTH_A_DAY * (day - FIRST_DAY));
        return daily * weekly * growth;
    }

    /** Payments tried through a provider, with those that were sent to it instead of to another. */
    long attempts(Provider provider, long minute) {
        if (story.deeds().all().isEmpty()) {
            return wanted(provider, minute);
        }
        long attempts = 0;
        for (Provider each : Provider.values()) {
            attempts += route(each, minute) == provider ? wanted(each, minute) : 0;
        }
        return attempts;
    }

    /** Where the payments of a provider go in a minute. */
    private Provider route(Provider provider, long minute) {
        Provider at = provider;
        for (Deeds.Deed deed : story.deeds().in(minute, Deeds.Kind.FAILOVER)) {
            at = deed.subject().equals(at.title()) ? Provider.named(deed.to()) : at;
        }
        return at;
    }

    /** Payments that people would try through a provider. */
    private long wanted(Provider provider, long minute) {
        RandomGenerator random = noise.at(provider.attemptsStream(), minute);
        return Noise.poisson(random, PAYMENTS_A_MINUTE * provider.share() * activity(minute));
    }

    /** Payments through a provider that failed, never more than were tried. */
    long failures(Provider provider, long minute) {
        long attempts = attempts(provider, minute);
        RandomGenerator random = noise.at(provider.failuresStream(), minute);
        double rate = failureRate(provider, minute);
        long failures = 0;
        for (long i = 0; i < attempts; i++) {
            // One draw for each attempt in every scenario, so that the same attempts fail in all of them.
            failures += random.nextDouble() < rate ? 1 : 0;
        }
        return failures;
    }

    private double failureRate(Provider provider, long minute) {
        return Math.min(1, provider.usualFailures() + troubledShare(provider, minute));
    }

    /** The share of a provider's payments that the story breaks, from 0 to 1. */
    private double troubledShare(Provider provider, long minute) {
        double extra = switch (story.scenario()) {
            case HEALTHY -> 0;
            case BAD_DEPLOY -> provider.method() == Provider.Method.CARD ? BAD_DEPLOY_FAILURES : 0;
            case PROVIDER_OUTAGE -> provider == Provider.KESTRELPAY ? OUTAGE_FAILURES : 0;
        };
        return story.severity(minute) * extra;
    }

    /** The share of all payments that the story breaks, from 0 to 1. */
    double troubledShare(long minute) {
        double share = 0;
        for (Provider provider : Provider.values()) {
            share += provider.share() * troubledShare(route(provider, minute), minute);
        }
        return share;
    }

    /** Payments that went through. */
    long orders(long minute) {
        long orders = 0;
        for (Provider provider : Provider.values()) {
            orders += attempts(provider, minute) - failures(provider, minute);
        }
        return orders;
    }

    /** Money taken, in cents. */
    long revenueMinor(long minute) {
        return revenueMinor(minute, orders(minute));
    }

    /** The same where the orders of the minute are known already. */
    long revenueMinor(long minute, long orders) {
        return minor("revenue", orders, minute);
    }

    /** What a number of payments of the usual price comes to, in cents. */
    long minor(String stream, long payments, long minute) {
        double luck = noise.at(stream, minute).nextGaussian();
        return Math.max(
                0, Math.round(payments * ORDER_MINOR + Math.sqrt((double) payments) * ORDER_SPREAD_MINOR * luck));
    }

    /** People who began to pay: those who tried to, and those who thought better of it. */
    long checkoutStarts(long minute) {
        long starts = Noise.poisson(noise.at("abandoned", minute), ABANDONED_A_MINUTE * activity(minute));
        for (Provider provider : Provider.values()) {
            starts += attempts(provider, minute);
        }
        return starts;
    }

    /** People who came to the shop and did not begin to pay. */
    long browsing(long minute) {
        return Noise.poisson(noise.at("browsing", minute), BROWSING_A_MINUTE * activity(minute));
    }

    long signUps(long minute) {
        return Noise.poisson(noise.at("sign-ups", minute), SIGNUPS_A_MINUTE * activity(minute));
    }

    long activeUsers(long minute) {
        return Noise.poisson(noise.at("active", minute), ACTIVE_USERS * activity(minute));
    }

    /** Calls of a service that took too long because somebody else did. Only the payments service calls others. */
    long upstreamTimeouts(Service service, long minute) {
        if (service != Service.PAYMENTS) {
            return 0;
        }
        RandomGenerator random = noise.at(service.timeoutsStream(), minute);
        long usual = Noise.poisson(random, 0.5 * service.usualErrors() * Math.sqrt(activity(minute)));
        return usual + (story.scenario() == Scenario.PROVIDER_OUTAGE ? troubled(minute) : 0);
    }

    /** Errors of a service that are its own. */
    long exceptions(Service service, long minute) {
        RandomGenerator random = noise.at(service.exceptionsStream(), minute);
        long usual = Noise.poisson(random, service.usualErrors() * Math.sqrt(activity(minute)));
        boolean broken = service == Service.PAYMENTS && story.scenario() == Scenario.BAD_DEPLOY;
        return usual + new Nights(noise, story).errors(service, minute) + (broken ? troubled(minute) : 0);
    }

    /** Payments that fail because of the story and would not have otherwise. */
    private long troubled(long minute) {
        if (story.severity(minute) == 0) {
            return 0;
        }
        Simulation healthy = new Simulation(noise, new Story(Scenario.HEALTHY, story.anchor(), story.deeds()));
        long extra = 0;
        for (Provider provider : Provider.values()) {
            extra += failures(provider, minute) - healthy.failures(provider, minute);
        }
        return extra;
    }
}
