package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.session.SessionEvent.AnnouncementAnswered;
import dev.opspilot.rituals.session.SessionEvent.AnnouncementAsked;
import dev.opspilot.rituals.session.SessionEvent.CallAnswered;
import dev.opspilot.rituals.session.SessionEvent.CallAsked;
import dev.opspilot.rituals.session.SessionEvent.Corrected;
import dev.opspilot.rituals.session.SessionEvent.Diagnosed;
import dev.opspilot.rituals.session.SessionEvent.DraftAsked;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.FollowUpPlanned;
import dev.opspilot.rituals.session.SessionEvent.MindAnswered;
import dev.opspilot.rituals.session.SessionEvent.MindAsked;
import dev.opspilot.rituals.session.SessionEvent.Narrated;
import dev.opspilot.rituals.session.SessionEvent.Planned;
import dev.opspilot.rituals.session.SessionEvent.PlayDecided;
import dev.opspilot.rituals.session.SessionEvent.PlayExpired;
import dev.opspilot.rituals.session.SessionEvent.PlayHeld;
import dev.opspilot.rituals.session.SessionEvent.PlayProposed;
import dev.opspilot.rituals.session.SessionEvent.PlayRan;
import dev.opspilot.rituals.session.SessionEvent.PlayRefused;
import dev.opspilot.rituals.session.SessionEvent.PlayStarted;
import dev.opspilot.rituals.session.SessionEvent.PlayVerified;
import dev.opspilot.rituals.session.SessionEvent.QuestionAnswered;
import dev.opspilot.rituals.session.SessionEvent.QuestionAsked;
import dev.opspilot.rituals.session.SessionEvent.Rated;
import dev.opspilot.rituals.session.SessionEvent.RitualAsked;
import dev.opspilot.rituals.session.SessionEvent.RitualEnded;
import dev.opspilot.rituals.session.SessionEvent.Started;
import dev.opspilot.rituals.session.SessionEvent.StatusMoved;
import dev.opspilot.rituals.session.SessionEvent.StepBegun;
import dev.opspilot.rituals.session.SessionEvent.StepMoved;
import dev.opspilot.rituals.session.SessionEvent.TakenOver;
import dev.opspilot.rituals.session.SessionEvent.WhyAsked;
import dev.opspilot.rituals.session.SessionEvent.WidgetDrawn;
import dev.opspilot.rituals.session.SessionEvent.WorkflowDrafted;
import dev.opspilot.rituals.session.SessionEvent.WorkflowStarted;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Announcement.State;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.Question;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionView.Rating;
import dev.opspilot.rituals.surface.SessionView.Status;
import dev.opspilot.rituals.surface.SessionView.Telling;
import dev.opspilot.rituals.widget.Widget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A session being changed by one event. */
final class Folding {
    private final RitualSession before;
    private Status status;
    private String reason;
    private Optional<Instant> firstInsightAt;
    private Optional<Instant> finishedAt;
    private List<PlanStep> plan;
    private List<Finding> findings;
    private Telling telling;
    private List<Widget> widgets;
    private List<Play> plays;
    private Optional<Workflow> workflow;
    private List<FollowUp> followUps;
    private List<Receipt> receipts;
    private Optional<Diagnosis> diagnosis;
    private List<Question> questions;
    private List<Rating> ratings;
    private List<Announcement> announcements;
    private ReceiptChain chain;
    private Instant deadline;
    private List<Call> calls;
    private List<WhyAsked> whys;
    private MindWork mind;
    private Optional<Corrected> corrected;
    private Set<HeardKey> decided;
    private Optional<WorkflowRun> run;

    Folding(RitualSession before) {
        this.before = before;
        SessionView view = before.view();
        status = view.status();
        reason = view.reason();
        firstInsightAt = view.firstInsightAt();
        finishedAt = view.finishedAt();
        plan = view.plan();
        findings = view.findings();
        telling = view.telling();
        widgets = view.widgets();
        plays = view.plays();
        workflow = view.workflow();
        followUps = view.followUps();
        receipts = view.receipts();
        diagnosis = view.diagnosis();
        questions = view.questions();
        ratings = view.ratings();
        announcements = view.announcements();
        chain = before.chain();
        deadline = before.deadline();
        calls = before.calls();
        whys = before.whys();
        mind = before.mind();
        corrected = before.corrected();
        decided = before.decided();
        run = before.run();
    }

