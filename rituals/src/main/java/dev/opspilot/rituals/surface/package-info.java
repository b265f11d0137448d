/**
 * Where people talk: what was heard from them, what is shown to them, and the ports a chat platform implements.
 * Imports what can be shown, never {@code session}. Go next to an adapter, which implements
 * {@link dev.opspilot.rituals.surface.ChatSurface}.
 */
@NullMarked
package dev.opspilot.rituals.surface;

import org.jspecify.annotations.NullMarked;
