/**
 * How Slack is called: one method at a time under its tier, and what its answers mean. Imports the Slack SDK and what is
 * sent, {@code draw}. Start at {@code SlackCalls} and {@code CallQueues}.
 */
@NullMarked
package dev.opspilot.adapters.slack.call;

import org.jspecify.annotations.NullMarked;
