/**
 * The ranking of services as cause of a recorded incident: what moved unusually, since when, and whom that explains
 * in the call graph. Pure functions; imports {@code analysis} only. Start at
 * {@link dev.opspilot.rituals.analysis.cause.ServiceRanking}.
 */
@NullMarked
package dev.opspilot.rituals.analysis.cause;

import org.jspecify.annotations.NullMarked;
