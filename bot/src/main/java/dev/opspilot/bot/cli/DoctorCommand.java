package dev.opspilot.bot.cli;

import dev.opspilot.bot.Checkups;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.doctor.Doctor;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at everything that OpsPilot needs. Exit status 0 when nothing has to be mended, else 1. */
@Command(
        name = "doctor",
        description = "Check the environment, and say what to do. Works beside a running bot, and without one.")
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws ConfigException {
        Settings settings = Settings.from(System.getenv());
        try (Checkups checkups = Checkups.of(settings, System.getenv(), InstantSource.system())) {
            CheckReport report = new CheckReport(Doctor.examine(checkups.all()));
            spec.commandLine().getOut().println(json ? report.json() : report.text());
            return report.isWell() ? 0 : 1;
        }
    }
}
