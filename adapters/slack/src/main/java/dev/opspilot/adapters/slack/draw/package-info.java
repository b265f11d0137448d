/**
 * How sessions, answers, notices and buttons look on Slack: blocks, texts made harmless, and every limit that they keep.
 * Pure; imports the rituals and the model of the Slack SDK, and no other room of the adapter. Start at
 * {@code SessionRenderer}; every text from outside goes through {@code SlackText}.
 */
@NullMarked
package dev.opspilot.adapters.slack.draw;

import org.jspecify.annotations.NullMarked;
