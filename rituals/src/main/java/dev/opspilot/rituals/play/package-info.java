/**
 * Acts that OpsPilot proposes: the exact call, the policy that guards it, what was decided, and the way back. Imports
 * {@code receipt} and {@code instrument} only. Go next to {@code session}, which keeps the plays of a ritual.
 */
@NullMarked
package dev.opspilot.rituals.play;

import org.jspecify.annotations.NullMarked;
