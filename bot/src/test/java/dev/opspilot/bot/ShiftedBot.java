package dev.opspilot.bot;

import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * A bot whose clock is ahead of the system's, and that may take over at once: the process that a test starts, and kills.
 * Without a configuration it has no sources.
 */
final class ShiftedBot {
    private ShiftedBot() {}

    /** @param args how far the clock is ahead, and how long a node that is silent keeps its sessions, as ISO-8601 durations */
    public static void main(String[] args) throws ConfigException, InterruptedException {
        Settings settings = Settings.from(System.getenv());
        OpsPilotYml yml = System.getenv().containsKey("OPSPILOT_CONFIG")
                ? OpsPilotYml.read(settings.config(), System.getenv())
                : OpsPilotYml.parse("test", "servers: {}\nbindings: []\n", Map.of());
        InstantSource clock = InstantSource.system();
        Duration ahead = Duration.parse(args[0]);
        Bot bot = Bot.start(settings, yml, Bot.Mode.SERVE, () -> clock.instant().plus(ahead), Duration.parse(args[1]));
        System.out.println("It listens on port " + bot.port());
        Thread.currentThread().join();
    }
}
