package dev.opspilot.bot.http;

import dev.opspilot.adapters.console.ConsoleJson;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.SessionView;
import io.javalin.http.Context;
import java.util.Map;
import java.util.UUID;

/** The buttons of a session, as chat has them: what comes of a press comes with the session's events. */
final class PressesApi {
    private final Inbox inbox;
    private final Sessions sessions;

    PressesApi(Inbox inbox, Sessions sessions) {
        this.inbox = inbox;
        this.sessions = sessions;
    }

    /** Ends a session now, with what it has. */
    Reply stop(Context ctx, Person person) {
        return sessions.answer(
                ctx,
                view -> view.status().isEnd()
                        ? Reply.Failed.of(Problem.SESSION_ENDED)
                        : press(person, view, new Button.Stop()));
    }

    /** Whether it was of use; the last word of each person counts. */
    Reply rate(Context ctx, Person person) {
        return switch (Bodies.rating(ctx.bodyAsBytes())) {
            case Bodies.Read.Bad<Button.Rate> bad -> bad.why();
            case Bodies.Read.Good<Button.Rate>(Button.Rate rate) ->
                sessions.answer(ctx, view -> press(person, view, rate));
        };
    }

    /** Says that another ritual was meant. */
    Reply correct(Context ctx, Person person) {
        return switch (Bodies.correction(ctx.bodyAsBytes())) {
            case Bodies.Read.Bad<Button.Correct> bad -> bad.why();
            case Bodies.Read.Good<Button.Correct>(Button.Correct correct) ->
                sessions.answer(
                        ctx,
                        view -> view.ritual() == correct.ritual()
                                ? Reply.Failed.of(Problem.SAME_RITUAL)
                                : press(person, view, correct));
        };
    }

    private Reply press(Person person, SessionView view, Button button) {
        HeardKey key = new HeardKey("console/" + UUID.randomUUID());
        inbox.accept(new Heard.Pressed(key, person, SessionsApi.PLACE, view.id(), button));
        return new Reply.Json(202, ConsoleJson.session(view), Map.of());
    }
}
