package dev.opspilot.adapters.slack.write;

import java.time.Duration;

/**
 * What is wanted of a message at a moment.
 *
 * @param version of the newest state
 * @param fresh whether that is newer than what is known to stand on Slack
 * @param last whether nothing more is expected
 * @param streams whether a stream may begin
 * @param streamedFor how long a stream may go on
 * @param forgotten whether it is so old that the post book may have forgotten it
 */
record Wish(long version, boolean fresh, boolean last, boolean streams, Duration streamedFor, boolean forgotten) {}
