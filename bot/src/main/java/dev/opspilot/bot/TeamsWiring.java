package dev.opspilot.bot;

import dev.opspilot.adapters.teams.TeamsAuth;
import dev.opspilot.adapters.teams.TeamsSettings;
import dev.opspilot.bot.config.Secret;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.config.TeamsAccess;
import dev.opspilot.bot.config.TeamsAccess.Proof;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.LoggedDecisions;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.Decisions;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.SessionView;
import java.util.Optional;

/** What the Teams adapter gets of the environment and the store. */
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

    /** What people decide on cards; the log is looked at from time to time, as sessions begin to run only later. */
    static Decisions decisions(SessionStore store, Inbox inbox) {
        return new LoggedDecisions(store, (_, _) -> () -> {}, inbox);
    }

    /** What a session shows by now, for who presses on its card. */
    static Optional<SessionView> view(SessionStore store, SessionId id) {
        return RitualSession.fold(
                        id,
                        store.since(id, 0).stream()
                                .map(SessionStore.Logged::event)
                                .toList())
                .map(RitualSession::view);
    }
}
