package dev.opspilot.adapters.slack.call;

import java.time.Duration;

/** How a call of Slack turned out. */
public sealed interface CallResult {

    /** Slack did it. */
    record Done(SlackReply reply) implements CallResult {}

    /** Slack did nothing, and wants to be left alone for a while. */
    record Limited(Duration retryAfter) implements CallResult {}

    /** Nobody knows: Slack may have done it, or not. */
    record Unsure(String why) implements CallResult {}

    /** Slack will not take this message; a plainer one it may. */
    record Unfit(String error) implements CallResult {}

    /**
     * Slack will not do it, however often it is asked.
     *
     * @param advice what somebody can do about it
     */
    record Refused(String error, String advice) implements CallResult {}
}
