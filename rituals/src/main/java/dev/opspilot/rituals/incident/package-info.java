/**
 * The Incident Drill: what is asked of which source, and how the answers become findings, suspects, plays and
 * drafts. Imports {@code session} and below; no other ritual. Start at
 * {@link dev.opspilot.rituals.incident.IncidentDrill}.
 */
@NullMarked
package dev.opspilot.rituals.incident;

import org.jspecify.annotations.NullMarked;
