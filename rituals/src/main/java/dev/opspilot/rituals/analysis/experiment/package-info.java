/**
 * The statistics of experiments: how many units, for how long, when to look, and what the data say then. Pure
 * functions from records to records; imports {@code analysis} only. Start at
 * {@link dev.opspilot.rituals.analysis.experiment.TestDesign} to plan one and at
 * {@link dev.opspilot.rituals.analysis.experiment.Readout} to read one out.
 */
@NullMarked
package dev.opspilot.rituals.analysis.experiment;

import org.jspecify.annotations.NullMarked;
