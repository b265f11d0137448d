package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.card.DraftCard;
import dev.opspilot.adapters.teams.card.ReceiptCards;
import dev.opspilot.adapters.teams.card.SessionCards;
import dev.opspilot.rituals.delivery.Waits;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cards of sessions as they are now, for who presses on one. Thread-safe. */
final class Boards {
    private static final Logger LOG = LoggerFactory.getLogger(Boards.class);
    private static final String UNKNOWN = "OpsPilot does not know this session any more.";
    /** How long a press waits for the card: a database with much to do must not make it look as if it had failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Function<SessionId, Optional<SessionView>> shown;
    private final Archive archive;
    private final SessionCards sessions;
    private final ReceiptCards receipts;
    private final Waits waits;
    private final InstantSource clock;

    /**
     * @param shown what a session is to show by now, where this node draws it
     * @param archive the same from its log, which has whatever was just decided
     */
    Boards(
            Function<SessionId, Optional<SessionView>> shown,
            Archive archive,
            PageLinks links,
            Waits waits,
            InstantSource clock) {
        this.shown = shown;
        this.archive = archive;
        this.sessions = new SessionCards(links);
        this.receipts = new ReceiptCards(links);
        this.waits = waits;
        this.clock = clock;
    }

    private Optional<SessionView> view(SessionId session) {
        return shown.apply(session).or(() -> archive.session(session));
    }

    /**
     * The card with a line over it that says what was heard; only the line where another card was pressed on, or where that
     * is not known in time.
     *
     * @param page on which the button stood
     * @param pressed whether it was the session's own card that was pressed on; may wait and fail
     */
    Reply heard(SessionId session, int page, String line, BooleanSupplier pressed) {
        return inTime(session, Reply.words(line), () -> {
            boolean own = pressed.getAsBoolean();
            return view(session)
                    .map(view ->
                            own ? Reply.card(sessions.heard(view, page, clock.instant(), line)) : Reply.words(line))
                    .orElseGet(Boards::unknown);
        });
    }

    /** Only the line that says what was heard, where the card shows nothing of what comes of it. */
    Reply told(SessionId session, String line) {
        return inTime(
                session,
                Reply.words(line),
                () -> view(session).map(_ -> Reply.words(line)).orElseGet(Boards::unknown));
    }

    private static Reply unknown() {
        return Reply.words(UNKNOWN + " Nothing comes of this.");
    }

    /** The card after a decision that counts. */
    Reply decided(SessionId session, int page, Heard.Button.Decide decide) {
        Reply words = Reply.words("Your decision counts.");
        return inTime(
                session,
                words,
                () -> archive.session(session)
                        .map(view -> Reply.card(sessions.heard(view, page, clock.instant(), counts(view, decide))))
                        .orElse(words));
    }

    private static String counts(SessionView view, Heard.Button.Decide decide) {
        String follows =
                decide.choice() == Ruling.Choice.START_DRILL ? " The drill comes as a message of its own." : "";
        return view.plays().stream()
                        .filter(play -> play.id().equals(decide.play()))
                        .findFirst()
                        .map(play -> "Your decision counts. " + play.title() + ": " + Wording.played(play) + ".")
                        .orElse("Your decision counts.")
                + follows;
    }

    /** The card after a decision that does not count. */
    Reply refused(SessionId session, int page, String why) {
        Reply words = Reply.words(why);
        return inTime(
                session,
                words,
                () -> archive.session(session)
                        .map(view -> Reply.card(sessions.refused(view, page, clock.instant(), why)))
                        .orElse(words));
    }

    /** After something was kept: that its card cannot be had in time, or at all, is no reason to press again. */
    private Reply inTime(SessionId session, Reply words, Supplier<Reply> card) {
        return CompletableFuture.supplyAsync(card, waits::run)
                .completeOnTimeout(words, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(away -> {
                    LOG.warn("session {} cannot be shown to who pressed: {}", session, away.toString());
                    return words;
                })
                .join();
    }

    Reply page(SessionId session, int page) {
        return view(session)
                .map(view -> Reply.card(sessions.page(view, page, clock.instant())))
                .orElseGet(() -> Reply.error(404, "NoSession", UNKNOWN));
    }

    /** A page of the receipts, with what the sources answered. */
    Reply receipts(SessionId session, int page) {
        return view(session)
                .map(view -> receipts(view, archive.receipts(session), page))
                .orElseGet(() -> Reply.dialogWords(UNKNOWN));
    }

    private Reply receipts(SessionView view, List<ReceiptChain.Stored> stored, int page) {
        return Reply.dialog(ReceiptCards.title(stored), receipts.render(view, stored, page));
    }

    /**
     * The form in which a draft is edited.
     *
     * @param mistake what was wrong with what was sent last; empty when nothing was sent yet
     * @param nonce what a submit of the form is known by
     */
    Reply draft(SessionId session, WidgetId kit, String audience, Optional<String> mistake, String nonce) {
        return view(session).stream()
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
