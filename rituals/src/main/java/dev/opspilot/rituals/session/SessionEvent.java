package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Refusal;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Verification;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.Receipts;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.receipt.SourceChip;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import dev.opspilot.rituals.surface.Understood;
import dev.opspilot.rituals.widget.Widget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One entry of a session's log. The log is only ever added to; everything a session is, is the fold of it. */
public sealed interface SessionEvent {

    /** An event that a call of a tool left: its receipt, and what was said. */
    interface Receipted {
        Receipt receipt();

        /** What was called and what it said. */
        Reading.Origin origin();
    }

    /** Whether something is left to do after it even in a session that has ended: a play waits or is under way, or something is being posted. */
    default boolean acts() {
        return this instanceof PlayStarted
                || this instanceof AnnouncementAsked
                || (this instanceof PlayDecided decided && decided.becomes().isActive())
                || (this instanceof PlayRan ran && ran.becomes().isActive())
                || (this instanceof PlayHeld held && held.becomes().isActive());
    }

    /** When it happened, by the bot's clock. */
    Instant at();

    /**
     * A person asked for a ritual.
     *
     * @param understood how plain words were taken; empty when the ritual was named
     * @param deadline when the session ends, whatever is still missing
     */
    record Started(
            Instant at,
            HeardKey key,
            RitualName ritual,
            String intent,
            Optional<Understood> understood,
            Person actor,
            Place place,
            Instant deadline)
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
    record CallAnswered(Instant at, CallId call, Receipt receipt, Reading reading) implements SessionEvent, Receipted {
        @Override
        public Reading.Origin origin() {
            return reading.origin();
        }
    }

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

    /**
     * Something was decided about a play.
     *
     * @param becomes where it stands after that
     * @param due when it runs; empty unless it waits for a change window
     */
    record PlayDecided(Instant at, HeardKey key, PlayId play, Ruling ruling, Play.Status becomes, Optional<Instant> due)
            implements SessionEvent {}

    /** Somebody wanted to decide about a play, and was refused: it stands where it stood. */
    record PlayRefused(Instant at, HeardKey key, Person person, PlayId play, Ruling.Choice choice, Refusal refusal)
            implements SessionEvent {}

    /** A call for a play is about to be made. After a crash behind it, it is not known whether it was. */
    record PlayStarted(Instant at, PlayId play, Run.Direction direction, Digest act, String actor)
            implements SessionEvent {}

    /**
     * A call for a play came back, or did not: either way there is a receipt.
     *
     * @param startedAt when that call was started, by which it is known; empty in logs of earlier versions: the last one
     * @param becomes where the play stands after that
     */
    record PlayRan(
            Instant at,
            PlayId play,
            Run.Direction direction,
            Optional<Instant> startedAt,
            Receipt receipt,
            Act.Answer answer,
            Play.Status becomes)
            implements SessionEvent, Receipted {
        @Override
        public Reading.Origin origin() {
            return answer.origin();
        }
    }

    /**
     * An approved play was kept from running right before its call; nothing was changed.
     *
     * @param becomes {@code PROPOSED} when it needs new approval, {@code APPROVED} when it goes on waiting
     * @param due when it runs instead
     */
    record PlayHeld(Instant at, PlayId play, Play.Status becomes, Optional<Instant> due, String because)
            implements SessionEvent {}

    /** What should change after a play was watched to its end. */
    record PlayVerified(Instant at, PlayId play, Verification verification) implements SessionEvent {}

    /** Nobody decided about a play in time. */
    record PlayExpired(Instant at, PlayId play) implements SessionEvent {}

    /** An automation was drafted. */
    record WorkflowDrafted(Instant at, Workflow workflow) implements SessionEvent {
        public WorkflowDrafted {
            Receipts.required("a drafted workflow", workflow.receipts());
        }
    }

    /**
     * The run of a workflow began: of the workflow as it was then, whatever becomes of its file.
     *
     * @param cause what triggered it, in words
     */
    record WorkflowStarted(Instant at, Workflow workflow, String cause) implements SessionEvent {}

    /** A step of a run began, or begins anew; after a crash it goes on from here. */
    record StepBegun(Instant at, StepId step) implements SessionEvent {}

    /**
     * A run waits for people, for a time or for the rules to let it go on, or goes on again.
     *
     * @param status none that is an end
     */
    record StatusMoved(Instant at, SessionView.Status status) implements SessionEvent {
        public StatusMoved {
            if (status.isEnd()) {
                throw new IllegalArgumentException("a session ends by its last word, not by being " + status);
            }
        }
    }

    /**
     * A step of a run asked for a session of a ritual.
     *
     * @param session the one that it waits for from now on
     */
    record RitualAsked(Instant at, StepId step, SessionId session) implements SessionEvent {}

    /**
     * The session of a ritual that a step asked for has ended.
     *
     * @param verdict what it came to, in one word; empty when it came to none
     */
    record RitualEnded(Instant at, StepId step, SessionId session, SessionView.Status status, String verdict)
            implements SessionEvent {}

    /** Something to come back to was noted; the same id again replaces it. */
    record FollowUpPlanned(Instant at, FollowUp followUp) implements SessionEvent {}

    /**
     * A language mind was asked.
     *
     * @param about the question that it is to answer; empty when it is to tell what the session amounts to
     * @param round from 1; more than one when it wanted more to be read
     * @param until when it is no longer waited for
     */
    record MindAsked(Instant at, Optional<HeardKey> about, String mind, int round, Instant until)
            implements SessionEvent {}

    /** A mind told, as far as it could prove it; more sentences may follow, and replace this. */
    record Narrated(Instant at, Narrative narrative) implements SessionEvent {}

    /**
     * A thought came to its end.
     *
     * @param tokens what it cost
     * @param silence why nothing came of it; empty when something did
     */
    record MindAnswered(Instant at, Optional<HeardKey> about, long tokens, String silence) implements SessionEvent {}

    /** A person asked something in plain words. */
    record QuestionAsked(Instant at, HeardKey key, Person person, Place place, String question)
            implements SessionEvent {}

    /** A question was answered. */
    record QuestionAnswered(Instant at, HeardKey key, Finding answer, String mind) implements SessionEvent {}

    /** A person wants the post-incident draft. */
    record DraftAsked(Instant at, HeardKey key, Person person, Place place) implements SessionEvent {}

    /** A person wants a draft posted; that it is wanted is known before it is posted. */
    record AnnouncementAsked(Instant at, Announcement announcement) implements SessionEvent {}

    /**
     * An announcement stands where it was wanted, or cannot: either way there is a receipt.
     *
     * @param key of the announcement
     * @param failure why it could not be posted
     */
    record AnnouncementAnswered(
            Instant at, HeardKey key, Receipt receipt, Reading.Origin origin, Optional<String> failure)
            implements SessionEvent, Receipted {}

    /**
     * A person said that another ritual was meant.
     *
     * @param next the session of that ritual
     */
    record Corrected(Instant at, HeardKey key, Person person, RitualName ritual, SessionId next)
            implements SessionEvent {}

    /** A person asked "why?". */
    record WhyAsked(Instant at, HeardKey key, Person person, Place place, FindingId finding) implements SessionEvent {}

    /** A person said whether the session was of use; the last word of each person counts. */
    record Rated(Instant at, HeardKey key, Person person, boolean helpful) implements SessionEvent {}

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
