package dev.opspilot.bot.cli;

import dev.opspilot.bot.Bot;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Settings;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the bot by the environment and {@code opspilot.yml}. */
@Command(name = "serve", description = "Run the bot, by the environment and opspilot.yml.")
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws ConfigException {
        Settings settings = Settings.from(System.getenv());
        if (!Files.exists(settings.config())) {
            throw new ConfigException("There is no " + settings.config()
                    + ". Write one that says which servers OpsPilot may ask (see the README), or set OPSPILOT_CONFIG.");
        }
        OpsPilotYml yml = OpsPilotYml.read(settings.config(), System.getenv());
        Bot bot = Bot.start(settings, yml, Bot.Mode.SERVE, InstantSource.system());
        Stopping.atExit(bot);
        spec.commandLine().getOut().println("OpsPilot listens on port " + bot.port() + ".");
        return CommandLineRoot.STAYS_UP;
    }
}
