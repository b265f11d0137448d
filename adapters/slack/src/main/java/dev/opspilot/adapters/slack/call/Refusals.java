package dev.opspilot.adapters.slack.call;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Slack's error codes: which pass, which are about the message itself, and what to do about the rest. */
public final class Refusals {
    public static final String NOT_INSTALLED = "not_installed";
    public static final String NOT_IN_CHANNEL = "not_in_channel";
    public static final String MESSAGE_NOT_FOUND = "message_not_found";
    public static final String TOO_LONG = "msg_too_long";
    public static final String STOPPED_BY_USER = "stopped_by_user";
    public static final String NOT_STREAMING = "message_not_in_streaming_state";
    /** An update of a stream that is still open. */
    public static final String STREAMING = "streaming_state_conflict";

    /** The message stands, and is never to be changed again. */
    public static final Set<String> ENDS_EDITS = Set.of("edit_window_closed", "cant_update_message");

    public static final String INVITE = "invite the bot there with /invite @OpsPilot, then ask again";

    /* https://docs.slack.dev/reference/methods/chat.postMessage#errors, and chat.update. */
    private static final Set<String> PASSING = Set.of(
            "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "timeout");
    private static final Set<String> LIMITED = Set.of("ratelimited", "rate_limited");
    private static final Set<String> UNFIT = Set.of(
            "invalid_blocks",
            "invalid_blocks_format",
            "msg_too_long",
            "msg_blocks_too_long",
            "block_mismatch",
            "invalid_metadata_format",
            "invalid_metadata_schema",
            "metadata_too_large",
            "no_text");

    private static final String REINSTALL =
            "install the app again: at /slack/install, or set SLACK_BOT_TOKEN to its new token";
    private static final Set<String> OF_TOKEN =
            Set.of("token_revoked", "token_expired", "account_inactive", "invalid_auth");
    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry(NOT_IN_CHANNEL, INVITE),
            Map.entry("channel_not_found", "the channel is private or gone: " + INVITE),
            Map.entry("is_archived", "the channel is archived; ask in another one"),
            Map.entry("restricted_action", "a setting of the workspace keeps the bot from posting there"),
            Map.entry("method_not_supported_for_channel_type", INVITE),
            Map.entry("message_not_found", "somebody deleted the message; it is not posted again"),
            Map.entry("cant_update_message", "the message belongs to somebody else"),
            Map.entry("edit_window_closed", "a setting of the workspace forbids edits; allow them for the bot"),
            Map.entry("thread_not_found", "somebody deleted the message that the thread hung on"),
            Map.entry("missing_scope", "reinstall the app with the scope that is named, from the manifest"),
            Map.entry("token_revoked", REINSTALL),
            Map.entry("token_expired", REINSTALL),
            Map.entry("account_inactive", REINSTALL),
            Map.entry("invalid_auth", "check SLACK_BOT_TOKEN: Slack does not know it"),
            Map.entry("not_authed", "set SLACK_BOT_TOKEN"));

    private static final String TAKEN_OUT = "the app was taken out of the workspace";
    private static final String BAD_TOKEN = "Slack no longer takes the app's token";
    private static final Map<String, String> LOST = Map.ofEntries(
            Map.entry(NOT_IN_CHANNEL, "the app is not in the channel any more"),
            Map.entry("channel_not_found", "the channel was deleted, or the app is not in it any more"),
            Map.entry("is_archived", "the channel is archived"),
            Map.entry("restricted_action", "a setting of the workspace keeps the app from posting there"),
            Map.entry(NOT_INSTALLED, TAKEN_OUT),
            Map.entry("account_inactive", TAKEN_OUT),
            Map.entry("token_revoked", TAKEN_OUT),
            Map.entry("token_expired", BAD_TOKEN),
            Map.entry("invalid_auth", BAD_TOKEN),
            Map.entry("not_authed", BAD_TOKEN));

    private Refusals() {}

    /** Why nothing can be written to a place until people change something there; empty for what is about one message. */
    public static Optional<String> lost(String error) {
        return Optional.ofNullable(LOST.get(error));
    }

    public static CallResult notInstalled() {
        return new CallResult.Refused(NOT_INSTALLED, "the workspace has not installed the app: " + REINSTALL);
    }

    /** Whether the token is what Slack did not take. */
    public static boolean isOfToken(CallResult result) {
        return result instanceof CallResult.Refused(String error, String _) && OF_TOKEN.contains(error);
    }

    public static CallResult read(SlackReply reply) {
        String error = Optional.ofNullable(reply.getError()).orElse("no error was named");
        if (PASSING.contains(error)) {
            return new CallResult.Unsure(error);
        }
        if (LIMITED.contains(error)) {
            return new CallResult.Limited(SlackCalls.UNNAMED_PAUSE);
        }
        if (UNFIT.contains(error)) {
            return new CallResult.Unfit(error);
        }
        String scope = reply.getNeeded() == null ? "" : " (needs " + reply.getNeeded() + ")";
        return new CallResult.Refused(error, ADVICE.getOrDefault(error, "see Slack's page of the method") + scope);
    }
}
