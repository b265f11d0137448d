/**
 * The running program: reads the configuration, wires every room once, starts and stops. Start at {@code Bot}.
 */
@NullMarked
package dev.opspilot.bot;

import org.jspecify.annotations.NullMarked;
