package dev.opspilot.manifests;

/**
 * How a Slack app is run.
 *
 * @param socketMode whether the bot opens the connection, for machines that Slack cannot reach
 * @param distributed whether many workspaces install it by OAuth: whole organisations may, and tokens rotate. Slack does
 *     not let rotation be switched off again, and a token that rotates cannot be {@code SLACK_BOT_TOKEN}
 */
public record SlackOptions(boolean socketMode, boolean distributed) {
    /** One workspace, and Slack sends requests. */
    public static final SlackOptions USUAL = new SlackOptions(false, false);
}
