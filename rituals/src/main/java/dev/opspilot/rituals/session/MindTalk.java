package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.mind.AskedReading;
import dev.opspilot.rituals.mind.Assignment;
import dev.opspilot.rituals.mind.Assignment.Job;
import dev.opspilot.rituals.mind.Claim;
import dev.opspilot.rituals.mind.ClaimCheck;
import dev.opspilot.rituals.mind.Evidence;
import dev.opspilot.rituals.mind.EvidenceList;
import dev.opspilot.rituals.mind.Mind;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.mind.Thought;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.session.SessionEvent.MindAnswered;
import dev.opspilot.rituals.session.SessionEvent.MindAsked;
import dev.opspilot.rituals.session.SessionEvent.Narrated;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Question;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a session asks of its language mind, and what it takes from the answer. Pure. */
final class MindTalk {
    /** What a mind wanted to be read stands under this step, which is on no plan. */
    private static final StepId READS = new StepId("mind");

    private final Minds minds;
    private final Instruments instruments;

    MindTalk(Minds minds, Instruments instruments) {
        this.minds = minds;
        this.instruments = instruments;
    }

    /** Asks the mind of the session's ritual; tells whether there is one that may still be asked. */
    boolean ask(Progress progress, Optional<HeardKey> about, Instant now) {
        RitualSession session = progress.state();
        Optional<Mind> mind = minds.of(session.view().ritual());
        if (mind.isEmpty()
                || left(session, mind.get()) <= 0
                || session.view().receipts().isEmpty()) {
            return false;
        }
        Instant until = now.plus(mind.get().budget().time());
        int round = session.mind().calls() + 1;
        progress.add(new MindAsked(now, about, mind.get().name(), round, until));
        think(progress, new MindWork.Open(about, round, until));
        return true;
    }

    /** Asks for a thought that was asked for already, as after a crash. */
    void think(Progress progress, MindWork.Open open) {
        RitualSession session = progress.state();
        minds.of(session.view().ritual())
                .ifPresent(mind -> progress.want(new Effect.Think(
                        open.about(), open.round(), session.view().ritual(), assignment(session, mind, open.about()))));
        progress.want(new Effect.WakeAt(open.until()));
    }

    private Assignment assignment(RitualSession session, Mind mind, Optional<HeardKey> about) {
        SessionView view = session.view();
        boolean last = session.mind().calls() >= mind.budget().calls();
        return new Assignment(
                about.isPresent() ? Job.ANSWER : Job.NARRATE,
                view.ritual(),
                about.flatMap(session::question).map(Question::text).orElse(view.intent()),
                evidence(session),
                last ? Set.of() : unread(session, mind.mayRead()),
                mind.budget().tokens() - session.mind().tokens());
    }

    /** All that can be said of a session, with what was read because a mind or a question asked for it. */
    static List<Evidence> evidence(RitualSession session) {
        return EvidenceList.of(
                session.view(),
                session.readings().stream()
                        .filter(call -> call.step().equals(READS) || call.isOfQuestion())
                        .flatMap(call -> call.answer().stream()
                                .map(answer -> new AskedReading(
                                        call.query(),
                                        call.source(),
                                        answer.reading(),
                                        answer.receipt().id())))
                        .toList());
    }

    /** Calls that are left of the budget; none once the tokens are used up. */
    private static int left(RitualSession session, Mind mind) {
        return session.mind().tokens() >= mind.budget().tokens()
                ? 0
                : mind.budget().calls() - session.mind().calls();
    }

    private Set<Capability> unread(RitualSession session, Set<Capability> wanted) {
        Set<Capability> read = session.readings().stream()
                .map(call -> call.query().capability())
                .collect(Collectors.toSet());
        return wanted.stream()
                .filter(each ->
                        !read.contains(each) && !instruments.serving(each).isEmpty())
                .collect(Collectors.toSet());
    }

    /** Takes one more sentence of what the session amounts to, if it holds. */
    void heard(Progress progress, Input.Said said, Instant now) {
        RitualSession session = progress.state();
        if (said.about().isPresent()
                || session.view().status().isEnd()
                || !isOpen(session, Optional.empty(), said.round())) {
            return;
        }
        Narrative more = check(session, said.evidence(), List.of(said.claim()));
        if (!more.sentences().isEmpty()) {
            List<Narrative.Sentence> before = session.view()
                    .telling()
                    .narrative()
                    .map(Narrative::sentences)
                    .orElse(List.of());
            progress.add(new Narrated(
                    now,
                    new Narrative(
                            more.mind(),
                            Stream.concat(before.stream(), more.sentences().stream())
                                    .toList(),
                            List.of())));
        }
    }

    static boolean isOpen(RitualSession session, Optional<HeardKey> about, int round) {
        return session.mind().about(about).filter(open -> open.round() == round).isPresent();
    }

    /** What a mind wants to be read, if it may; the events that say so are added, and the calls are made. */
    boolean reads(Progress progress, Ritual ritual, Thought.Reads reads, Optional<HeardKey> about, Instant now) {
        RitualSession session = progress.state();
        Set<Capability> allowed = minds.of(session.view().ritual())
                .map(mind -> unread(session, mind.mayRead()))
                .orElse(Set.of());
        StepId step = about.map(RitualSession::stepOf).orElse(READS);
        boolean any = false;
        for (Capability capability : reads.capabilities().stream().sorted().toList()) {
            if (allowed.contains(capability)) {
                progress.ask(step, ritual.query(capability, now), instruments, now);
                any = true;
            }
        }
        return any;
    }

    /** What of a mind's sentences holds against what it was given. */
    Narrative check(RitualSession session, List<Evidence> evidence, List<Claim> claims) {
        String name = minds.of(session.view().ritual()).map(Mind::name).orElse(Minds.PLAYBOOK);
        return ClaimCheck.against(evidence).check(name, claims);
    }

    /** Notes the end of a thought about what the session amounts to, with what it told. */
    void told(Progress progress, Thought thought, List<Evidence> evidence, Instant now) {
        switch (thought) {
            case Thought.Told told -> {
                Narrative narrative = check(progress.state(), evidence, told.claims());
                progress.add(new Narrated(now, narrative));
                progress.add(new MindAnswered(
                        now,
                        Optional.empty(),
                        told.tokens(),
                        narrative.sentences().isEmpty() ? "It said nothing that the evidence carries." : ""));
            }
            case Thought.Reads reads ->
                progress.add(new MindAnswered(
                        now, Optional.empty(), reads.tokens(), "It asked for more than it may have read."));
            case Thought.Failed failed ->
                progress.add(new MindAnswered(now, Optional.empty(), failed.tokens(), failed.reason()));
        }
    }
}
