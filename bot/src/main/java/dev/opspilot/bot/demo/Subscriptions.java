package dev.opspilot.bot.demo;

import java.util.random.RandomGenerator;

/**
 * People who try the demo company's product, stay with it, pay for it or leave. As in {@link Simulation}, every figure
 * is a pure function of the minute. A sign-up is followed through: it is a trial that ends a fortnight later, and one
 * who took to the product at once is asked after a week later.
 */
record Subscriptions(Simulation simulation) {
    private static final long WEEK = 7L * Clocks.MINUTES_A_DAY;
    private static final double ACTIVATION = 0.38;
    private static final double RETENTION = 0.61;
    private static final double TRIAL_TO_PAID = 0.14;
    private static final double ENGAGED = 0.46;
    private static final double SEATS_LEAVING_A_MINUTE = 3.4;
    private static final long SEAT_MINOR = 612;

    /** Sign-ups of the minute that took to the product at once. */
    long activations(long minute) {
        return part("activations", minute, simulation.signUps(minute), ACTIVATION);
    }

    /** Those who took to it a week ago. */
    long returningBase(long minute) {
        return activations(minute - WEEK);
    }

    /** How many of them use it today. */
    long retained(long minute) {
        return part("retained", minute, returningBase(minute), RETENTION);
    }

    long trialsEnded(long minute) {
        return simulation.signUps(minute - 2 * WEEK);
    }

    /** Trials that were used in their last week, whether they ended in a subscription or not. */
    long trialsEngaged(long minute) {
        return part("engaged trials", minute, trialsEnded(minute), ENGAGED);
    }

    /** Trials that ended in a subscription, which takes a payment that goes through. */
    long trialsConverted(long minute) {
        long willing = part("conversions", minute, trialsEnded(minute), TRIAL_TO_PAID);
        return willing - part("lost conversions", minute, willing, simulation.troubledShare(minute));
    }

    /** Money of new subscriptions, in cents. */
    long newMinor(long minute) {
        return simulation.minor("new subscriptions", trialsConverted(minute), minute);
    }

    /** Money of seats that were given up, in cents. */
    long churnedMinor(long minute) {
        RandomGenerator random = simulation.noise().at("leaving", minute);
        long seats = Noise.poisson(random, SEATS_LEAVING_A_MINUTE * Math.sqrt(Simulation.activity(minute)));
        return seats * SEAT_MINOR;
    }

    private long part(String stream, long minute, long whole, double share) {
        if (whole == 0 || share == 0) {
            return 0;
        }
        RandomGenerator random = simulation.noise().at(stream, minute);
        long part = 0;
        for (long i = 0; i < whole; i++) {
            part += random.nextDouble() < share ? 1 : 0;
        }
        return part;
    }
}
