/**
 * Microsoft Teams: what is heard there, and how sessions get there. Imports the rituals, the cards, and what checks and
 * fetches tokens; nothing of Teams leaks out. Go next to {@link dev.opspilot.adapters.teams.TeamsAdapter}.
 */
@NullMarked
package dev.opspilot.adapters.teams;

import org.jspecify.annotations.NullMarked;
