package dev.opspilot.bot.cli;

import dev.opspilot.bot.Bot;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.demo.DemoCompany;
import dev.opspilot.bot.demo.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the bot on a simulated company. */
@Command(
        name = "demo",
        description = "Run the bot on a simulated company, with a web page on this machine. Needs no key.")
final class DemoCommand implements Callable<Integer> {
    private static final int TOKEN_BYTES = 24;

    @Option(
            names = "--scenario",
            paramLabel = "SCENARIO",
            defaultValue = "bad-deploy",
            converter = ScenarioConverter.class,
            description =
                    "What happens at the company: healthy, bad-deploy or provider-outage (default: $${DEFAULT-VALUE}).")
    private Scenario scenario = Scenario.BAD_DEPLOY;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed is another company with the same trouble (default: $${DEFAULT-VALUE}).")
    private long seed = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws ConfigException, IOException {
        Settings settings = Settings.from(System.getenv()).withApiToken(DemoCommand::newToken);
        InstantSource clock = InstantSource.system();
        DemoCompany company = DemoCompany.start(scenario, seed, clock, 0);
        OpsPilotYml yml = company.config();
        Bot bot = Bot.start(settings, yml, Bot.Mode.DEMO, clock);
        Stopping.atExit(bot, company);
        welcome(bot, settings, company);
        return CommandLineRoot.STAYS_UP;
    }

    private static String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    private void welcome(Bot bot, Settings settings, DemoCompany company) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("  OpsPilot is up, on a simulated company (scenario " + scenario.key() + ", seed " + seed + ").");
        out.println();
        out.println("  Open       http://localhost:" + bot.port() + "/");
        out.println("  API token  " + settings.apiToken().orElseThrow().reveal());
        out.println("  Company    " + company.url() + "  (MCP)");
        out.println();
        out.println("  Try: payments just failed. Stop with Ctrl-C.");
        out.flush();
    }
}
