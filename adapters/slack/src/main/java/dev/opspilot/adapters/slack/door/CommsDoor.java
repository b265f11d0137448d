package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.draw.CommsDrawing;
import dev.opspilot.adapters.slack.draw.DraftButton;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import java.util.Optional;

/** Hears "Draft: …", which opens it to be edited or copied, and the form when it is submitted. */
public final class CommsDoor {
    private static final String GONE = "The session has no such draft any more. Look at its message again.";

    private final Hearing hearing;
    private final Archive archive;
    private final Modals modals;
    private final Reach reach;
    private final DraftForm form = new DraftForm(new CommsDrawing());

    public CommsDoor(Hearing hearing, Archive archive, Modals modals, Reach reach) {
        this.hearing = hearing;
        this.archive = archive;
        this.modals = modals;
        this.reach = reach;
    }

    public void listen(App app) {
        app.blockAction(DraftButton.ACTION, (request, _) -> opened(request.getPayload()));
        app.viewSubmission(
                DraftForm.CALLBACK,
                (request, context) -> Submission.of(request.getPayload())
                        .map(submission -> submitted(submission, context))
                        .orElseGet(() -> Forms.unknown(context)));
    }

    private Response opened(BlockActionPayload payload) {
        for (Press press : Press.all(payload)) {
            Modals.Opener.of(press).ifPresent(opener -> modals.open(opener, DraftForm.TITLE, () -> drawn(press)));
        }
        return Response.ok();
    }

    private View drawn(Press press) {
        Optional<DraftButton> button = DraftButton.read(press.value());
        Optional<SessionView> view = button.flatMap(each -> archive.session(each.session()));
        Optional<CommsKit.Draft> draft = view.flatMap(each -> button.get().in(each));
        return draft.map(each ->
                        form.draw(view.orElseThrow(), button.orElseThrow(), each, FormContext.of(press, press.value())))
                .orElseGet(() -> Modals.saying(DraftForm.TITLE, GONE));
    }

    /** Mistakes are shown at their field; what is right is posted, once for the form however often it is sent. */
    private Response submitted(Submission submission, ViewSubmissionContext context) {
        Optional<FormContext> from = FormContext.read(submission.view().getPrivateMetadata());
        Optional<DraftButton> button = from.flatMap(each -> DraftButton.read(each.value()));
        if (button.isEmpty()) {
            return Forms.unknown(context);
        }
        Optional<CommsKit.Draft> draft = archive.session(button.get().session())
                .flatMap(view -> button.get().in(view));
        if (draft.isEmpty()) {
            return Forms.wrong(context, DraftForm.TEXT, GONE);
        }
        String text = submission.text(DraftForm.TEXT).strip();
        if (text.isEmpty()) {
            return Forms.wrong(context, DraftForm.TEXT, "Write what is to be posted.");
        }
        Optional<String> channel = submission.conversation(DraftForm.PLACE);
        if (channel.isEmpty()) {
            return Forms.wrong(context, DraftForm.PLACE, "Choose where it is posted.");
        }
        Place to = SlackIds.place(submission.workspace(), channel.get(), Optional.empty());
        return post(
                context,
                new Heard.Submitted(
                        submission.key(),
                        submission.person(),
                        from.orElseThrow().place(submission.workspace()),
                        button.get().session(),
                        button.get().kit(),
                        draft.get().audience(),
                        to,
                        text));
    }

    private Response post(ViewSubmissionContext context, Heard.Submitted submitted) {
        return switch (hearing.may(submitted)) {
            case Hearing.May.Yes() ->
                post(
                        context,
                        submitted,
                        new Forms.Answered(
                                "It is being posted",
                                "It is posted in " + CommsDrawing.where(submitted.to())
                                        + " with your name; the session's message says when it stands there."));
            case Hearing.May.No(Notice why) -> Forms.wrong(context, DraftForm.TEXT, Replies.refusedShortly(why));
            case Hearing.May.Unknown() -> post(context, submitted, new Forms.Answered("Written down", Replies.waits()));
        };
    }

    private Response post(ViewSubmissionContext context, Heard.Submitted submitted, Forms.Answered promise) {
        String audience = SlackText.mrkdwnLine(submitted.audience(), SlackLimits.BUTTON_LABEL);
        Optional<String> outside = reach.problem(
                submitted.key(),
                submitted.to(),
                submitted.person(),
                "You asked for your text for “" + audience + "” to be posted here.");
        if (outside.isPresent()) {
            return Forms.wrong(context, DraftForm.PLACE, outside.get());
        }
        return switch (hearing.keep(submitted)) {
            case NEW -> Forms.said(context, promise);
            case KNOWN -> context.ack();
            case NOT ->
                Forms.wrong(context, DraftForm.TEXT, "OpsPilot could not write that down. Please post it again.");
        };
    }
}
