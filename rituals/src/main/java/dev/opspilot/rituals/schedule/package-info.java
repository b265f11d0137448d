/**
 * What runs by itself and when: recurrences by the wall clock of a zone, schedules, and the order desk that sets them. May
 * import the surface and what is below it, neither a database nor a scheduler library. Start at
 * {@link dev.opspilot.rituals.schedule.Timing}, then {@link dev.opspilot.rituals.schedule.Schedule}.
 */
@NullMarked
package dev.opspilot.rituals.schedule;

import org.jspecify.annotations.NullMarked;
