/**
 * Incidents recorded on disk: read, ranked, and scored against their truth. Imports {@code rituals.analysis.cause}.
 * Start at {@link dev.opspilot.bot.cases.CaseFolder}; the command is {@code cli.RankCommand}.
 */
@NullMarked
package dev.opspilot.bot.cases;

import org.jspecify.annotations.NullMarked;
