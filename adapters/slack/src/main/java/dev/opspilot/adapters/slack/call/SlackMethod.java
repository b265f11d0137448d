package dev.opspilot.adapters.slack.call;

/**
 * The methods of Slack's Web API that are called, each with what a workspace may do of it. The burst and a minute at the
 * steady rate together stay within the tier, so that no minute ever holds more calls than Slack grants.
 */
public enum SlackMethod {
    /* "Special tier": 1 a second a channel, and several hundred a minute a workspace. */
    POST("chat.postMessage", 20, 180),
    /* Tier 2: 20 a minute. */
    START_STREAM("chat.startStream", 5, 15),
    /* Tier 4: 100 a minute. */
    APPEND_STREAM("chat.appendStream", 20, 80),
    /* Tier 2: 20 a minute. */
    STOP_STREAM("chat.stopStream", 5, 15),
    /* Tier 3: 50 a minute. */
    UPDATE("chat.update", 10, 40),
    /* Tier 3: 50 a minute. */
    HISTORY("conversations.history", 10, 40),
    /* Tier 3: 50 a minute. */
    REPLIES("conversations.replies", 10, 40),
    /* Tier 3: 50 a minute. */
    JOIN("conversations.join", 10, 40),
    /* Tier 3: 50 a minute. */
    OPEN_DIRECT("conversations.open", 10, 40),
    /* Tier 4: 100 a minute. */
    WHISPER("chat.postEphemeral", 20, 80),
    /* Tier 4, as all of views. */
    VIEW_OPEN("views.open", 20, 80),
    VIEW_UPDATE("views.update", 20, 80),
    HOME("views.publish", 20, 80),
    /* Tier 3: 50 a minute. */
    AGENT_STATUS("agents.sessions.setStatus", 10, 40),
    /* 60 a minute a channel; kept for a workspace. */
    THREAD_STATUS("assistant.threads.setStatus", 20, 40),
    /* Tier 4: 100 a minute. */
    PROMPTS("assistant.threads.setSuggestedPrompts", 20, 80);

    private final String path;
    private final int burst;
    private final int perMinute;

    SlackMethod(String path, int burst, int perMinute) {
        this.path = path;
        this.burst = burst;
        this.perMinute = perMinute;
    }

    public String path() {
        return path;
    }

    /** How many calls may follow each other without a pause. */
    public int burst() {
        return burst;
    }

    /** How many more a minute allows, evenly spaced. */
    public int perMinute() {
        return perMinute;
    }
}
