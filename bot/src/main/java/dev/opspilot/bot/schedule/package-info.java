/**
 * The scheduler: Quartz wakes one node of the cluster at a time, and a round on it does what is due. May import the domain and
 * Quartz, which nobody else may import; what is due is kept by {@code bot.store}. Start at
 * {@link dev.opspilot.bot.schedule.Scheduler}.
 */
@NullMarked
package dev.opspilot.bot.schedule;

import org.jspecify.annotations.NullMarked;
