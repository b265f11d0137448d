package dev.opspilot.bot.cli;

import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.Secret;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.store.Audit;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.EmbeddedDatabase;
import dev.opspilot.rituals.receipt.ReceiptChain.Flaw;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks what is stored. */
@Command(name = "audit", description = "Check the stored receipts.", synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {
    private static final int FLAWED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Exit status 0 when every receipt is as it was written, 1 when one is not, 2 when that cannot be told. */
    @Command(name = "verify", description = "Verify the hash chain of every session's receipts.")
    int verify() throws ConfigException {
        Settings settings = Settings.from(System.getenv());
        Optional<Secret> url = settings.databaseUrl();
        if (url.isPresent()) {
            return verify(url.get().reveal());
        }
        try (EmbeddedDatabase embedded = EmbeddedDatabase.startOrJoin(settings.home())) {
            return verify(embedded.url());
        }
    }

    private int verify(String url) {
        try (Database database = Database.openAsIs(url)) {
            Audit.Report report = new Audit(database).verify();
            PrintWriter out = spec.commandLine().getOut();
            for (Flaw flaw : report.flaws()) {
                out.println("Session " + flaw.session() + ": receipt " + flaw.receipt() + " " + flaw.what() + ".");
            }
            out.println(report.receipts() + " receipts of " + report.sessions() + " sessions checked, "
                    + report.flaws().size() + " flawed.");
            return report.flaws().isEmpty() ? 0 : FLAWED;
        }
    }
}