    RitualSession with(SessionEvent event) {
        switch (event) {
            case Started again ->
                throw new IllegalArgumentException("a session starts once, not again at " + again.at());
            case Planned e -> plan = e.steps();
            case CallAsked e ->
                calls = plus(calls, new Call(e.call(), e.step(), e.source(), e.tool(), e.query(), Optional.empty()));
            case CallAnswered e -> answered(e);
            case StepMoved e ->
                plan = plan.stream()
                        .map(step ->
                                step.id().equals(e.step()) ? step.moved(e.status(), e.output(), e.sources()) : step)
                        .toList();
            case FindingMade e -> {
                findings = headlinesFirst(upserted(findings, e.finding(), Finding::id));
                firstInsightAt = firstInsightAt.or(() -> Optional.of(e.at()));
            }
            case WidgetDrawn e -> widgets = upserted(widgets, e.widget(), Widget::id);
            case Diagnosed e -> diagnosis = Optional.of(e.diagnosis());
            case PlayProposed e -> plays = upserted(plays, e.play(), Play::id);
            case PlayDecided e -> {
                decided = with(e.key());
                play(e.play(), play -> PlayFolding.decided(play, e));
            }
            case PlayRefused e -> decided = with(e.key()); // the play stands where it stood
            case PlayStarted e -> play(e.play(), play -> PlayFolding.started(play, e));
            case PlayRan e -> {
                chain = chain.with(e.receipt());
                receipts = plus(receipts, e.receipt());
                play(e.play(), play -> PlayFolding.ran(play, e));
            }
            case PlayHeld e -> play(e.play(), play -> PlayFolding.held(play, e));
            case PlayVerified e -> play(e.play(), play -> PlayFolding.verified(play, e));
            case PlayExpired e -> play(e.play(), play -> PlayFolding.expired(play, e.at()));
            case WorkflowDrafted e -> workflow = Optional.of(e.workflow());
            case WorkflowStarted e -> run = Optional.of(WorkflowRun.of(e.workflow()));
            case StepBegun e -> run = run.map(each -> each.with(e));
            case StatusMoved e -> status = e.status();
            case RitualAsked e -> run = run.map(each -> each.with(e));
            case RitualEnded e -> run = run.map(each -> each.with(e));
            case FollowUpPlanned e -> followUps = upserted(followUps, e.followUp(), FollowUp::id);
            case MindAsked e -> {
                mind = mind.asked(new MindWork.Open(e.about(), e.round(), e.until()));
                if (e.about().isEmpty()) {
                    telling = new Telling(Optional.of(e.mind()), Optional.empty(), "");
                }
            }
            case Narrated e -> telling = new Telling(telling.asked(), Optional.of(e.narrative()), "");
            case MindAnswered e -> {
                mind = mind.answered(e.about(), e.tokens());
                if (e.about().isEmpty() && !e.silence().isEmpty()) {
                    telling = new Telling(telling.asked(), Optional.empty(), e.silence());
                }
            }
            case QuestionAsked e ->
                questions = plus(
                        questions,
                        new Question(
                                e.key(), e.person(), e.place(), e.question(), e.at(), Optional.empty(), "", false));
            case QuestionAnswered e ->
                questions = questions.stream()
                        .map(each -> each.key().equals(e.key()) ? each.answered(e.answer(), e.mind()) : each)
                        .toList();
            case WhyAsked e -> whys = plus(whys, e);
            case DraftAsked _ -> {
                // what is drafted is read off the log, and changes nothing in it
            }
            case Rated e -> {
                Rating rating = new Rating(e.person(), e.helpful());
                ratings = upserted(ratings, rating, Rating::person);
            }
            case AnnouncementAsked e -> announcements = plus(announcements, e.announcement());
            case AnnouncementAnswered e -> announced(e);
            case Corrected e -> corrected = Optional.of(e);
            case TakenOver e -> deadline = e.deadline();
            case Finished e -> {
                status = e.status();
                reason = e.reason();
                finishedAt = Optional.of(e.at());
            }
        }
        return session();
    }

    private Set<HeardKey> with(HeardKey key) {
        Set<HeardKey> more = new HashSet<>(decided);
        more.add(key);
        return more;
    }

    private void play(PlayId id, UnaryOperator<Play> change) {
        plays = plays.stream()
                .map(play -> play.id().equals(id) ? change.apply(play) : play)
                .toList();
    }

    private void answered(CallAnswered event) {
        chain = chain.with(event.receipt());
        receipts = plus(receipts, event.receipt());
        calls = calls.stream()
                .map(call -> call.id().equals(event.call()) ? call.answeredBy(event.receipt(), event.reading()) : call)
                .toList();
    }

    private void announced(AnnouncementAnswered event) {
        chain = chain.with(event.receipt());
        receipts = plus(receipts, event.receipt());
        State state = event.failure()
                .<State>map(why -> new State.Failed(event.at(), event.receipt().id(), why))
                .orElseGet(() -> new State.Posted(event.at(), event.receipt().id()));
        announcements = announcements.stream()
                .map(each -> each.key().equals(event.key()) ? each.at(state) : each)
                .toList();
    }

    private RitualSession session() {
        SessionView was = before.view();
        SessionView view = new SessionView(
                was.id(),
                was.version() + 1,
                was.ritual(),
                was.intent(),
                // Once another ritual was asked for instead, there is nothing left to correct.
                corrected.isPresent() ? Optional.empty() : was.understood(),
                status,
                reason,
                was.startedAt(),
                firstInsightAt,
                finishedAt,
                was.actor(),
                was.place(),
                plan,
                findings,
                telling,
                widgets,
                plays,
                workflow,
                followUps,
                receipts,
                diagnosis,
                questions.stream().map(this::now).toList(),
                ratings,
                announcements);
        return new RitualSession(view, chain, deadline, calls, whys, mind, corrected, decided, run);
    }

    private Question now(Question question) {
        boolean open = question.answer().isEmpty()
                && (mind.about(Optional.of(question.key())).isPresent()
                        || calls.stream()
                                .anyMatch(call -> call.answer().isEmpty()
                                        && call.question().equals(Optional.of(question.key()))));
        return open == question.open() ? question : question.open(open);
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

    private static List<Finding> headlinesFirst(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparingInt(finding -> {
                    int place = FindingId.HEADLINES.indexOf(finding.id());
                    return place < 0 ? FindingId.HEADLINES.size() : place;
                }))
                .toList();
    }
}
