/**
 * The Revenue Experiment: how a test is planned from live definitions and real traffic, and how a running one is read
 * out. Imports {@code session} and below; no other ritual. Start at
 * {@link dev.opspilot.rituals.experiment.RevenueExperiment}.
 */
@NullMarked
package dev.opspilot.rituals.experiment;

import org.jspecify.annotations.NullMarked;
