package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.call.Whisper;
import dev.opspilot.adapters.slack.draw.PlayButton;
import dev.opspilot.adapters.slack.draw.SessionButton;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button.Decide;
import java.util.Optional;

/** Hears "Approve…", which opens a form that asks why, and the form when it is submitted. */
public final class ReasonDoor {
    private final Hearing hearing;
    private final Whisper whisper;
    private final Archive archive;
    private final Modals modals;

    public ReasonDoor(Hearing hearing, Whisper whisper, Archive archive, Modals modals) {
        this.hearing = hearing;
        this.whisper = whisper;
        this.archive = archive;
        this.modals = modals;
    }

    public void listen(App app) {
        app.blockAction(PlayButton.ASKS_WHY, (request, _) -> opened(request.getPayload()));
        app.viewSubmission(
                ReasonForm.CALLBACK,
                (request, context) -> Submission.of(request.getPayload())
                        .map(submission -> submitted(submission, context))
                        .orElseGet(() -> Forms.unknown(context)));
    }

    private Response opened(BlockActionPayload payload) {
        for (Press press : Press.all(payload)) {
            Modals.Opener.of(press).ifPresent(opener -> modals.open(opener, ReasonForm.TITLE, () -> drawn(press)));
        }
        return Response.ok();
    }

    private View drawn(Press press) {
        Optional<SessionButton> button = PlayButton.read(press.action(), press.value(), "");
        if (button.isEmpty() || !(button.get().button() instanceof Decide decide)) {
            return Modals.saying(ReasonForm.TITLE, Replies.unknownButton());
        }
        Optional<Play> play = archive.session(button.get().session())
                .flatMap(view -> view.plays().stream()
                        .filter(each -> each.id().equals(decide.play()))
                        .findFirst());
        if (play.isEmpty() || !play.get().offers().contains(decide.choice())) {
            String by = play.map(each -> " It is " + each.status().words() + " by now.")
                    .orElse("");
            return Modals.saying(ReasonForm.TITLE, "There is nothing to approve here any more." + by);
        }
        FormContext context = FormContext.of(press, press.action() + "/" + press.value());
        return ReasonForm.draw(play.get(), decide.choice(), context);
    }

    /** Whether it counts is decided elsewhere, and said to the person; the form only asks for a reason. */
    private Response submitted(Submission submission, ViewSubmissionContext context) {
        Optional<FormContext> from = FormContext.read(submission.view().getPrivateMetadata());
        String reason = submission.text(ReasonForm.REASON).strip();
        Optional<SessionButton> button = from.flatMap(each -> decided(each.value(), reason));
        if (button.isEmpty()) {
            return Forms.unknown(context);
        }
        if (reason.isEmpty()) {
            return Forms.wrong(context, ReasonForm.REASON, "Say in a few words why.");
        }
        Heard.Pressed pressed = new Heard.Pressed(
                submission.key(),
                submission.person(),
                from.orElseThrow().place(submission.workspace()),
                button.get().session(),
                button.get().button());
        return switch (hearing.keep(pressed)) {
            case NEW -> {
                whisper.tell(pressed.place(), pressed.person().id(), PressReplies.heard(pressed.button()));
                yield context.ack();
            }
            case KNOWN -> context.ack();
            case NOT -> Forms.wrong(context, ReasonForm.REASON, Replies.notKept());
        };
    }

    private static Optional<SessionButton> decided(String carried, String reason) {
        int between = carried.indexOf('/');
        return between < 0
                ? Optional.empty()
                : PlayButton.read(carried.substring(0, between), carried.substring(between + 1), reason);
    }
}
