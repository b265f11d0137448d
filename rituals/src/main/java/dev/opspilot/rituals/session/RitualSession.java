package dev.opspilot.rituals.session;

import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.receipt.SourceChip;
import dev.opspilot.rituals.session.SessionEvent.Corrected;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.session.SessionEvent.WhyAsked;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Question;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a session: the fold of its log, and nothing else. Immutable.
 *
 * @param view what people see of it
 * @param calls in the order of asking
 * @param whys every "why?" so far
 * @param corrected that another ritual was meant
 * @param decided what was heard and decided about plays, whether it counted or not
 * @param run of a workflow; empty for all other sessions
 */
public record RitualSession(
        SessionView view,
        ReceiptChain chain,
        Instant deadline,
        List<Call> calls,
        List<WhyAsked> whys,
        MindWork mind,
        Optional<Corrected> corrected,
        Set<HeardKey> decided,
        Optional<WorkflowRun> run) {
    public RitualSession {
        calls = List.copyOf(calls);
        whys = List.copyOf(whys);
        decided = Set.copyOf(decided);
    }

    /** Folds a log; empty for an empty one. */
    public static Optional<RitualSession> fold(SessionId id, List<SessionEvent> log) {
        if (log.isEmpty()) {
            return Optional.empty();
        }
        if (!(log.getFirst() instanceof Started started)) {
            throw new IllegalArgumentException("the log of " + id + " does not begin with its start");
        }
        RitualSession session = start(id, started);
        for (SessionEvent event : log.subList(1, log.size())) {
            session = session.with(event);
        }
        return Optional.of(session);
    }

    static RitualSession start(SessionId id, Started event) {
        Heard.Said said = new Heard.Said(
                event.key(), event.actor(), event.place(), id, event.ritual(), event.intent(), event.understood());
        return new RitualSession(
                SessionView.begun(said, event.at()),
                ReceiptChain.empty(id),
                event.deadline(),
                List.of(),
                List.of(),
                MindWork.NONE,
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    /** The state after one more event. */
    public RitualSession with(SessionEvent event) {
        return new Folding(this).with(event);
    }

    /** The session without what its calls brought, which nobody asks for once it has ended; alerts may still join. */
    RitualSession atRest() {
        return new RitualSession(view, chain, deadline, alerts(), whys, mind, corrected, decided, run);
    }

    /** Whether what its calls brought was let go of. */
    boolean isAtRest() {
        return chain.length() > calls.size() && alerts().size() == calls.size();
    }

    private List<Call> alerts() {
        return calls.stream().filter(Call::isOfAlert).toList();
    }

    /** Whether something is still to be done for it, now or later. */
    boolean isBusy() {
        return isWorking()
                || !view.status().isEnd()
                || !Announcing.open(this).isEmpty()
                || view.plays().stream().anyMatch(each -> each.status().isActive());
    }

    /**
     * Whether something is being done for it; a play that waits or is watched takes next to nothing, nor does a workflow
     * between two of its calls.
     */
    boolean isWorking() {
        boolean works = run.isPresent() ? !open().isEmpty() : !view.status().isEnd();
        return works || view.questions().stream().anyMatch(each -> each.answer().isEmpty());
    }

    /** Whether it was ended before it had begun: it planned nothing, and nobody was told that it was there. */
    boolean neverBegan() {
        return view.status() == SessionView.Status.CANCELLED && view.plan().isEmpty();
    }

    /** The chips of some receipts, in the order of the calls. */
    public List<SourceChip> chips(Collection<ReceiptId> receipts) {
        Set<ReceiptId> wanted = Set.copyOf(receipts);
        return calls.stream()
                .flatMap(call -> call.answer().stream())
                .map(Call.Answered::receipt)
                .filter(receipt -> wanted.contains(receipt.id()))
                .map(Receipt::chip)
                .distinct()
                .toList();
    }

    /** Calls that a ritual makes something of; those for an amount that a question asked for stand aside. */
    public List<Call> readings() {
        return calls.stream().filter(call -> !call.isAside()).toList();
    }

    /** Calls without an answer. */
    public List<Call> open() {
        return calls.stream().filter(call -> call.answer().isEmpty()).toList();
    }

    /** Calls of one question without an answer. */
    List<Call> open(HeardKey question) {
        return open().stream()
                .filter(call -> call.question().equals(Optional.of(question)))
                .toList();
    }

    /** Calls of the plan without an answer. */
    List<Call> openOfPlan() {
        return open().stream().filter(Call::isOfPlan).toList();
    }

    Optional<Play> play(PlayId id) {
        return view.plays().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    Optional<Question> question(HeardKey key) {
        return view.questions().stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** How many presses on a finding by a person came before one; all of theirs when it is new. */
    int pressesBefore(HeardKey press, Person person, FindingId finding) {
        List<HeardKey> theirs = whys.stream()
                .filter(asked ->
                        asked.finding().equals(finding) && asked.person().equals(person))
                .map(WhyAsked::key)
                .toList();
        int at = theirs.indexOf(press);
        return at < 0 ? theirs.size() : at;
    }

    /** The calls for a step of a workflow, in the order of asking; those for its condition count as another step. */
    List<Call> callsOf(StepId counted) {
        return calls.stream().filter(call -> call.step().equals(counted)).toList();
    }

    /** The step that readings for a step of a workflow count as; it is on no plan. */
    static StepId stepOf(StepId step) {
        return new StepId(Call.STEP + step);
    }

    /** The step that readings for a play count as; it is on no plan. */
    static StepId stepOf(PlayId play) {
        return new StepId(Call.PLAY + play);
    }

    /** The step that calls of a question count as; it is on no plan. */
    static StepId stepOf(HeardKey question) {
        return new StepId(Call.QUESTION + question);
    }

    /** The same for calls over a stretch of time that the question named. */
    static StepId stepOfFigure(HeardKey question) {
        return new StepId(Call.FIGURE + question);
    }
}
