package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SessionEvent.CallAnswered;
import dev.opspilot.rituals.session.SessionEvent.CallAsked;
import dev.opspilot.rituals.session.SessionEvent.Diagnosed;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.Planned;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.session.SessionEvent.StepMoved;
import dev.opspilot.rituals.session.SessionEvent.TakenOver;
import dev.opspilot.rituals.session.SessionEvent.WhyAsked;
import dev.opspilot.rituals.session.SessionEvent.WidgetDrawn;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionView.Status;
import dev.opspilot.rituals.widget.Widget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The state of a session: the fold of its log, and nothing else. Immutable.
 *
 * @param view what people see of it
 * @param calls in the order of asking
 * @param questions every "why?" so far
 */
public record RitualSession(
        SessionView view, ReceiptChain chain, Instant deadline, List<Call> calls, List<WhyAsked> questions) {
    public RitualSession {
        calls = List.copyOf(calls);
        questions = List.copyOf(questions);
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
        SessionView view = new SessionView(
                id,
                1,
                event.ritual(),
                event.intent(),
                Status.RUNNING,
                event.at(),
                Optional.empty(),
                Optional.empty(),
                event.actor(),
                event.place(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
        return new RitualSession(view, ReceiptChain.empty(id), event.deadline(), List.of(), List.of());
    }

    /** The state after one more event. */
    public RitualSession with(SessionEvent event) {
        Draft draft = new Draft(this);
        switch (event) {
            case Started again ->
                throw new IllegalArgumentException("a session starts once, not again at " + again.at());
            case Planned e -> draft.plan = e.steps();
            case CallAsked e ->
                draft.calls =
                        plus(calls, new Call(e.call(), e.step(), e.source(), e.tool(), e.query(), Optional.empty()));
            case CallAnswered e -> {
                draft.chain = chain.with(e.receipt());
                draft.receipts = plus(view.receipts(), e.receipt());
                draft.calls = calls.stream()
                        .map(call -> call.id().equals(e.call()) ? call.answeredBy(e.receipt(), e.reading()) : call)
                        .toList();
            }
            case StepMoved e ->
                draft.plan = view.plan().stream()
                        .map(step ->
                                step.id().equals(e.step()) ? step.moved(e.status(), e.output(), e.sources()) : step)
                        .toList();
            case FindingMade e -> {
                draft.findings = verdictFirst(upserted(view.findings(), e.finding(), Finding::id));
                draft.firstInsightAt = view.firstInsightAt().or(() -> Optional.of(e.at()));
            }
            case WidgetDrawn e -> draft.widgets = upserted(view.widgets(), e.widget(), Widget::id);
            case Diagnosed e -> draft.diagnosis = Optional.of(e.diagnosis());
            case PlayProposed e -> draft.plays = plus(view.plays(), e.play());
            case WhyAsked e -> draft.questions = plus(questions, e);
            case TakenOver e -> draft.deadline = e.deadline();
            case Finished e -> {
                draft.status = e.status();
                draft.finishedAt = Optional.of(e.at());
            }
        }
        return draft.session();
    }

    /** The session without what its calls brought, which nobody asks for once it has ended. */
    RitualSession atRest() {
        return new RitualSession(view, chain, deadline, List.of(), questions);
    }

    /** Calls without an answer. */
    public List<Call> open() {
        return calls.stream().filter(call -> call.answer().isEmpty()).toList();
    }

    private static <T> List<T> plus(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }

    private static <T, K> List<T> upserted(List<T> list, T item, Function<T, K> id) {
        K wanted = id.apply(item);
        boolean known = list.stream().anyMatch(each -> id.apply(each).equals(wanted));
        return known
                ? list.stream()
                        .map(each -> id.apply(each).equals(wanted) ? item : each)
                        .toList()
                : plus(list, item);
    }

    private static List<Finding> verdictFirst(List<Finding> findings) {
        List<Finding> ordered = new ArrayList<>(findings);
        int at = Collections.indexOfSubList(ordered.stream().map(Finding::id).toList(), List.of(FindingId.VERDICT));
        if (at > 0) {
            ordered.addFirst(ordered.remove(at));
        }
        return ordered;
    }

    /** A session being changed by one event. */
    private static final class Draft {
        private final RitualSession before;
        private Status status;
        private Optional<Instant> firstInsightAt;
        private Optional<Instant> finishedAt;
        private List<PlanStep> plan;
        private List<Finding> findings;
        private List<Widget> widgets;
        private List<Play> plays;
        private List<Receipt> receipts;
        private Optional<Diagnosis> diagnosis;
        private ReceiptChain chain;
        private Instant deadline;
        private List<Call> calls;
        private List<WhyAsked> questions;

        Draft(RitualSession before) {
            this.before = before;
            SessionView view = before.view;
            status = view.status();
            firstInsightAt = view.firstInsightAt();
            finishedAt = view.finishedAt();
            plan = view.plan();
            findings = view.findings();
            widgets = view.widgets();
            plays = view.plays();
            receipts = view.receipts();
            diagnosis = view.diagnosis();
            chain = before.chain;
            deadline = before.deadline;
            calls = before.calls;
            questions = before.questions;
        }

        RitualSession session() {
            SessionView was = before.view;
            SessionView view = new SessionView(
                    was.id(),
                    was.version() + 1,
                    was.ritual(),
                    was.intent(),
                    status,
                    was.startedAt(),
                    firstInsightAt,
                    finishedAt,
                    was.actor(),
                    was.place(),
                    plan,
                    findings,
                    widgets,
                    plays,
                    receipts,
                    diagnosis);
            return new RitualSession(view, chain, deadline, calls, questions);
        }
    }
}
