package dev.opspilot.bot.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what a command left running when the process is told to stop. */
final class Stopping {
    private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);

    private Stopping() {}

    /** Closes these at the end of the process, in this order. */
    static void atExit(AutoCloseable... running) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            for (AutoCloseable each : running) {
                try {
                    each.close();
                } catch (Exception e) {
                    LOG.warn("Did not stop cleanly", e);
                }
            }
        }));
    }
}
