package dev.opspilot.adapters.slack.write;

import dev.opspilot.adapters.slack.call.SlackMethod;
import dev.opspilot.rituals.surface.Place;

/** What a message's writer can call Slack for. */
enum CallKind {
    POST(true),
    START(true),
    APPEND(true),
    STOP(true),
    UPDATE(true),
    SEARCH(false),
    JOIN(false);

    private final boolean writes;

    CallKind(boolean writes) {
        this.writes = writes;
    }

    /** Whether the message is another one after it, so that it takes a claim on the post. */
    boolean writes() {
        return writes;
    }

    SlackMethod method(Place place) {
        return switch (this) {
            case POST -> SlackMethod.POST;
            case START -> SlackMethod.START_STREAM;
            case APPEND -> SlackMethod.APPEND_STREAM;
            case STOP -> SlackMethod.STOP_STREAM;
            case UPDATE -> SlackMethod.UPDATE;
            case SEARCH -> place.thread().isPresent() ? SlackMethod.REPLIES : SlackMethod.HISTORY;
            case JOIN -> SlackMethod.JOIN;
        };
    }
}
