/**
 * What can be measured of a running bot, for Prometheus. Imports Micrometer and the ports of sessions that it counts at.
 * Start at {@code Metrics}.
 */
@NullMarked
package dev.opspilot.bot.metrics;

import org.jspecify.annotations.NullMarked;
