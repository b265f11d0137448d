/**
 * The Morning Brief: what is asked of which source, and how weeks of figures, a night's incidents and the automations
 * become one short narrative with widgets and plays. Imports {@code session} and below; no other ritual. Start at
 * {@link dev.opspilot.rituals.brief.MorningBrief}; go next to {@link dev.opspilot.rituals.brief.Narration} for the words.
 */
@NullMarked
package dev.opspilot.rituals.brief;

import org.jspecify.annotations.NullMarked;
