package dev.opspilot.bot.demo;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An experiment at the demo company: what is tried, and what is true of it. What has been measured so far is a function
 * of the seed, the story and the minute, counted by the hour.
 *
 * @param dayFrom how many days before the story's anchor it began, at nine in the morning UTC
 * @param days how long it is planned to run
 * @param aMinute units that enter it in a minute of average activity
 */
record Trial(
        String id, String title, String per, int dayFrom, int days, double aMinute, long plannedUnits, List<Arm> arms) {
    private static final int NINE = 9 * 60;
    private static final int HOUR = 60;

    /**
     * What is true of an arm.
     *
     * @param entering the share of units that really enters it; the planned share is the same for every arm
     * @param share the share of units for which it works
     * @param minor money of a unit for which it works, in cents
     * @param byCard how much trouble with payments is felt here; 1 is as everywhere
     * @param engaged the share of units that stay in use meanwhile; 0 where nobody asks
     */
    record Arm(String name, double entering, double share, double minor, double byCard, double engaged) {
        private Arm(String name, double entering, double share, double minor, double byCard) {
            this(name, entering, share, minor, byCard, 0);
        }
    }

    /** What an arm has come to. */
    record Measured(long units, long successes, double minor, long engaged) {
        private static final Measured NONE = new Measured(0, 0, 0, 0);

        private Measured plus(Measured other) {
            return new Measured(
                    units + other.units, successes + other.successes, minor + other.minor, engaged + other.engaged);
        }

        /** The part of an hour in which units entered. */
        private Measured part(long minutes) {
            return new Measured(
                    units * minutes / HOUR,
                    successes * minutes / HOUR,
                    minor * minutes / HOUR,
                    engaged * minutes / HOUR);
        }
    }

    /** The experiments of the company; the first arm is the control. */
    static List<Trial> all() {
        return List.of(
                new Trial(
                        "annual-plan-banner",
                        "Banner for the annual plan at the checkout",
                        Definition.CHECKOUT_CONVERSION.per(),
                        9,
                        14,
                        7.8,
                        200_000,
                        List.of(
                                new Arm("control", 0.5, 0.645, Simulation.ORDER_MINOR, 1),
                                // Annual plans are paid by card, so that trouble with cards is felt more.
                                new Arm("banner", 0.5, 0.647, 5_060, 1.3))),
                new Trial(
                        "checkout-trust-badges",
                        "Trust badges beside the pay button",
                        Definition.CHECKOUT_CONVERSION.per(),
                        23,
                        21,
                        5.2,
                        200_000,
                        List.of(
                                new Arm("control", 0.5, 0.644, Simulation.ORDER_MINOR, 1),
                                new Arm("badges", 0.5, 0.645, Simulation.ORDER_MINOR, 1))),
                new Trial(
                        "onboarding-checklist",
                        "Checklist on the first screen",
                        Definition.ACTIVATION_RATE.per(),
                        6,
                        14,
                        2,
                        50_000,
                        List.of(
                                new Arm("control", 0.523, 0.380, 0, 0),
                                // Some browsers never load it, and are then not counted: the arms are not alike.
                                new Arm("checklist", 0.477, 0.412, 0, 0))),
                new Trial(
                        "trial-reminders",
                        "A reminder mail on every day of the trial",
                        Definition.TRIAL_TO_PAID.per(),
                        16,
                        14,
                        6.6,
                        120_000,
                        List.of(
                                new Arm("control", 0.5, 0.140, 0, 0, 0.46),
                                // More pay, but those who are pestered stop using it: a guardrail breaks.
                                new Arm("daily mail", 0.5, 0.156, 0, 0, 0.42))));
    }

    private long firstMinute(Story story) {
        long day = Math.floorDiv(Clocks.minute(story.anchor()), Clocks.MINUTES_A_DAY) - dayFrom;
        return day * Clocks.MINUTES_A_DAY + NINE;
    }

    Instant startedAt(Story story) {
        return Clocks.instant(firstMinute(story));
    }

    Instant endsAt(Story story) {
        return Clocks.instant(firstMinute(story) + (long) days * Clocks.MINUTES_A_DAY);
    }

    /** Whether units are all paying customers, or only people who sign up or try. */
    boolean isPaid() {
        return arms.getFirst().minor() > 0;
    }

    /** What an arm has come to by a moment. */
    Measured measured(Arm arm, Simulation simulation, Instant now) {
        long first = firstMinute(simulation.story());
        long end = Math.min(Clocks.minute(now), first + (long) days * Clocks.MINUTES_A_DAY);
        List<Deeds.Deed> pauses = simulation.story().deeds().of(Deeds.Kind.PAUSE, id);
        Measured measured = Measured.NONE;
        for (long hour = first; hour < end; hour += HOUR) {
            long open = LongStream.range(hour, Math.min(hour + HOUR, end))
                    .filter(minute -> pauses.stream().noneMatch(pause -> pause.holdsIn(minute)))
                    .count();
            measured = measured.plus(hour(arm, simulation, hour).part(open));
        }
        return measured;
    }

    private Measured hour(Arm arm, Simulation simulation, long minute) {
        var random = simulation.noise().at(id + " " + arm.name(), minute);
        double expected = aMinute * HOUR * Simulation.activity(minute + HOUR / 2) * arm.entering();
        long units = Noise.poisson(random, expected);
        double lost = IntStream.range(0, HOUR)
                .mapToDouble(i -> simulation.troubledShare(minute + i))
                .average()
                .orElse(0);
        double share = arm.share() * Math.max(0, 1 - arm.byCard() * lost);
        long successes = part(units, share, random);
        double spread = Math.sqrt((double) successes) * Simulation.ORDER_SPREAD_MINOR * random.nextGaussian();
        return new Measured(
                units, successes, isPaid() ? successes * arm.minor() + spread : 0, part(units, arm.engaged(), random));
    }

    private static long part(long units, double share, RandomGenerator random) {
        double luck = Math.sqrt(units * share * (1 - share)) * random.nextGaussian();
        return Math.clamp(Math.round(units * share + luck), 0, units);
    }
}
