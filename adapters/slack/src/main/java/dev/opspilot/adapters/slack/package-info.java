/**
 * Slack, whole: what is heard there, how sessions are drawn there, and how they get there. Imports the rituals and the
 * Slack SDK; nothing of it leaks out. Start at {@code SlackAdapter}, which wires the rooms: {@code door} hears,
 * {@code draw} draws, {@code write} and {@code call} write, {@code home} keeps App Home, {@code install} installs.
 */
@NullMarked
package dev.opspilot.adapters.slack;

import org.jspecify.annotations.NullMarked;
