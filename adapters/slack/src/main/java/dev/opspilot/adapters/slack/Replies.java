package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Wording;
import java.util.stream.Collectors;

/** What is said at once to the person who typed, and to nobody else. Mrkdwn. */
final class Replies {
    private static final String COMMANDS = """
            *What you can type*
            • `/opspilot incident payments just failed` runs an incident drill: plan, suspects with evidence, what to do
            • `/opspilot brief` tells what changed since the last brief
            • `/opspilot experiment test freemium gating` plans an experiment; `experiment readout …` reads one out
            • `/opspilot help` shows this
            • mention me with plain words, in a thread of a session to ask about it

            What comes out is shown in this channel, and every statement has its sources and an *Ask why* button.""";

    private Replies() {}

    static String help(Command.Help help) {
        return help.mistake()
                .map(mistake -> SlackText.mrkdwn(mistake, SlackLimits.FIELD_TEXT) + "\n\n" + COMMANDS)
                .orElse(COMMANDS);
    }

    static String begun(RitualName ritual, String intent, SessionId session, Links links) {
        return Wording.ritual(ritual)
                + " begun: “"
                + SlackText.mrkdwnLine(intent, SlackLimits.FIELD_TEXT)
                + "”. It assembles in this channel; "
                + SlackText.link(links.session(session), "watch it on the page")
                + " too. If nothing appears here, invite me with `/invite @OpsPilot` and ask again.";
    }

    static String alreadyBegun() {
        return "That is under way already: Slack sent it twice, and it was begun once.";
    }

    static String notKept() {
        return "OpsPilot could not write that down, so nothing was begun. Please try again in a minute.";
    }

    static String notice(Notice notice) {
        String head = "*" + SlackText.mrkdwnLine(notice.title(), SlackLimits.FIELD_TEXT) + "*";
        return notice.lines().stream()
                .map(line -> SlackText.mrkdwn(line.text(), SlackLimits.FIELD_TEXT))
                .collect(Collectors.joining("\n", notice.title().isEmpty() ? "" : head + "\n", ""));
    }

    static String unknownButton() {
        return "OpsPilot does not know that button: the message may be from another version. Nothing was done.";
    }
}
