package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.card.CardAction;
import dev.opspilot.adapters.teams.card.OrderCard;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.OrderForm.Tried;
import java.util.Optional;

/**
 * The dialog of an order that leaves something out: mistakes are shown in it, and what is right is the order as if it had
 * been typed. Thread-safe.
 */
final class OrderDialogs {
    private final Hearing hearing;
    private final FrontDesk desk;

    OrderDialogs(Hearing hearing, FrontDesk desk) {
        this.hearing = hearing;
        this.desk = desk;
    }

    Reply opened(Activity activity, String command, String nonce) {
        return order(command)
                .flatMap(bare -> desk.form(ordered(activity, bare, nonce)))
                .map(form -> drawn(form, new CardAction.Asked(command, form.words(), nonce), Optional.empty()))
                .orElseGet(OrderDialogs::gone);
    }

    /** @throws RuntimeException if it could not be looked at or kept */
    Reply submitted(Activity activity, CardAction.Asked filled) {
        Optional<Command.Order> bare = order(filled.command());
        Optional<OrderForm> form = bare.flatMap(each -> desk.form(ordered(activity, each, filled.nonce())));
        if (form.isEmpty()) {
            return gone();
        }
        Heard.Ordered whole = ordered(activity, OrderForm.filled(bare.orElseThrow(), filled.words()), filled.nonce());
        return switch (desk.tried(whole)) {
            case Tried.Wrong(String why) -> drawn(form.get(), filled, Optional.of(why));
            case Tried.Right right ->
                Reply.dialogWords(hearing.keep(
                                whole,
                                (String.join(" ", right.lines()) + " What comes of it is told in this conversation.")
                                        .strip())
                        .words());
        };
    }

    private static Reply drawn(OrderForm form, CardAction.Asked filled, Optional<String> mistake) {
        return Reply.dialog(OrderCard.title(form), OrderCard.render(form, filled, mistake));
    }

    private static Optional<Command.Order> order(String command) {
        return Command.parse(command) instanceof Command.Order order ? Optional.of(order) : Optional.empty();
    }

    private static Heard.Ordered ordered(Activity activity, Command.Order order, String nonce) {
        HeardKey key = Dialogs.key(activity, nonce);
        return new Heard.Ordered(key, TeamsInbox.person(activity), TeamsInbox.place(activity), order);
    }

    private static Reply gone() {
        return Reply.dialogWords("There is nothing to change here any more.");
    }
}
