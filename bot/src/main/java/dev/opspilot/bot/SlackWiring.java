package dev.opspilot.bot;

import dev.opspilot.adapters.slack.SlackSettings;
import dev.opspilot.adapters.slack.install.OAuthApp;
import dev.opspilot.bot.config.Secret;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.config.SlackAccess;
import dev.opspilot.bot.config.SlackAccess.Install;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.PgOAuthStates;
import dev.opspilot.bot.store.PgSlackInstalls;
import dev.opspilot.bot.store.PgVaultSeal;
import dev.opspilot.bot.vault.Vault;
import dev.opspilot.manifests.Scope;
import dev.opspilot.manifests.SlackManifest;
import java.util.Optional;

/** What the Slack adapter gets of the environment and the store. */
final class SlackWiring {
    private SlackWiring() {}

    /** @throws IllegalStateException if the keyset is not the one that the database's secrets were sealed with */
    static Optional<SlackSettings> settings(Settings settings, Database database) {
        return settings(settings, Optional.of(database));
    }

    /** @param database needed where people install the app by OAuth */
    static Optional<SlackSettings> settings(Settings settings, Optional<Database> database) {
        return settings.slack()
                .map(slack -> new SlackSettings(
                        slack.signingSecret().map(Secret::reveal),
                        slack.appToken().map(Secret::reveal),
                        install(settings, slack, database),
                        slack.apiUrl(),
                        settings.publicUrl()));
    }

    private static SlackSettings.Install install(Settings settings, SlackAccess slack, Optional<Database> stored) {
        return switch (slack.install()) {
            case Install.OneWorkspace(Secret botToken) -> new SlackSettings.Install.OneWorkspace(botToken.reveal());
            case Install.ByOAuth by -> {
                Database database = stored.orElseThrow();
                Vault vault = vault(settings);
                PgVaultSeal.check(database, vault);
                yield new SlackSettings.Install.ByOAuth(
                        new OAuthApp(
                                by.clientId(),
                                by.clientSecret().reveal(),
                                SlackManifest.SCOPES.stream().map(Scope::name).toList(),
                                by.allowed(),
                                by.pkce(),
                                slack.apiUrl(),
                                settings.publicUrl()),
                        new PgSlackInstalls(database, vault),
                        new PgOAuthStates(database, vault));
            }
        };
    }

    private static Vault vault(Settings settings) {
        return settings.keyset()
                .map(Secret::reveal)
                .map(Vault::ofKeyset)
                .orElseGet(() -> Vault.ofHome(settings.home()));
    }
}
