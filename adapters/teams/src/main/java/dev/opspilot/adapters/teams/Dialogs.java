package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.teams.card.CardAction;
import dev.opspilot.adapters.teams.card.LauncherCard;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Wording;
import dev.opspilot.rituals.widget.WidgetId;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dialogs: the form that begins a ritual, also on somebody's message, and the receipts. Thread-safe. */
final class Dialogs {
    private static final Logger LOG = LoggerFactory.getLogger(Dialogs.class);

    private final Hearing hearing;
    private final Supplier<SessionId> ids;
    private final Conversations conversations;
    private final Boards boards;
    private final OrderDialogs orders;

    Dialogs(Hearing hearing, Supplier<SessionId> ids, Conversations conversations, Boards boards, OrderDialogs orders) {
        this.hearing = hearing;
        this.ids = ids;
        this.conversations = conversations;
        this.boards = boards;
        this.orders = orders;
    }

    Reply opened(Activity activity) {
        return CardAction.read(activity.value().path("data"))
                .map(action -> switch (action) {
                    case CardAction.Receipts(SessionId session, int page) -> boards.receipts(session, page);
                    case CardAction.Launcher launcher -> form(launcher, Optional.empty(), nonce());
                    case CardAction.Drafted(SessionId session, WidgetId kit, String audience) ->
                        boards.draft(session, kit, audience, Optional.empty(), nonce());
                    case CardAction.Asking(String command) ->
                        guarded(activity, () -> orders.opened(activity, command, nonce()));
                    case CardAction other -> unknown(other.verb());
                })
                .orElseGet(() -> form(new CardAction.Launcher(RitualName.INCIDENT, ""), Optional.empty(), nonce()));
    }

    Reply submitted(Activity activity) {
        return CardAction.read(activity.value().path("data"))
                .map(action -> switch (action) {
                    case CardAction.Receipts(SessionId session, int page) -> boards.receipts(session, page);
                    case CardAction.Launched launched -> launched(activity, TeamsInbox.place(activity), launched);
                    case CardAction.Posted posted -> posted(activity, posted);
                    case CardAction.Asked asked -> guarded(activity, () -> orders.submitted(activity, asked));
                    case CardAction other -> unknown(other.verb());
                })
                .orElseGet(() -> unknown("a form"));
    }

    /** “Run an incident drill on this message”: the message's words stand in the form already. */
    Reply openedOnMessage(Activity activity) {
        if (here(activity).isEmpty()) {
            return notIn();
        }
        JsonNode body = activity.value().path("messagePayload").path("body");
        String words = body.path("contentType").asText().equals("text")
                ? body.path("content").asText()
                : HtmlText.plain(body.path("content").asText());
        String intent = PlainText.line(words, Command.MAX_INTENT);
        return form(new CardAction.Launcher(RitualName.INCIDENT, intent), Optional.empty(), nonce());
    }

    /** The conversation, if the app is in it: with a team it is in every channel, also where nothing was heard yet. */
    private Optional<Conversation> here(Activity activity) {
        ConversationRef ref = activity.conversation();
        return conversations
                .find(ref.channel())
                .filter(known -> known.gone().isEmpty())
                .or(() -> ref.team().flatMap(conversations::inTeam).map(known -> known.sibling(ref.channel())));
    }

    private static Reply notIn() {
        return Reply.dialogWords("Add OpsPilot to this team or chat first, so that the drill can be shown here.");
    }

    /** The drill goes into the thread of the message. */
    Reply submittedOnMessage(Activity activity) {
        Optional<Conversation> here = here(activity);
        if (here.isEmpty()) {
            return notIn();
        }
        conversations.keep(here.get());
        Place place = TeamsInbox.place(activity);
        JsonNode payload = activity.value().path("messagePayload");
        boolean threads = activity.conversation().kind() == Conversation.Kind.CHANNEL;
        String root = payload.path("replyToId").asText(payload.path("id").asText());
        Place where = threads && place.thread().isEmpty() && !root.isBlank() ? place.inThread(root) : place;
        return CardAction.read(activity.value().path("data"))
                .filter(CardAction.Launched.class::isInstance)
                .map(action -> launched(activity, where, (CardAction.Launched) action))
                .orElseGet(() -> unknown("a form"));
    }

    /** One form posts one draft, into the conversation in which it was opened. */
    private Reply posted(Activity activity, CardAction.Posted draft) {
        if (draft.text().isBlank()) {
            Optional<String> mistake = Optional.of("Nothing is posted without words.");
            return boards.draft(draft.session(), draft.kit(), draft.audience(), mistake, draft.nonce());
        }
        Place here = TeamsInbox.place(activity);
        return kept(
                activity,
                new Heard.Submitted(
                        key(activity, draft.nonce()),
                        TeamsInbox.person(activity),
                        here,
                        draft.session(),
                        draft.kit(),
                        draft.audience(),
                        here,
                        draft.text()),
                "It is being posted; the session's card says when it stands there.");
    }

    private Reply launched(Activity activity, Place place, CardAction.Launched launched) {
        return switch (Command.launch(launched.ritual(), launched.intent())) {
            case Command.Help help ->
                form(new CardAction.Launcher(launched.ritual(), launched.intent()), help.mistake(), launched.nonce());
            case Command.Launch launch -> launch(activity, place, launched.nonce(), launch);
        };
    }

    /** One form begins one ritual, however often Teams or an impatient person sends it. */
    private Reply launch(Activity activity, Place place, String nonce, Command.Launch launch) {
        return kept(
                activity,
                new Heard.Said(
                        key(activity, nonce),
                        TeamsInbox.person(activity),
                        place,
                        ids.get(),
                        launch.ritual(),
                        launch.intent(),
                        launch.understood()),
                Wording.ritual(launch.ritual()) + " begun. It assembles in this conversation.");
    }

    /** The same for every delivery of one form by one person. */
    static HeardKey key(Activity activity, String nonce) {
        return new HeardKey("teams/form/" + Digest.of(activity.from().id() + "\n" + nonce));
    }

    private Reply kept(Activity activity, Heard heard, String words) {
        return guarded(
                activity, () -> Reply.dialogWords(hearing.keep(heard, words).words()));
    }

    private static Reply guarded(Activity activity, Supplier<Reply> answer) {
        try {
            return answer.get();
        } catch (RuntimeException notKept) {
            LOG.error("a form of {} could not be kept", activity.from().id(), notKept);
            return Reply.dialogWords(
                    "OpsPilot could not write that down, so nothing was done. Please try again in a minute.");
        }
    }

    private static Reply form(CardAction.Launcher filled, Optional<String> mistake, String nonce) {
        return Reply.dialog(LauncherCard.title(), LauncherCard.render(filled, mistake, nonce));
    }

    private static Reply unknown(String what) {
        LOG.debug("a dialog was asked for by {}", what);
        return Reply.dialogWords(
                "OpsPilot does not know that button: the message may be from another version. Nothing was done.");
    }

    private String nonce() {
        return ids.get().value();
    }
}
