/**
 * Who may do what, what may act, and when nothing may be changed: the file's rules and what was set in chat. May import
 * {@code config} and {@code store}. Start at {@link dev.opspilot.bot.policy.HouseRules}.
 */
@NullMarked
package dev.opspilot.bot.policy;

import org.jspecify.annotations.NullMarked;
