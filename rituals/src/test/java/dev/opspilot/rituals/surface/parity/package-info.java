/**
 * What a person can learn and do, held equal on every surface. Each adapter drives its own surface behind {@link
 * dev.opspilot.rituals.surface.parity.SurfaceDriver}, the way a person would. {@link
 * dev.opspilot.rituals.surface.parity.ParityContract} compares what comes of it with the table in the README.
 */
@NullMarked
package dev.opspilot.rituals.surface.parity;

import org.jspecify.annotations.NullMarked;
