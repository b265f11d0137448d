/**
 * What the operator decides: the environment and {@code opspilot.yml}, read once into records, wrong values refused
 * with what would be right. Imports Jackson only. Go next to {@code Bot}, which wires by it.
 */
@NullMarked
package dev.opspilot.bot.config;

import org.jspecify.annotations.NullMarked;
