/**
 * OpsPilot as an MCP server: its rituals, evidence and receipts as tools for the programs of engineers. Imports the
 * domain and the console's JSON; nothing here decides about a play. Start at {@link dev.opspilot.bot.mcp.McpDoor}; go next
 * to {@link dev.opspilot.bot.mcp.Tools} for what can be asked.
 */
@NullMarked
package dev.opspilot.bot.mcp;

import org.jspecify.annotations.NullMarked;
