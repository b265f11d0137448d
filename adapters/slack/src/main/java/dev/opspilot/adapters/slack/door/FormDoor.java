package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.interactive_components.payload.GlobalShortcutPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Wording;
import java.util.Optional;

/** Hears the shortcuts, which open the form that launches a ritual, and the form when it is submitted. */
public final class FormDoor {
    private final Hearing hearing;
    private final Launcher launcher;
    private final Reach reach;
    private final PageLinks links;

    public FormDoor(Hearing hearing, Launcher launcher, Reach reach, PageLinks links) {
        this.hearing = hearing;
        this.launcher = launcher;
        this.reach = reach;
        this.links = links;
    }

    public void listen(App app) {
        app.globalShortcut(SlackInbox.LAUNCH_SHORTCUT, (request, _) -> launch(request.getPayload()));
        app.messageShortcut(SlackInbox.DRILL_SHORTCUT, (request, _) -> drill(request.getPayload()));
        app.viewSubmission(
                LaunchForm.CALLBACK,
                (request, context) -> Submission.of(request.getPayload())
                        .map(submission -> submitted(submission, context))
                        .orElseGet(() -> Forms.unknown(context)));
    }

    private Response launch(GlobalShortcutPayload payload) {
        Optional<String> trigger = SlackIds.id(payload.getTriggerId());
        Optional<String> user = Optional.ofNullable(payload.getUser()).flatMap(each -> SlackIds.id(each.getId()));
        if (trigger.isPresent() && user.isPresent()) {
            String team = payload.getTeam() == null ? null : payload.getTeam().getId();
            Person person = SlackIds.person(user.get(), payload.getUser().getUsername());
            String workspace = SlackIds.workspace(team, payload.getUser().getTeamId());
            launcher.open(
                    new Modals.Opener(trigger.get(), person, SlackIds.direct(workspace, person)), RitualName.INCIDENT);
        }
        return Response.ok();
    }

    private Response drill(MessageShortcutPayload payload) {
        Optional<String> trigger = SlackIds.id(payload.getTriggerId());
        Optional<String> user = Optional.ofNullable(payload.getUser()).flatMap(each -> SlackIds.id(each.getId()));
        String channel =
                payload.getChannel() == null ? null : payload.getChannel().getId();
        String domain = payload.getTeam() == null ? null : payload.getTeam().getDomain();
        Optional<Quote> quote = Quote.of(domain, channel, payload.getMessage());
        if (trigger.isPresent() && user.isPresent() && quote.isPresent()) {
            String team = payload.getTeam() == null ? null : payload.getTeam().getId();
            Person person = SlackIds.person(user.get(), payload.getUser().getName());
            Place place = SlackIds.place(
                    SlackIds.workspace(team, payload.getUser().getTeamId()),
                    quote.get().channel(),
                    Optional.empty());
            launcher.open(new Modals.Opener(trigger.get(), person, place), quote.get());
        }
        return Response.ok();
    }

    /** Mistakes are shown at their field; what is right begins, once for the form however often it is sent. */
    private Response submitted(Submission submission, ViewSubmissionContext context) {
        Optional<LaunchForm.Filled> filled = LaunchForm.read(submission);
        if (filled.isEmpty()) {
            return Forms.unknown(context);
        }
        return switch (Command.launch(filled.get().ritual(), filled.get().intent())) {
            case Command.Help(Optional<String> mistake) ->
                Forms.wrong(context, LaunchForm.INTENT, mistake.orElse("Say in a few words what it is about."));
            case Command.Launch launch ->
                filled.get()
                        .channel()
                        .map(channel -> begin(
                                context,
                                submission,
                                SlackIds.place(
                                        submission.workspace(),
                                        channel,
                                        filled.get().thread()),
                                launch))
                        .orElseGet(() -> Forms.wrong(context, LaunchForm.PLACE, "Choose where it is shown."));
        };
    }

    private Response begin(ViewSubmissionContext context, Submission submission, Place place, Command.Launch launch) {
        Heard.Said said = hearing.said(submission.key(), submission.person(), place, launch);
        return switch (hearing.may(said)) {
            case Hearing.May.Yes() -> begin(context, said, new Forms.Answered("It has begun", begun(said)));
            case Hearing.May.No(Notice why) -> Forms.wrong(context, LaunchForm.INTENT, Replies.refusedShortly(why));
            case Hearing.May.Unknown() -> begin(context, said, new Forms.Answered("Written down", Replies.waits()));
        };
    }

    private Response begin(ViewSubmissionContext context, Heard.Said said, Forms.Answered promise) {
        String asked = "You asked for " + Wording.ritual(said.ritual()) + " “"
                + SlackText.mrkdwnLine(said.intent(), SlackLimits.FIELD_TEXT) + "” to be shown here.";
        Optional<String> outside = reach.problem(said.key(), said.place(), said.person(), asked);
        if (outside.isPresent()) {
            return Forms.wrong(context, LaunchForm.PLACE, outside.get());
        }
        return switch (hearing.keep(said)) {
            case NEW -> Forms.said(context, promise);
            case KNOWN -> context.ack();
            case NOT ->
                Forms.wrong(context, LaunchForm.INTENT, "OpsPilot could not write that down. Please run it again.");
        };
    }

    private String begun(Heard.Said said) {
        return Wording.ritual(said.ritual()) + " “"
                + SlackText.mrkdwnLine(said.intent(), SlackLimits.FIELD_TEXT)
                + "” assembles in <#" + said.place().channel() + ">; "
                + SlackText.link(links.session(said.session()), "watch it on the page") + " too.";
    }
}
