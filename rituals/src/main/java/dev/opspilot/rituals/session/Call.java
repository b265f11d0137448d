package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.StepId;
import java.util.Optional;

/** A call of a session: what was asked for which step, and, once there is one, the answer with its receipt. */
public record Call(CallId id, StepId step, String source, String tool, Query query, Optional<Answered> answer) {
    static final String QUESTION = "question/";
    static final String FIGURE = "figure/";
    static final String PLAY = "play/";
    static final String ALERT = "alert/";
    static final String STEP = "step/";

    /** How it turned out. */
    public record Answered(Receipt receipt, Reading reading) {}

    Call answeredBy(Receipt receipt, Reading reading) {
        return new Call(id, step, source, tool, query, Optional.of(new Answered(receipt, reading)));
    }

    /** Whether it was asked for a question rather than for the plan. */
    boolean isOfQuestion() {
        return step.value().startsWith(QUESTION) || isAside();
    }

    /** Whether it was asked over a stretch of time of its own, to which what the session looks at does not belong. */
    boolean isAside() {
        return step.value().startsWith(FIGURE);
    }

    /** Whether it is no call at all, but an alert that came by itself. */
    boolean isOfAlert() {
        return id.value().startsWith(ALERT);
    }

    /** Whether it belongs to a step that asks sources, rather than to a question, a play, an alert or a workflow. */
    boolean isOfPlan() {
        return !isOfQuestion() && !isOfAlert() && !isOfStep() && play().isEmpty();
    }

    /** Whether it was asked for a step of a workflow, which is moved by what the answers tell. */
    boolean isOfStep() {
        return step.value().startsWith(STEP);
    }

    /** The play whose effect it is to tell. */
    Optional<PlayId> play() {
        return step.value().startsWith(PLAY)
                ? Optional.of(new PlayId(step.value().substring(PLAY.length())))
                : Optional.empty();
    }

    /** The question that it was asked for. */
    Optional<HeardKey> question() {
        return isOfQuestion()
                ? Optional.of(new HeardKey(step.value().substring((isAside() ? FIGURE : QUESTION).length())))
                : Optional.empty();
    }
}
