/**
 * How the app gets into workspaces and organisations, and how it leaves them: OAuth, the tokens it gives, and their
 * renewal. Imports the Slack SDK and no other room; the store of a bot implements {@code Installations}. Start at
 * {@code OAuthInstalls}.
 */
@NullMarked
package dev.opspilot.adapters.slack.install;

import org.jspecify.annotations.NullMarked;
