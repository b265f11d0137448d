package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SourceChip;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import dev.opspilot.rituals.widget.Widget;
import java.time.Instant;
import java.util.List;

/** One entry of a session's log. The log is only ever added to; everything a session is, is the fold of it. */
public sealed interface SessionEvent {

    /** When it happened, by the bot's clock. */
    Instant at();

    /**
     * A person asked for a ritual.
     *
     * @param deadline when the session ends, whatever is still missing
     */
    record Started(
            Instant at, HeardKey key, RitualName ritual, String intent, Person actor, Place place, Instant deadline)
            implements SessionEvent {}

    /** The plan was made. */
    record Planned(Instant at, List<PlanStep> steps) implements SessionEvent {
        public Planned {
            steps = List.copyOf(steps);
        }
    }

    /** A source is being asked. */
    record CallAsked(Instant at, CallId call, StepId step, String source, String tool, Query query)
            implements SessionEvent {}

    /** A source answered, or did not: either way there is a receipt. */
    record CallAnswered(Instant at, CallId call, Receipt receipt, Reading reading) implements SessionEvent {}

    /** A step of the plan went on. */
    record StepMoved(Instant at, StepId step, PlanStep.Status status, String output, List<SourceChip> sources)
            implements SessionEvent {
        public StepMoved {
            sources = List.copyOf(sources);
        }
    }

    /** Something was found; the same id again replaces what was said before. */
    record FindingMade(Instant at, Finding finding) implements SessionEvent {}

    /** A widget was drawn; the same id again replaces it. */
    record WidgetDrawn(Instant at, Widget widget) implements SessionEvent {}

    /** The evidence was weighed. */
    record Diagnosed(Instant at, Diagnosis diagnosis) implements SessionEvent {}

    /** An act was proposed. */
    record PlayProposed(Instant at, Play play) implements SessionEvent {}

    /** A person asked "why?". */
    record WhyAsked(Instant at, HeardKey key, Person person, Place place, FindingId finding) implements SessionEvent {}

    /**
     * Another node, or the same one started anew, goes on with what was left unfinished.
     *
     * @param deadline the new end: the time that nobody worked on it is not the sources' fault
     */
    record TakenOver(Instant at, Instant deadline) implements SessionEvent {}

    /** The session ended; only questions follow. */
    record Finished(Instant at, SessionView.Status status, String reason) implements SessionEvent {
        public Finished {
            if (!status.isEnd()) {
                throw new IllegalArgumentException(status + " is no end");
            }
        }
    }
}
