/**
 * How one message comes to stand on Slack and stays right, whatever is lost, refused or done twice. Imports {@code call} and
 * {@code draw}. Start at {@code MessageTable}, which decides; {@code MessageWriter} only does it.
 */
@NullMarked
package dev.opspilot.adapters.slack.write;

import org.jspecify.annotations.NullMarked;
