package dev.opspilot.rituals.analysis.experiment;

/**
 * One look of a sequential design.
 *
 * @param number from 1
 * @param informationFraction the share of the planned units that is in, above 0 and at most 1
 * @param bound the z value that must be reached; 8 where practically nothing may be spent yet
 * @param nominalAlpha what the p-value of this look is held against, of as many sides as the design
 * @param cumulativeAlpha the chance of a false claim up to and with this look
 */
public record Look(int number, double informationFraction, double bound, double nominalAlpha, double cumulativeAlpha) {}
