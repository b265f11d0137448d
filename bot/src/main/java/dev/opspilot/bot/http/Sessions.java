package dev.opspilot.bot.http;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.SessionView;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the sessions that requests name, also those that were accepted and have not begun. Thread-safe. */
final class Sessions {
    private final SessionStore store;
    private final Accepted accepted;

    Sessions(SessionStore store, Accepted accepted) {
        this.store = store;
        this.accepted = accepted;
    }

    /** The id in the address; what cannot be one names no session. */
    static Optional<SessionId> named(Context ctx) {
        try {
            return Optional.of(new SessionId(ctx.pathParam("id")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An answer about the session that the address names. */
    Reply answer(Context ctx, Function<SessionView, Reply> about) {
        return named(ctx).flatMap(this::view).map(about).orElseGet(() -> Reply.Failed.of(Problem.UNKNOWN_SESSION));
    }

    Optional<SessionView> view(SessionId id) {
        List<SessionEvent> log =
                store.since(id, 0).stream().map(SessionStore.Logged::event).toList();
        return RitualSession.fold(id, log)
                .map(RitualSession::view)
                .or(() -> accepted.find(id).map(Sessions::pending));
    }

    /** A session that is about to begin: running, with nothing in it yet. */
    static SessionView pending(Accepted.Wish wish) {
        return SessionView.begun(wish.said(), wish.at());
    }
}
