/**
 * The port to sources of facts: what can be asked, and the four ways an answer can turn out. Imports nothing of
 * OpsPilot. Go next to {@code analysis}, which reads the facts, or to the bot's instruments, which speak MCP.
 */
@NullMarked
package dev.opspilot.rituals.instrument;

import org.jspecify.annotations.NullMarked;
