package dev.opspilot.adapters.slack.install;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * The app in one place.
 *
 * @param name of the workspace or organisation, as Slack tells it; outside text
 * @param appId Slack's id of the app
 * @param botUser Slack's id of the bot as a user
 * @param scopes that were granted
 * @param installedBy Slack's id of the person who installed it
 */
public record Installation(
        Tenant tenant,
        String name,
        String appId,
        String botUser,
        Set<String> scopes,
        String installedBy,
        Instant installedAt,
        BotToken token) {
    public Installation {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(name);
        Objects.requireNonNull(appId);
        Objects.requireNonNull(botUser);
        Objects.requireNonNull(installedBy);
        Objects.requireNonNull(installedAt);
        Objects.requireNonNull(token);
        scopes = Set.copyOf(scopes);
    }

    public Installation with(BotToken next) {
        return new Installation(tenant, name, appId, botUser, scopes, installedBy, installedAt, next);
    }
}
