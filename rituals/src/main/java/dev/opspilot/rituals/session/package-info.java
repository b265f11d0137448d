/**
 * A ritual in progress: an append-only log of events, the pure functions over it, and the orchestrator that runs
 * effects. Imports every room but the rituals themselves. Start at {@link dev.opspilot.rituals.session.Lifecycle}.
 */
@NullMarked
package dev.opspilot.rituals.session;

import org.jspecify.annotations.NullMarked;
