package dev.opspilot.bot.cli;

import dev.opspilot.bot.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code opspilot}. What a person can mend, a wrong command line, a {@link ConfigException} or an
 * {@link IllegalStateException}, is said on standard error without a stack trace, and the status is 2. Anything else is
 * a fault of the program: its stack trace is shown, and the status is 1.
 */
@Command(
        name = "opspilot",
        description = "An always-on COO for Slack and Microsoft Teams.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            DoctorCommand.class,
            AuditCommand.class,
            ManifestCommand.class,
            RankCommand.class
        })
public final class CommandLineRoot implements Runnable {
    /** The status of a command that goes on in the background until it is stopped. */
    public static final int STAYS_UP = -1;

    private static final int CANNOT = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command and returns its exit status. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new CommandLineRoot()).setExecutionExceptionHandler(CommandLineRoot::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult result) throws Exception {
        if (failure instanceof ConfigException || failure instanceof IllegalStateException) {
            line.getErr().println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
            return CANNOT;
        }
        throw failure;
    }
}
