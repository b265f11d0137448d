/**
 * PostgreSQL: the logs of sessions, what was heard, and what was posted, by Jdbi and Flyway, which nobody else may
 * import. Implements ports of the rituals. Start at {@link dev.opspilot.bot.store.Database}.
 */
@NullMarked
package dev.opspilot.bot.store;

import org.jspecify.annotations.NullMarked;
