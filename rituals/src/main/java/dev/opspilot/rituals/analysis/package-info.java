/**
 * Statistics over facts: robust anomaly scores, onsets, and the ranking of suspects. Pure functions; imports
 * {@code instrument} and {@code receipt}. Go next to {@code incident}, which tells people what was computed here.
 */
@NullMarked
package dev.opspilot.rituals.analysis;

import org.jspecify.annotations.NullMarked;
