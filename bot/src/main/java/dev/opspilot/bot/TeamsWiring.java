package dev.opspilot.bot;

import dev.opspilot.adapters.teams.TeamsAuth;
import dev.opspilot.adapters.teams.TeamsSettings;
import dev.opspilot.bot.config.Secret;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.config.TeamsAccess;
import dev.opspilot.bot.config.TeamsAccess.Proof;
import java.util.Optional;

/** What the Teams adapter gets of the environment. */
final class TeamsWiring {
    private TeamsWiring() {}

    static Optional<TeamsSettings> settings(Settings settings) {
        return settings.teams()
                .map(teams -> TeamsSettings.of(teams.appId(), auth(teams), settings.publicUrl(), teams.targeted()));
    }

    private static TeamsAuth auth(TeamsAccess teams) {
        return switch (teams.proof()) {
            case Proof.Password(String tenant, Secret password) -> new TeamsAuth.Password(tenant, password.reveal());
            case Proof.ManagedIdentity(String tenant) -> new TeamsAuth.ManagedIdentity(tenant);
            case Proof.None() -> new TeamsAuth.Off();
        };
    }
}
