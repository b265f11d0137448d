/**
 * The sources of facts that are connected over MCP: calling their tools in time and in size, and turning what they say
 * into readings. The only owner of the MCP client besides the bot's own server; imports {@code config} and the rituals'
 * instrument port. Start at {@link dev.opspilot.bot.instruments.McpInstruments}.
 */
@NullMarked
package dev.opspilot.bot.instruments;

import org.jspecify.annotations.NullMarked;
