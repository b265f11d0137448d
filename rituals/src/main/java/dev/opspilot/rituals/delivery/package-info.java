/**
 * What every surface needs to bring messages to a platform: the newest draft wins, retries wait longer each time, and a
 * delivery that comes twice is known again. Imports no other room. Go next to an adapter's message writer.
 */
@NullMarked
package dev.opspilot.rituals.delivery;

import org.jspecify.annotations.NullMarked;
