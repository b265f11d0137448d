/**
 * Slack: what is heard there, how sessions are drawn there, and how they get there. Imports the rituals and the Slack
 * SDK; nothing of it leaks out.
 */
@NullMarked
package dev.opspilot.adapters.slack;

import org.jspecify.annotations.NullMarked;
