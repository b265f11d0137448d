package dev.opspilot.bot.cli;

import dev.opspilot.manifests.SlackManifest;
import dev.opspilot.manifests.SlackOptions;
import java.net.URI;
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
        spec.commandLine().getOut().println(SlackManifest.forUrl(url, new SlackOptions(socketMode, distributed)));
    }
}
