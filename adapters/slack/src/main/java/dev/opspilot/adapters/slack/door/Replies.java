package dev.opspilot.adapters.slack.door;

import dev.opspilot.adapters.slack.door.Venues.Venue;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Wording;
import java.util.stream.Collectors;

/** What is said at once to one person, and to nobody else. Mrkdwn. */
public final class Replies {
    private static final String RITUALS = """
            *What you can type*
            • `/opspilot incident payments just failed` runs an incident drill: plan, suspects with evidence, what to do
            • `/opspilot brief` tells what changed since the last brief
            • `/opspilot experiment test freemium gating` plans an experiment; `experiment readout …` reads one out
            """;

    private static final String OTHER_DOORS = """
            • `/opspilot help` shows this
            • mention me with plain words, or write to me directly; in the thread of a session it is a question about it
            • *Run incident drill* in the menu of a message takes it and its thread; my *Home* tab shows all there is

            What comes out is shown in this channel, and every statement has its sources and an *Ask why* button.""";

    private final PageLinks links;
    private final FrontDesk desk;

    public Replies(PageLinks links, FrontDesk desk) {
        this.links = links;
        this.desk = desk;
    }

    /** Lists what there is: an order whose topic nobody takes is not named. */
    public String help(Command.Help help) {
        String orders = desk.topics().stream()
                .sorted()
                .map(Replies::order)
                .collect(Collectors.joining("\n", "", desk.topics().isEmpty() ? "" : "\n"));
        String all = RITUALS + orders + OTHER_DOORS;
        return help.mistake()
                .map(mistake -> SlackText.mrkdwn(mistake, SlackLimits.FIELD_TEXT)
                        + "\n`/opspilot help` shows all you can type.")
                .orElse(all);
    }

    private static String order(Topic topic) {
        return "• `/opspilot " + topic.key() + "` " + Wording.topic(topic);
    }

    /** Said of what begins, after {@link #where}. */
    String begun(Heard.Said said, String where) {
        return of(said) + " begun: “" + intent(said) + "”. " + where + " " + page(said);
    }

    /** The same while Slack does not say who asks: it is written down, and whether it begins is found out later. */
    String begins(Heard.Said said, String where) {
        return of(said) + " written down: “" + intent(said)
                + "”. Slack has not said yet who you are: it begins as soon as it does, or you are told why not. "
                + where
                + " " + page(said);
    }

    private static String of(Heard.Said said) {
        return Wording.ritual(said.ritual());
    }

    private static String intent(Heard.Said said) {
        return SlackText.mrkdwnLine(said.intent(), SlackLimits.FIELD_TEXT);
    }

    private String page(Heard.Said said) {
        return "You can also " + SlackText.link(links.session(said.session()), "watch it on the page") + ".";
    }

    /** Where what was typed is shown, and what to do where it was typed somewhere else. */
    static String where(Venue venue, Place typed) {
        return switch (venue) {
            case Venue.Here _ when typed.direct() -> "It assembles in our direct message.";
            case Venue.Here _ ->
                "It assembles in this channel; if nothing appears, invite me with `/invite @OpsPilot` and ask again.";
            case Venue.InPrivate _ -> "*It assembles in our direct message*, since " + outside(typed);
        };
    }

    /** Where an order is answered that was given where the bot is not. */
    static String answeredElsewhere(Place typed) {
        return "The answer is in *our direct message*, since " + outside(typed);
    }

    private static String outside(Place typed) {
        return typed.channel().startsWith("D")
                ? "Slack lets no app into a direct message between people. To share it, ask in a channel to which I am"
                        + " invited."
                : "I am not in this conversation. To have it here, type `/invite @OpsPilot` and ask again.";
    }

    /** It is written down, and nothing is promised. */
    public static String waits() {
        return "OpsPilot wrote that down. Slack has not said yet who you are: as soon as it does, what you asked for is"
                + " done, or you are told why not.";
    }

    /** Why something is not done. */
    public static String refused(Notice why) {
        String lines = why.lines().stream().map(Notice.Line::text).collect(Collectors.joining("\n"));
        return "*" + SlackText.mrkdwnLine(why.title(), SlackLimits.FIELD_TEXT).replace('*', '∗') + "*\n"
                + SlackText.mrkdwn(lines, SlackLimits.FIELD_TEXT);
    }

    /** The same as plain text in one line, at the field of a form. */
    public static String refusedShortly(Notice why) {
        return why.lines().stream().map(Notice.Line::text).collect(Collectors.joining(" ", why.title() + ". ", ""));
    }

    public static String alreadyBegun() {
        return "That is under way already: Slack sent it twice, and it was begun once.";
    }

    public static String notKept() {
        return "OpsPilot could not write that down, so nothing was begun. Please try again in a minute.";
    }

    public static String unknownButton() {
        return "OpsPilot does not know that button: the message may be from another version. Nothing was done.";
    }
}
