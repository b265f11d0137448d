/**
 * How sessions, answers and notices are drawn as messages of Teams with Adaptive Cards. Pure: imports the rituals and
 * JSON, never a connection. Go next to {@link dev.opspilot.adapters.teams.card.TeamsMessage}, which all of them give.
 */
@NullMarked
package dev.opspilot.adapters.teams.card;

import org.jspecify.annotations.NullMarked;
