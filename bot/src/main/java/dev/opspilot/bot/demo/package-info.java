/**
 * The demo company: a seeded simulation of a small software business, offered as a real MCP server. Imports
 * {@code config}, to read its own {@code opspilot.yml}, and the protocol's JSON from {@code mcp}; the rest of the bot knows
 * it through MCP alone. Start at
 * {@link dev.opspilot.bot.demo.DemoCompany}; go next to {@link dev.opspilot.bot.demo.Simulation} for the numbers.
 */
@NullMarked
package dev.opspilot.bot.demo;

import org.jspecify.annotations.NullMarked;
