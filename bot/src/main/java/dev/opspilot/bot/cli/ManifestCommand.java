package dev.opspilot.bot.cli;

import dev.opspilot.manifests.SlackManifest;
import dev.opspilot.manifests.SlackOptions;
import dev.opspilot.manifests.TeamsPackage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what installs the app. */
@Command(
        name = "manifest",
        description = "Print the manifest that installs the app.",
        synopsisSubcommandLabel = "COMMAND")
final class ManifestCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "slack", description = "The manifest of the Slack app, as JSON.")
    void slack(
            @Option(
                            names = "--url",
                            required = true,
                            paramLabel = "URL",
                            description = "Where Slack reaches this bot, as in https://opspilot.example.com.")
                    URI url,
            @Option(
                            names = "--socket-mode",
                            description = "The bot opens the connection: for machines that Slack cannot reach.")
                    boolean socketMode,
            @Option(
                            names = "--distributed",
                            description = "Many workspaces install the app by OAuth: allow whole organisations, rotate"
                                    + " tokens.")
                    boolean distributed) {
        try {
            spec.commandLine().getOut().println(SlackManifest.forUrl(url, new SlackOptions(socketMode, distributed)));
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    @Command(name = "teams", description = "The app package of Microsoft Teams, as a zip file.")
    int teams(
            @Option(
                            names = "--url",
                            required = true,
                            paramLabel = "URL",
                            description = "Where people reach this bot, as in https://opspilot.example.com.")
                    URI url,
            @Option(
                            names = "--app-id",
                            required = true,
                            paramLabel = "ID",
                            description = "The id of the bot's registration in Microsoft Entra.")
                    UUID appId,
            @Option(
                            names = "--out",
                            defaultValue = "opspilot-teams.zip",
                            paramLabel = "FILE",
                            description = "Where to write it; ${DEFAULT-VALUE} if not given.")
                    Path out) {
        try {
            Files.write(out, TeamsPackage.forApp(url, appId));
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        } catch (IOException e) {
            spec.commandLine().getErr().println(out + " cannot be written: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        spec.commandLine()
                .getOut()
                .println("Wrote " + out + ". The bot's messaging endpoint in Azure is "
                        + url.toString().replaceAll("/$", "") + TeamsPackage.MESSAGES_PATH + ".");
        return CommandLine.ExitCode.OK;
    }

    private CommandLine.ParameterException unusable(IllegalArgumentException address) {
        return new CommandLine.ParameterException(spec.commandLine(), "--url: " + address.getMessage());
    }
}
