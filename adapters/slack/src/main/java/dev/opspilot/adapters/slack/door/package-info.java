/**
 * All that is heard from Slack: commands, words, buttons, shortcuts, forms, and the agent's pane. Each door turns what Slack
 * sends into {@code Heard}, keeps it, and answers. Imports {@code home}, {@code call} and {@code draw}; start at
 * {@code SlackInbox}.
 */
@NullMarked
package dev.opspilot.adapters.slack.door;

import org.jspecify.annotations.NullMarked;
