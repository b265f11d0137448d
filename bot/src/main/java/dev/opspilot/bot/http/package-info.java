/**
 * The one HTTP server: the ritual API, its live events, the page, health, and the servlets of other rooms beside them.
 * Imports the rituals' ports and the console adapter; the only room that knows Javalin and Jetty. Start at
 * {@link dev.opspilot.bot.http.HttpServer}; {@code Routes} is the table of what it answers.
 */
@NullMarked
package dev.opspilot.bot.http;

import org.jspecify.annotations.NullMarked;
