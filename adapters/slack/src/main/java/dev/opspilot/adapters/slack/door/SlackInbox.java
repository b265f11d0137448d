package dev.opspilot.adapters.slack.door;

import com.slack.api.bolt.App;

/**
 * All doors of Slack. Each turns what Slack sends into {@link dev.opspilot.rituals.surface.Heard}, keeps it, and
 * answers; the work goes on elsewhere. Thread-safe.
 */
public final class SlackInbox {
    public static final String COMMAND = "/opspilot";
    /** The global shortcut that opens the form of a launch. */
    public static final String LAUNCH_SHORTCUT = "opspilot_launch";
    /** The shortcut in the menu of a message. */
    public static final String DRILL_SHORTCUT = "opspilot_drill_message";

    private final CommandDoor commands;
    private final WordsDoor words;
    private final PressDoor presses;
    private final FormDoor forms;
    private final ReasonDoor reasons;
    private final ChangeDoor changes;
    private final CommsDoor comms;
    private final HomeDoor home;
    private final AgentPane pane;

    public SlackInbox(
            CommandDoor commands,
            WordsDoor words,
            PressDoor presses,
            FormDoor forms,
            ReasonDoor reasons,
            ChangeDoor changes,
            CommsDoor comms,
            HomeDoor home,
            AgentPane pane) {
        this.commands = commands;
        this.words = words;
        this.presses = presses;
        this.forms = forms;
        this.reasons = reasons;
        this.changes = changes;
        this.comms = comms;
        this.home = home;
        this.pane = pane;
    }

    /** Every listener there is. */
    public void listen(App app) {
        commands.listen(app);
        words.listen(app);
        presses.listen(app);
        forms.listen(app);
        reasons.listen(app);
        changes.listen(app);
        comms.listen(app);
        home.listen(app);
        pane.listen(app);
    }
}
