package dev.opspilot.rituals.analysis.cause;

/**
 * What speaks against one service.
 *
 * @param score the sum of it; comparable within one frame
 * @param left what the service shows that nothing next to it explains
 * @param explained how far its neighbours explain what it shows; 0 to 1
 * @param traffic whether it is charged with sending or losing traffic, rather than with trouble of its own
 */
record Charge(double score, double left, double explained, boolean traffic) {}
