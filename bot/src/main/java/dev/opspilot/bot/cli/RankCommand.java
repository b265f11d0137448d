package dev.opspilot.bot.cli;

import dev.opspilot.bot.cases.BadCaseException;
import dev.opspilot.bot.cases.CaseFolder;
import dev.opspilot.bot.cases.RankingReport;
import dev.opspilot.bot.cases.Scoreboard;
import dev.opspilot.rituals.analysis.cause.RankedServices;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ranks services as cause of a recorded incident. Exit status 0, or 2 for a case that cannot be read. */
@Command(name = "rank", description = "Rank services as cause of a recorded incident.")
final class RankCommand implements Callable<Integer> {
    private static final int CANNOT = 2;

    /** One case or many. */
    static final class Target {
        @Option(names = "--case", paramLabel = "DIR", description = "Folder of a case, with a case.json.")
        private @Nullable Path one;

        @Option(
                names = "--cases",
                paramLabel = "DIR",
                description = "Folder with any number of cases: prints the accuracy against each one's truth.json.")
        private @Nullable Path many;
    }

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(names = "--json", description = "Print a case's ranking as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (target.many != null) {
                Scoreboard.of(target.many).lines().forEach(out::println);
            } else if (target.one != null) {
                RankedServices ranked = new CaseFolder(target.one).read().rank();
                if (json) {
                    out.println(RankingReport.json(ranked));
                } else {
                    RankingReport.lines(ranked).forEach(out::println);
                }
            }
            out.flush();
            return 0;
        } catch (BadCaseException e) {
            spec.commandLine()
                    .getErr()
                    .println(spec.commandLine().getColorScheme().errorText(String.valueOf(e.getMessage())));
            return CANNOT;
        }
    }
}
