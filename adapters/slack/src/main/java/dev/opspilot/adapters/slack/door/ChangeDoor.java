package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.draw.OrderButtons;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.OrderForm.Tried;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears buttons whose order leaves something out, which opens a form that asks for it, and the form when it is submitted:
 * mistakes are shown at their field, and what is right is the order as if it had been typed.
 */
public final class ChangeDoor {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeDoor.class);

    private final Hearing hearing;
    private final FrontDesk desk;
    private final Modals modals;
    private final Reach reach;

    public ChangeDoor(Hearing hearing, FrontDesk desk, Modals modals, Reach reach) {
        this.hearing = hearing;
        this.desk = desk;
        this.modals = modals;
        this.reach = reach;
    }

    public void listen(App app) {
        app.blockAction(OrderButtons.ASKS, (request, _) -> opened(request.getPayload()));
        app.viewSubmission(
                ChangeForm.CALLBACK,
                (request, context) -> Submission.of(request.getPayload())
                        .map(submission -> submitted(submission, context))
                        .orElseGet(() -> Forms.unknown(context)));
    }

    private Response opened(BlockActionPayload payload) {
        for (Press press : Press.all(payload)) {
            Modals.Opener.of(press).ifPresent(opener -> modals.open(opener, ChangeForm.TITLE, () -> drawn(press)));
        }
        return Response.ok();
    }

    private View drawn(Press press) {
        FormContext context = new FormContext(
                press.value(), press.place().channel(), press.place().thread());
        return order(press.value())
                .flatMap(order -> desk.form(new Heard.Ordered(press.key(), press.person(), press.place(), order)))
                .map(form -> ChangeForm.draw(form, context))
                .orElseGet(() -> Modals.saying(ChangeForm.TITLE, "There is nothing to change here any more."));
    }

    private static Optional<Command.Order> order(String carried) {
        return Command.parse(carried) instanceof Command.Order order ? Optional.of(order) : Optional.empty();
    }

    /** What a form is about, and what was filled in. */
    private record Filled(Command.Order bare, String words, Optional<String> channel, Place from, Submission of) {
        Person person() {
            return of.person();
        }

        Heard.Ordered bareOrder() {
            return ordered(bare);
        }

        /** The whole order; a channel that was chosen anew stands in it as Slack writes one that is typed. */
        Heard.Ordered whole(Optional<String> anew) {
            return ordered(OrderForm.filled(
                    bare, words + anew.map(each -> " in <#" + each + ">").orElse("")));
        }

        private Heard.Ordered ordered(Command.Order order) {
            HeardKey key = of.key();
            return new Heard.Ordered(key, person(), from, order);
        }
    }

    private Response submitted(Submission submission, ViewSubmissionContext context) {
        Optional<FormContext> from = FormContext.read(submission.view().getPrivateMetadata());
        Optional<Command.Order> bare = from.flatMap(each -> order(each.value()));
        if (bare.isEmpty()) {
            return Forms.unknown(context);
        }
        Filled filled = new Filled(
                bare.get(),
                submission.text(ChangeForm.WORDS).strip(),
                submission.conversation(ChangeForm.PLACE),
                from.orElseThrow().place(submission.workspace()),
                submission);
        try {
            return checked(context, filled);
        } catch (RuntimeException away) {
            LOG.error(
                    "what {} filled in could not be looked at", filled.person().actor(), away);
            return Forms.wrong(
                    context, ChangeForm.WORDS, "OpsPilot could not look that up. Please try again in a minute.");
        }
    }

    private Response checked(ViewSubmissionContext context, Filled filled) {
        Optional<OrderForm> form = desk.form(filled.bareOrder());
        if (form.isEmpty()) {
            return Forms.wrong(context, ChangeForm.WORDS, "There is nothing to change here any more.");
        }
        Optional<String> anew =
                filled.channel().filter(each -> !each.equals(form.get().place().channel()));
        Heard.Ordered whole = filled.whole(anew);
        return switch (desk.tried(whole)) {
            case Tried.Wrong(String why) -> Forms.wrong(context, ChangeForm.WORDS, why);
            case Tried.Right right ->
                switch (hearing.may(whole)) {
                    case Hearing.May.Yes() ->
                        moved(
                                context,
                                filled,
                                anew,
                                new Forms.Answered("So it will be", ChangeForm.lines(right.lines())));
                    case Hearing.May.No(Notice why) ->
                        Forms.wrong(context, ChangeForm.WORDS, Replies.refusedShortly(why));
                    case Hearing.May.Unknown() ->
                        moved(context, filled, anew, new Forms.Answered("Written down", Replies.waits()));
                };
        };
    }

    private Response moved(
            ViewSubmissionContext context, Filled filled, Optional<String> anew, Forms.Answered promise) {
        Optional<String> outside = anew.flatMap(channel -> reach.problem(
                filled.of().key(),
                SlackIds.place(filled.of().workspace(), channel, Optional.empty()),
                filled.person(),
                "You asked for something that runs by itself to be shown here."));
        if (outside.isPresent()) {
            return Forms.wrong(context, ChangeForm.PLACE, outside.get());
        }
        return switch (hearing.keep(filled.whole(anew))) {
            case NEW -> Forms.said(context, promise);
            case KNOWN -> context.ack();
            case NOT -> Forms.wrong(context, ChangeForm.WORDS, Replies.notKept());
        };
    }
}
