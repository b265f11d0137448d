/**
 * What can be measured of a running bot, for Prometheus, and the spans of its sessions, for OpenTelemetry. Imports
 * Micrometer, OpenTelemetry and the ports of sessions that it watches. Start at {@code Metrics} and {@code Traces}.
 */
@NullMarked
package dev.opspilot.bot.metrics;

import org.jspecify.annotations.NullMarked;
