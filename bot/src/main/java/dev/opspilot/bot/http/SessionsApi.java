package dev.opspilot.bot.http;

import dev.opspilot.adapters.console.ConsoleJson;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Starts sessions and reads them. */
final class SessionsApi {
    static final Place PLACE = new Place("console", "", "page", Optional.empty());
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private final SessionStore store;
    private final Inbox inbox;
    private final Sessions sessions;
    private final Accepted accepted;
    private final Documents documents;
    private final InstantSource clock;

    SessionsApi(
            SessionStore store,
            Inbox inbox,
            Sessions sessions,
            Accepted accepted,
            Documents documents,
            InstantSource clock) {
        this.store = store;
        this.inbox = inbox;
        this.sessions = sessions;
        this.accepted = accepted;
        this.documents = documents;
        this.clock = clock;
    }

    Reply launch(Context ctx, Person person) {
        return switch (Bodies.launch(ctx.bodyAsBytes())) {
            case Bodies.Read.Bad<Command.Launch> bad -> bad.why();
            case Bodies.Read.Good<Command.Launch>(Command.Launch launch) ->
                launch(person, RequestKey.given(ctx), launch);
        };
    }

    /** The same key gives the same session's id, on every node and after every restart. */
    private Reply launch(Person person, String key, Command.Launch launch) {
        Heard.Said said = Heard.Said.named(key, person, PLACE, launch);
        Accepted.Wish wish = new Accepted.Wish(said, clock.instant());
        if (inbox.accept(said)) {
            accepted.remember(wish);
            return started(Sessions.pending(wish));
        }
        SessionView known = sessions.view(said.session()).orElseGet(() -> Sessions.pending(wish));
        boolean same = known.ritual() == said.ritual() && known.intent().equals(said.intent());
        return same ? started(known) : Reply.Failed.of(Problem.KEY_USED_DIFFERENTLY);
    }

    /** Takes a question; its answer comes with the session's events. */
    Reply ask(Context ctx, Person person) {
        return switch (Bodies.question(ctx.bodyAsBytes())) {
            case Bodies.Read.Bad<String> bad -> bad.why();
            case Bodies.Read.Good<String>(String question) ->
                sessions.answer(ctx, view -> ask(ctx, person, view, question));
        };
    }

    private Reply ask(Context ctx, Person person, SessionView view, String question) {
        HeardKey key = RequestKey.heard(ctx, "question " + view.id() + " " + question);
        inbox.accept(new Heard.Asked(key, person, PLACE, view.id(), question));
        return new Reply.Json(202, ConsoleJson.asked(key, question), Map.of());
    }

    private static Reply started(SessionView view) {
        return new Reply.Json(
                202, ConsoleJson.session(view), Map.of("Location", Routes.API + "/sessions/" + view.id()));
    }

    Reply recent(Context ctx) {
        OptionalInt limit = limit(ctx.queryParam("limit"));
        return limit.isPresent()
                ? Reply.Json.ok(ConsoleJson.summaries(store.recent(limit.getAsInt())))
                : Reply.Failed.of(Problem.BAD_PARAMETER, "The parameter limit is from 1 to " + MAX_LIMIT + ".");
    }

    private static OptionalInt limit(@Nullable String text) {
        if (text == null) {
            return OptionalInt.of(DEFAULT_LIMIT);
        }
        boolean number = text.matches("\\d{1,3}");
        int limit = number ? Integer.parseInt(text) : 0;
        return limit >= 1 && limit <= MAX_LIMIT ? OptionalInt.of(limit) : OptionalInt.empty();
    }

    Reply session(Context ctx) {
        return sessions.answer(ctx, view -> Reply.Json.ok(ConsoleJson.session(view)));
    }

    Reply receipts(Context ctx) {
        return sessions.answer(ctx, view -> Reply.Json.ok(ConsoleJson.receipts(store.receipts(view.id()))));
    }

    /** What can be taken along of it, as a file of Markdown. */
    Reply document(Context ctx) {
        return sessions.answer(
                ctx,
                view -> documents
                        .of(view, clock.instant())
                        .<Reply>map(each -> new Reply.Text("text/markdown; charset=utf-8", each.markdown()))
                        .orElseGet(() -> Reply.Failed.of(Problem.NO_DOCUMENT)));
    }

    Reply why(Context ctx) {
        FindingId finding = new FindingId(ctx.pathParam("findingId"));
        return sessions.answer(
                ctx,
                view -> view.why(finding)
                        .<Reply>map(explanation -> Reply.Json.ok(ConsoleJson.why(explanation)))
                        .orElseGet(() -> Reply.Failed.of(Problem.UNKNOWN_FINDING)));
    }
}
