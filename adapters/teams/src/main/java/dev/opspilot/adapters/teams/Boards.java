package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.card.DraftCard;
import dev.opspilot.adapters.teams.card.ReceiptCards;
import dev.opspilot.adapters.teams.card.SessionCards;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** The cards of sessions as they are now, for who presses on one. Thread-safe. */
final class Boards {
    private final Function<SessionId, Optional<SessionView>> views;
    private final SessionCards sessions;
    private final ReceiptCards receipts;
    private final InstantSource clock;

    /** @param views what a session shows by now; empty when there is none of that id */
    Boards(Function<SessionId, Optional<SessionView>> views, PageLinks links, InstantSource clock) {
        this.views = views;
        this.sessions = new SessionCards(links);
        this.receipts = new ReceiptCards(links);
        this.clock = clock;
    }

    /** The card with a line over it that says what was heard. */
    Reply heard(SessionId session, String line) {
        return views.apply(session)
                .map(view -> Reply.card(Activities.told(sessions.heard(view, 1, clock.instant(), line), text(view), 2)))
                .orElseGet(() -> Reply.words(line));
    }

    Reply page(SessionId session, int page) {
        return views.apply(session)
                .map(view -> Reply.card(Activities.told(sessions.page(view, page, clock.instant()), text(view), 1)))
                .orElseGet(() -> Reply.error(404, "NoSession", "OpsPilot does not know this session any more."));
    }

    /** An answer to a press has a card alone: what is told beside it would be lost. */
    private String text(SessionView view) {
        return sessions.render(view, clock.instant()).text();
    }

    Reply receipts(SessionId session, int page) {
        return views.apply(session)
                .map(view -> Reply.dialog(ReceiptCards.title(view), receipts.render(view, page)))
                .orElseGet(() -> Reply.dialogWords("OpsPilot does not know this session any more."));
    }

    /**
     * The form in which a draft is edited.
     *
     * @param mistake what was wrong with what was sent last; empty when nothing was sent yet
     * @param nonce what a submit of the form is known by
     */
    Reply draft(SessionId session, WidgetId kit, String audience, Optional<String> mistake, String nonce) {
        return views.apply(session).stream()
                .flatMap(view -> view.widgets().stream())
                .filter(widget -> widget.id().equals(kit))
                .filter(CommsKit.class::isInstance)
                .flatMap(widget -> ((CommsKit) widget).drafts().stream())
                .filter(draft -> draft.audience().equals(audience))
                .findFirst()
                .map(draft ->
                        Reply.dialog(DraftCard.title(draft), DraftCard.render(session, kit, draft, mistake, nonce)))
                .orElseGet(() -> Reply.dialogWords("The session has no such draft any more."));
    }
}
