package dev.opspilot.bot;

import dev.opspilot.adapters.slack.SlackCheckup;
import dev.opspilot.adapters.teams.TeamsCheckup;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.config.SlackAccess;
import dev.opspilot.bot.config.SlackAccess.Install;
import dev.opspilot.bot.doctor.HomeCheckup;
import dev.opspilot.bot.doctor.Known;
import dev.opspilot.bot.doctor.ServerCheckup;
import dev.opspilot.bot.instruments.SourcesCheckup;
import dev.opspilot.bot.minds.ModelsCheckup;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.DatabaseCheckup;
import dev.opspilot.bot.store.EmbeddedDatabase;
import dev.opspilot.bot.vault.KeysetFile;
import dev.opspilot.manifests.Scope;
import dev.opspilot.manifests.SlackManifest;
import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Checkup;
import java.net.URI;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that {@code doctor} looks at, wired as {@link Bot} wires the rooms. Close it when the looks are done. */
public final class Checkups implements AutoCloseable {
    private final Closing closing = new Closing();
    private final List<Checkup> all = new ArrayList<>();

    private Checkups() {}

    /** What there is to look at in this environment. */
    public static Checkups of(Settings settings, Map<String, String> environment, InstantSource clock) {
        Checkups checkups = new Checkups();
        URI here = URI.create("http://127.0.0.1:" + settings.port());
        checkups.all.add(new HomeCheckup(settings.home()));
        Optional<String> database = checkups.database(settings);
        checkups.all.add(new ServerCheckup(here, settings.apiToken().isPresent()));
        settings.slack().ifPresent(slack -> checkups.slack(settings, slack, database, here, clock));
        TeamsWiring.settings(settings).ifPresent(teams -> checkups.all.add(new TeamsCheckup(teams)));
        Optional<OpsPilotYml> yml = checkups.yml(settings, environment);
        yml.ifPresent(each -> checkups.all.add(new SourcesCheckup(each, clock)));
        checkups.all.add(new ModelsCheckup(yml, settings.models()));
        return checkups;
    }

    public List<Checkup> all() {
        return List.copyOf(all);
    }

    /** Its URL, where there is one to look into. */
    private Optional<String> database(Settings settings) {
        if (settings.databaseUrl().isPresent()) {
            String url = settings.databaseUrl().get().reveal();
            all.add(new DatabaseCheckup(url));
            return Optional.of(url);
        }
        if (!Files.isDirectory(settings.home().resolve("postgres"))) {
            all.add(new Known(Check.warn(
                    "Database",
                    "embedded",
                    "nothing is stored yet in " + settings.home(),
                    "Start opspilot demo or serve: the first start makes it.")));
            return Optional.empty();
        }
        try {
            String url = closing.onClose(EmbeddedDatabase.startOrJoin(settings.home()))
                    .url();
            all.add(new DatabaseCheckup(url));
            return Optional.of(url);
        } catch (IllegalStateException e) {
            all.add(new Known(Check.fail("Database", "embedded", "does not start", String.valueOf(e.getMessage()))));
            return Optional.empty();
        }
    }

    private void slack(Settings settings, SlackAccess slack, Optional<String> database, URI here, InstantSource clock) {
        boolean stored = slack.install() instanceof Install.ByOAuth;
        boolean keyset =
                settings.keyset().isPresent() || KeysetFile.in(settings.home()).exists();
        if (stored && (database.isEmpty() || !keyset)) {
            all.add(new Known(Check.warn(
                    "Slack",
                    "installs",
                    "nothing is stored yet",
                    "Start OpsPilot, open " + settings.publicUrl() + "/slack/install, and run doctor again.")));
            return;
        }
        try {
            Optional<Database> opened =
                    stored ? database.map(url -> closing.onClose(Database.openAsIs(url))) : Optional.empty();
            SlackWiring.settings(settings, opened)
                    .map(from -> new SlackCheckup(
                            from,
                            SlackManifest.SCOPES.stream().map(Scope::name).collect(Collectors.toUnmodifiableSet()),
                            here,
                            clock))
                    .ifPresent(all::add);
        } catch (IllegalStateException e) {
            all.add(new Known(Check.fail("Slack", "installs", "cannot be read", String.valueOf(e.getMessage()))));
        }
    }

    private Optional<OpsPilotYml> yml(Settings settings, Map<String, String> environment) {
        if (!Files.exists(settings.config())) {
            all.add(new Known(Check.warn(
                    "Sources",
                    "opspilot.yml",
                    "there is no " + settings.config(),
                    "demo brings its own; for serve, write one (see the README) or set OPSPILOT_CONFIG.")));
            return Optional.empty();
        }
        try {
            return Optional.of(OpsPilotYml.read(settings.config(), environment));
        } catch (ConfigException e) {
            all.add(new Known(Check.fail("Sources", "opspilot.yml", "cannot be used", String.valueOf(e.getMessage()))));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
