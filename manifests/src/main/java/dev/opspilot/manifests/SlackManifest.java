package dev.opspilot.manifests;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The manifest from which Slack makes the app. Immutable. */
public final class SlackManifest {
    /** The one address to which Slack sends commands, events and interactions. */
    public static final String EVENTS_PATH = "/slack/events";

    public static final String COMMAND = "/opspilot";

    /** The callback of the shortcut that opens the form of a launch. */
    public static final String LAUNCH_SHORTCUT = "opspilot_launch";

    /** The callback of the shortcut in the menu of a message. */
    public static final String DRILL_SHORTCUT = "opspilot_drill_message";

    /** What the agent's pane offers, by its title; at most four. */
    public static final SequencedMap<String, String> PROMPTS = prompts();
    /** Where Slack sends the browser of whoever installs the app. */
    public static final String REDIRECT_PATH = "/slack/oauth_redirect";

    /** The events that are subscribed to; each has a listener. */
    public static final List<String> EVENTS = List.of(
            "agent_session_stopped",
            "app_home_opened",
            "app_mention",
            "message.im",
            "app_uninstalled",
            "tokens_revoked");

    /** All that is asked for, least first. */
    public static final List<Scope> SCOPES = List.of(
            new Scope("commands", "People start rituals with /opspilot."),
            new Scope("chat:write", "The session's message is posted and updated, and questions are answered."),
            new Scope(
                    "channels:join",
                    "In a public channel to which it was not invited the bot joins before it answers there, so that a"
                            + " command works where it was typed."),
            new Scope(
                    "channels:history",
                    "After a crash or a lost answer the bot looks whether its message is there already, so that it is"
                            + " never posted twice. Other messages are skipped unread."),
            new Scope("groups:history", "The same in private channels to which the bot was invited."),
            new Scope(
                    "users:read",
                    "Guests and people of other workspaces may look and not act; schedules run in a person's time zone."),
            new Scope("usergroups:read", "Roles can be given to a user group instead of to each person."),
            new Scope(
                    "app_mentions:read",
                    "People ask with plain words behind a mention, and about a session in its thread."),
            new Scope(
                    "assistant:write",
                    "The agent's pane offers what can be asked, and shows what is being done with a button to stop it."),
            new Scope("im:history", "The same in direct messages to the bot; those of others are never read."),
            new Scope(
                    "im:write",
                    "What was asked for where the bot is not, as between two people, is shown in its direct message with"
                            + " whoever asked."));

    private static final String NAME = "OpsPilot";

    private SlackManifest() {}

    private static SequencedMap<String, String> prompts() {
        SequencedMap<String, String> prompts = new LinkedHashMap<>();
        prompts.put("What changed since the last brief?", "brief");
        prompts.put("Payments just failed", "incident payments just failed");
        prompts.put("Plan an experiment", "experiment test freemium gating");
        prompts.put("Show the sessions at work", "sessions live");
        return Collections.unmodifiableSequencedMap(prompts);
    }

    /**
     * The manifest as JSON, schema version 2.
     *
     * @param publicUrl where Slack reaches OpsPilot, as in {@code https://ops.example.com}
     * @throws IllegalArgumentException if that is no absolute http or https address without query or fragment
     */
    public static String forUrl(URI publicUrl) {
        return forUrl(publicUrl, SlackOptions.USUAL);
    }

    /** The same for an app that is run in another way. */
    public static String forUrl(URI publicUrl, SlackOptions options) {
        String events = base(publicUrl) + EVENTS_PATH;
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.putObject("_metadata").put("major_version", 2).put("minor_version", 0);
        manifest.putObject("display_information")
                .put("name", NAME)
                .put("description", "An always-on COO: from an operator's question to evidenced action.")
                .put(
                        "long_description",
                        "OpsPilot runs incident drills where you talk. It asks your own sources side by side, shows a"
                                + " plan as it assembles, ranks suspects with the evidence for and against, and"
                                + " proposes what to do. Nothing is said without a receipt: every statement names its"
                                + " sources, and one click answers why.")
                .put("background_color", "#1f2937");
        features(manifest.putObject("features"), events);
        ObjectNode oauth = manifest.putObject("oauth_config");
        oauth.putArray("redirect_urls").add(base(publicUrl) + REDIRECT_PATH);
        ObjectNode scopes = oauth.putObject("scopes");
        SCOPES.forEach(scope -> scopes.withArray("bot").add(scope.name()));
        settings(manifest.putObject("settings"), events, options);
        return manifest.toPrettyString();
    }

    private static void features(ObjectNode features, String events) {
        features.putObject("app_home")
                .put("home_tab_enabled", true)
                .put("messages_tab_enabled", true)
                .put("messages_tab_read_only_enabled", false);
        features.putObject("bot_user").put("display_name", NAME).put("always_online", true);
        shortcuts(features.putArray("shortcuts"));
        agent(features.putObject("agent_view"));
        features.putArray("slash_commands")
                .addObject()
                .put("command", COMMAND)
                .put("url", events)
                .put("description", "Run a ritual: an incident drill in this channel")
                .put("usage_hint", "incident payments just failed | help")
                .put("should_escape", true);
    }

    private static void shortcuts(ArrayNode shortcuts) {
        shortcuts
                .addObject()
                .put("name", "Run a ritual")
                .put("type", "global")
                .put("callback_id", LAUNCH_SHORTCUT)
                .put("description", "Start an incident drill, a morning brief or a revenue experiment");
        shortcuts
                .addObject()
                .put("name", "Run incident drill")
                .put("type", "message")
                .put("callback_id", DRILL_SHORTCUT)
                .put("description", "Run an incident drill on this message and its thread");
    }

    private static void agent(ObjectNode agent) {
        agent.put(
                "agent_description",
                "Asks your own tools side by side, and answers with evidence: incident drills, morning briefs and revenue"
                        + " experiments.");
        PROMPTS.forEach((title, message) -> agent.withArray("suggested_prompts")
                .addObject()
                .put("title", title)
                .put("message", message));
    }

    private static void settings(ObjectNode settings, String events, SlackOptions options) {
        ObjectNode subscriptions = settings.putObject("event_subscriptions").put("request_url", events);
        EVENTS.forEach(event -> subscriptions.withArray("bot_events").add(event));
        settings.putObject("interactivity").put("is_enabled", true).put("request_url", events);
        settings.put("org_deploy_enabled", options.distributed())
                .put("socket_mode_enabled", options.socketMode())
                .put("token_rotation_enabled", options.distributed());
    }

    private static String base(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme())
                || url.getHost() == null
                || url.getQuery() != null
                || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "Slack needs a public https address like https://ops.example.com: " + url);
        }
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
