package dev.opspilot.bot.http;

import dev.opspilot.adapters.console.ConsoleJson;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Refusal;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Decisions;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionView;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Decides about plays, and gives orders. */
final class ActingApi {
    /** How long a request waits for what became of its decision; the session may be worked on by another node. */
    private static final Duration WAIT = Duration.ofSeconds(8);

    private final Decisions decisions;
    private final Sessions sessions;
    private final ActingDoors doors;

    ActingApi(Decisions decisions, Sessions sessions, ActingDoors doors) {
        this.decisions = decisions;
        this.sessions = sessions;
        this.doors = doors;
    }

    Reply decide(Context ctx, Person person) {
        return switch (Bodies.decision(ctx.bodyAsBytes(), new PlayId(ctx.pathParam("playId")))) {
            case Bodies.Read.Bad<Heard.Button.Decide> bad -> bad.why();
            case Bodies.Read.Good<Heard.Button.Decide>(Heard.Button.Decide decide) ->
                sessions.answer(ctx, view -> decide(ctx, person, view, decide));
        };
    }

    private Reply decide(Context ctx, Person person, SessionView view, Heard.Button.Decide decide) {
        if (play(view, decide.play()).isEmpty()) {
            return Reply.Failed.of(Problem.UNKNOWN_PLAY);
        }
        HeardKey key = RequestKey.heard(ctx, "decision " + view.id());
        Heard.Pressed pressed = new Heard.Pressed(key, person, SessionsApi.PLACE, view.id(), decide);
        return decisions
                .decide(pressed, WAIT)
                .map(outcome -> switch (outcome) {
                    case Decisions.Outcome.Counts() -> standing(view.id(), decide.play(), 200);
                    case Decisions.Outcome.Refused(Refusal refusal) ->
                        Reply.Failed.of(problem(refusal.why()), refusal.words());
                    case Decisions.Outcome.KeyUsed() -> Reply.Failed.of(Problem.KEY_USED_DIFFERENTLY);
                })
                .orElseGet(() -> standing(view.id(), decide.play(), 202));
    }

    private Reply standing(SessionId session, PlayId id, int status) {
        return sessions.view(session)
                .flatMap(view -> play(view, id))
                .<Reply>map(play -> new Reply.Json(status, ConsoleJson.play(play), Map.of()))
                .orElseGet(() -> Reply.Failed.of(Problem.UNKNOWN_PLAY));
    }

    private static Optional<Play> play(SessionView view, PlayId id) {
        return view.plays().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private static Problem problem(Refusal.Why why) {
        return switch (why) {
            case UNKNOWN_PLAY -> Problem.UNKNOWN_PLAY;
            case NOT_ALLOWED -> Problem.NOT_ALLOWED;
            case CHANGED -> Problem.PLAY_CHANGED;
            case DECIDED -> Problem.PLAY_DECIDED;
            case ANOTHER_PERSON -> Problem.PLAY_NEEDS_ANOTHER;
            case EXPIRED -> Problem.PLAY_EXPIRED;
            case POLICY -> Problem.PLAY_OFF;
            case FREEZE -> Problem.PLAY_FROZEN;
            case HALTED -> Problem.PLAY_HALTED;
            case BY_HAND -> Problem.PLAY_BY_HAND;
        };
    }

    /** Takes what stands behind {@code /opspilot} in chat, where it belongs to no session. */
    Reply order(Context ctx, Person person) {
        return switch (Bodies.order(ctx.bodyAsBytes())) {
            case Bodies.Read.Bad<Command.Order> bad -> bad.why();
            case Bodies.Read.Good<Command.Order>(Command.Order order) -> {
                HeardKey key = RequestKey.heard(ctx, "order " + order.topic() + " " + order.words());
                Notice notice = doors.orders().apply(new Heard.Ordered(key, person, SessionsApi.PLACE, order));
                yield Reply.Json.ok(ConsoleJson.notice(notice));
            }
        };
    }

    /** What a person of the API is. */
    Role role(Person person) {
        return doors.roles().of(person, SessionsApi.PLACE);
    }

    Reply calendar(Context ctx) {
        String token = Optional.ofNullable(ctx.queryParam("token")).orElse("");
        boolean right = doors.calendarToken()
                .filter(wanted -> MessageDigest.isEqual(
                        wanted.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
        return right
                ? new Reply.Text(
                        "text/calendar; charset=utf-8", doors.calendar().get())
                : Reply.Failed.of(
                        Problem.UNAUTHORIZED,
                        "The address of the calendar carries a token; “freeze” in chat tells it.");
    }
}
