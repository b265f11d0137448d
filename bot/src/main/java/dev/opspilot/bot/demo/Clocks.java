package dev.opspilot.bot.demo;

import java.time.Instant;

/** Minutes as the simulation counts them: whole ones since 1970, UTC. */
final class Clocks {
    static final int MINUTES_A_DAY = 24 * 60;

    private Clocks() {}

    /** The minute that an instant lies in. */
    static long minute(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60);
    }

    /** When a minute begins. */
    static Instant instant(long minute) {
        return Instant.ofEpochSecond(minute * 60);
    }
}
