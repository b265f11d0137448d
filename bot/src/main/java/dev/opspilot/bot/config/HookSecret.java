package dev.opspilot.bot.config;

/** How a system shows that a delivery is its own. */
public sealed interface HookSecret {

    /** It sends a bearer token. */
    record Token(Secret token) implements HookSecret {}

    /** It signs as PagerDuty's webhooks v3 do. */
    record PagerDuty(Secret key) implements HookSecret {}

    /** It signs as Sentry's integrations do, with the client secret. */
    record Sentry(Secret key) implements HookSecret {}

    /** It signs as standardwebhooks.com says. */
    record StandardWebhook(Secret key) implements HookSecret {}
}
