/**
 * Reasoning over findings: what a mind is given, what it may answer, and the check that lets nothing through which the
 * evidence does not carry. Imports {@code surface} and what lies below it; the language models behind the port live in
 * the bot. Go next to {@link dev.opspilot.rituals.mind.Testimony}, which checks, and {@code Playbook}, which needs no model.
 */
@NullMarked
package dev.opspilot.rituals.mind;

import org.jspecify.annotations.NullMarked;
