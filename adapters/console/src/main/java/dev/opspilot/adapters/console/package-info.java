/**
 * The web page: a session as JSON, and the files of the page that draws it. Imports the rituals and Jackson, and knows
 * nothing of HTTP. Start at {@link dev.opspilot.adapters.console.ConsoleJson}; the page starts at
 * {@code console/app.js}.
 */
@NullMarked
package dev.opspilot.adapters.console;

import org.jspecify.annotations.NullMarked;
