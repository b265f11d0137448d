package dev.opspilot.adapters.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AgentSessionStoppedEvent;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.AppUninstalledEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.TokensRevokedEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All doors of Slack. Each turns what Slack sends into {@link dev.opspilot.rituals.surface.Heard}, keeps it, and
 * answers; the work goes on elsewhere. Thread-safe.
 */
final class SlackInbox {
    static final String COMMAND = "/opspilot";
    /** The global shortcut that opens the form of a launch. */
    static final String LAUNCH_SHORTCUT = "opspilot_launch";
    /** The shortcut in the menu of a message. */
    static final String DRILL_SHORTCUT = "opspilot_drill_message";

    /** The events with a listener, by the names that a manifest subscribes to; every other delivery is acked too. */
    static final Set<String> EVENTS = Set.of(
            AgentSessionStoppedEvent.TYPE_NAME,
            AppHomeOpenedEvent.TYPE_NAME,
            AppMentionEvent.TYPE_NAME,
            MessageEvent.TYPE_NAME + ".im",
            AppUninstalledEvent.TYPE_NAME,
            TokensRevokedEvent.TYPE_NAME);

    private static final Logger LOG = LoggerFactory.getLogger(SlackInbox.class);

    private final CommandDoor commands;
    private final WordsDoor words;
    private final PressDoor presses;
    private final FormDoor forms;
    private final HomeDoor home;
    private final AgentPane pane;

    SlackInbox(
            CommandDoor commands, WordsDoor words, PressDoor presses, FormDoor forms, HomeDoor home, AgentPane pane) {
        this.commands = commands;
        this.words = words;
        this.presses = presses;
        this.forms = forms;
        this.home = home;
        this.pane = pane;
    }

    /** Every listener there is. */
    void listen(App app) {
        commands.listen(app);
        words.listen(app);
        presses.listen(app);
        forms.listen(app);
        home.listen(app);
        pane.listen(app);
        app.event(AppUninstalledEvent.class, (request, _) -> gone("uninstalled from", request.getTeamId()));
        app.event(TokensRevokedEvent.class, (request, _) -> gone("deprived of its tokens in", request.getTeamId()));
    }

    private static Response gone(String what, @Nullable String team) {
        LOG.error("OpsPilot was {} workspace {}: install it again and set SLACK_BOT_TOKEN", what, team);
        return Response.ok();
    }
}
