package dev.opspilot.bot.http;

import java.util.Locale;

/** Everything that can be wrong with a request, with its status and title; the detail says what to do next. */
enum Problem {
    BAD_JSON(400, "The body is not the JSON that is expected"),
    UNKNOWN_RITUAL(400, "There is no such ritual"),
    UNUSABLE_INTENT(400, "The ritual cannot be started like this"),
    BAD_ALERT(400, "The alerts cannot be read"),
    BAD_PARAMETER(400, "A parameter cannot be read"),
    BAD_REQUEST(400, "The request cannot be read"),
    UNUSABLE_SCHEDULE(400, "The schedule cannot be set like this"),
    UNAUTHORIZED(401, "The API asks for its token"),
    FOREIGN_ORIGIN(403, "The request came from another site"),
    FOREIGN_HOST(403, "The request was sent to another name"),
    NOT_FOUND(404, "There is nothing here"),
    UNKNOWN_SESSION(404, "There is no such session"),
    UNKNOWN_FINDING(404, "The session has no such finding"),
    UNKNOWN_PLAY(404, "The session has no such play"),
    NO_DOCUMENT(404, "The session has no document"),
    NOT_ALLOWED(403, "This takes another role"),
    SESSION_ENDED(409, "The session has ended"),
    SAME_RITUAL(409, "The session is of that ritual"),
    PLAY_OFF(403, "The policy does not let it run"),
    PLAY_NEEDS_ANOTHER(403, "It takes somebody else"),
    PLAY_CHANGED(409, "The call is another than the one that was shown"),
    PLAY_DECIDED(409, "It was decided before"),
    PLAY_EXPIRED(409, "It comes too late"),
    PLAY_FROZEN(409, "A freeze is on"),
    PLAY_HALTED(409, "The kill switch is on"),
    PLAY_BY_HAND(409, "OpsPilot has no call for it"),
    UNKNOWN_SCHEDULE(404, "There is no such schedule"),
    UNKNOWN_AUTOMATION(404, "There is no such automation"),
    AUTOMATION_CANNOT_RUN(409, "The automation cannot run"),
    METHOD_NOT_ALLOWED(405, "The method does not fit the address"),
    TOO_LARGE(413, "The body is too large"),
    KEY_USED_DIFFERENTLY(422, "The idempotency key belongs to another request"),
    INTERNAL(500, "OpsPilot failed at this"),
    BUSY(503, "Too much comes at once"),
    NO_TOKEN_SET(503, "The API has no token yet"),
    NOT_READY(503, "OpsPilot is not ready");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The stable name of the problem, for programs. */
    String type() {
        return "urn:opspilot:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem that stands for a status which the server itself answers with. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 413 -> TOO_LARGE;
            default -> status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
        };
    }

    /** What to do next, where the place that found the problem has nothing more exact to say. */
    String advice() {
        return switch (this) {
            case BAD_JSON -> "Send a JSON object, as in {\"ritual\":\"incident\",\"intent\":\"payments just failed\"}.";
            case UNKNOWN_RITUAL -> "GET /api/v1/rituals lists the rituals.";
            case UNUSABLE_INTENT -> "Say in a few words what happened.";
            case BAD_ALERT, BAD_PARAMETER, BAD_REQUEST, NOT_FOUND ->
                "/openapi.json describes every address and its parameters.";
            case UNAUTHORIZED -> "Send the header Authorization: Bearer with the value of OPSPILOT_API_TOKEN.";
            case FOREIGN_ORIGIN -> "Use the page of this server, or send the token as a bearer token.";
            case FOREIGN_HOST -> "Use the name in OPSPILOT_PUBLIC_URL, or localhost.";
            case UNKNOWN_SESSION -> "GET /api/v1/sessions lists the latest sessions.";
            case SESSION_ENDED -> "There is nothing left to stop.";
            case SAME_RITUAL -> "Name the ritual that was meant instead.";
            case UNKNOWN_FINDING -> "The session's JSON lists its findings with their ids.";
            case NO_DOCUMENT -> "A drill has one, once it has a verdict: the draft of a post-incident report.";
            case UNKNOWN_PLAY,
                    NOT_ALLOWED,
                    PLAY_OFF,
                    PLAY_NEEDS_ANOTHER,
                    PLAY_CHANGED,
                    PLAY_DECIDED,
                    PLAY_EXPIRED,
                    PLAY_FROZEN,
                    PLAY_HALTED,
                    PLAY_BY_HAND -> "The session's JSON lists its plays as they stand now.";
            case UNUSABLE_SCHEDULE ->
                "Say when, as in {\"ritual\":\"brief\",\"when\":\"weekdays at 08:00 Europe/London\"}.";
            case UNKNOWN_AUTOMATION, AUTOMATION_CANNOT_RUN ->
                "GET /api/v1/automations lists the automations, and what is wrong with them.";
            case UNKNOWN_SCHEDULE -> "GET /api/v1/schedules lists the schedules.";
            case METHOD_NOT_ALLOWED -> "The Allow header names the methods of this address.";
            case TOO_LARGE -> "A body has at most " + Routes.MAX_BODY_BYTES / 1024 + " KiB.";
            case KEY_USED_DIFFERENTLY -> "Use a new Idempotency-Key for what was not asked for before.";
            case INTERNAL -> "Try again; if it stays, the server's log says why.";
            case NO_TOKEN_SET -> "Set the environment variable OPSPILOT_API_TOKEN and start OpsPilot again.";
            case BUSY, NOT_READY -> "Try again in a moment.";
        };
    }
}
