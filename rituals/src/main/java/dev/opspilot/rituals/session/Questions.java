package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Answers;
import dev.opspilot.rituals.mind.DirectAnswers;
import dev.opspilot.rituals.mind.Evidence;
import dev.opspilot.rituals.mind.FigureQuestion;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.mind.Thought;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.MindAnswered;
import dev.opspilot.rituals.session.SessionEvent.QuestionAnswered;
import dev.opspilot.rituals.session.SessionEvent.QuestionAsked;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Free questions about a session: answered from its evidence, with a new reading first where the question names
 * something that was not read, or was read too long ago. Pure.
 */
final class Questions {
    /** A reading younger than this is not taken again. */
    static final Duration FRESH = Duration.ofMinutes(5);

    private final MindTalk talk;
    private final Instruments instruments;

    Questions(MindTalk talk, Instruments instruments) {
        this.talk = talk;
        this.instruments = instruments;
    }

    void asked(Progress progress, Ritual ritual, Heard.Asked asked, Instant now) {
        progress.want(new Effect.AwaitPost(asked.key()));
        Optional<Question> known = progress.state().question(asked.key());
        if (known.isPresent()) {
            goOn(progress, known.get());
            return;
        }
        progress.add(new QuestionAsked(now, asked.key(), asked.person(), asked.place(), asked.question()));
        figure(progress, ritual, asked.key()).ifPresent(figure -> readFor(progress, figure, asked.key(), now));
        for (Capability capability :
                Answers.named(asked.question()).stream().sorted().toList()) {
            if (!isFresh(progress.state(), capability, now)) {
                progress.ask(RitualSession.stepOf(asked.key()), ritual.query(capability, now), instruments, now);
            }
        }
        answerIfRead(progress, ritual, asked.key(), now);
    }

    /** The amount that a question asks for, as of when it was asked. */
    private static Optional<FigureQuestion> figure(Progress progress, Ritual ritual, HeardKey key) {
        return progress.state()
                .question(key)
                .flatMap(each -> FigureQuestion.of(each.text(), ritual.zone(), each.askedAt()));
    }

    /** Asks for an amount that no reading covers, where such a figure came from, or else wherever was not asked yet. */
    private void readFor(Progress progress, FigureQuestion figure, HeardKey key, Instant now) {
        List<FigureQuestion.Known> read = read(progress.state());
        if (figure.answer(id(progress, key), read).isPresent()) {
            return;
        }
        Set<Capability> asked = progress.state().readings().stream()
                .map(call -> call.query().capability())
                .collect(Collectors.toSet());
        for (Capability capability :
                figure.sources(read, asked).stream().sorted().toList()) {
            progress.ask(RitualSession.stepOfFigure(key), figure.query(capability), instruments, now);
        }
    }

    private static List<FigureQuestion.Known> read(RitualSession session) {
        List<FigureQuestion.Known> known = new ArrayList<>();
        for (Call call : session.calls()) {
            call.answer().ifPresent(answer -> {
                if (answer.reading() instanceof Reading.Found(var _, Facts facts)) {
                    facts.series()
                            .forEach(each -> known.add(new FigureQuestion.Known(
                                    call.query().capability(),
                                    each,
                                    answer.receipt().id(),
                                    call.source())));
                }
            });
        }
        return known;
    }

    /** Takes a question up where it was left, as after a crash. */
    void goOn(Progress progress, Question question) {
        if (question.answer().isPresent()) {
            post(progress, question.key());
            return;
        }
        progress.askAgain(progress.state().open(question.key()));
        progress.state().mind().about(Optional.of(question.key())).ifPresent(open -> talk.think(progress, open));
    }

    private static boolean isFresh(RitualSession session, Capability capability, Instant now) {
        return session.readings().stream()
                .filter(call -> call.query().capability() == capability)
                .flatMap(call -> call.answer().stream())
                .anyMatch(answer -> answer.receipt().observedAt().plus(FRESH).isAfter(now));
    }

    /**
     * After a reading that a question wanted: what it says is a finding like any other, unless it is of a stretch of time
     * that the session does not look at.
     */
    void read(Progress progress, Ritual ritual, Call call, HeardKey question, Instant now) {
        if (!call.isAside()) {
            ritual.assess(progress.state(), now).events().stream()
                    .filter(FindingMade.class::isInstance)
                    .forEach(progress::add);
        }
        answerIfRead(progress, ritual, question, now);
    }

    /** An amount is added up from what was counted; only what is no amount is left to a language mind. */
    private void answerIfRead(Progress progress, Ritual ritual, HeardKey question, Instant now) {
        if (!progress.state().open(question).isEmpty()) {
            return;
        }
        Optional<Finding> amount = figure(progress, ritual, question)
                .flatMap(figure -> figure.answer(id(progress, question), read(progress.state())));
        if (amount.isPresent()) {
            progress.add(new QuestionAnswered(now, question, amount.get(), Minds.PLAYBOOK));
            post(progress, question);
        } else if (!talk.ask(progress, Optional.of(question), now)) {
            playbook(progress, question, now);
        }
    }

    /** After a thought about a question. */
    void thought(
            Progress progress,
            Ritual ritual,
            HeardKey question,
            Thought thought,
            List<Evidence> evidence,
            Instant now) {
        Optional<HeardKey> about = Optional.of(question);
        switch (thought) {
            case Thought.Told told -> {
                Narrative narrative = talk.check(progress.state(), evidence, told.claims());
                boolean silent = narrative.sentences().isEmpty();
                progress.add(new MindAnswered(
                        now, about, told.tokens(), silent ? "It said nothing that the evidence carries." : ""));
                if (silent) {
                    playbook(progress, question, now);
                } else {
                    answered(progress, question, narrative, now);
                }
            }
            case Thought.Reads reads -> {
                progress.add(new MindAnswered(now, about, reads.tokens(), ""));
                if (!talk.reads(progress, ritual, reads, about, now)) {
                    playbook(progress, question, now);
                }
            }
            case Thought.Failed failed -> {
                progress.add(new MindAnswered(now, about, failed.tokens(), failed.reason()));
                playbook(progress, question, now);
            }
        }
    }

    private static void answered(Progress progress, HeardKey question, Narrative narrative, Instant now) {
        Finding answer = new Finding(
                id(progress, question),
                narrative.text(),
                Confidence.MEDIUM,
                narrative.receipts(),
                List.of(),
                List.of());
        progress.add(new QuestionAnswered(now, question, answer, narrative.mind()));
        post(progress, question);
    }

    private static void playbook(Progress progress, HeardKey question, Instant now) {
        RitualSession session = progress.state();
        String text = session.question(question).map(Question::text).orElse("");
        DirectAnswers.of(id(progress, question), text, session.view())
                .or(() -> Answers.answer(
                        id(progress, question),
                        text,
                        MindTalk.evidence(session),
                        session.view().receipts().stream().map(Receipt::id).toList()))
                .ifPresent(answer -> progress.add(new QuestionAnswered(now, question, answer, Minds.PLAYBOOK)));
        post(progress, question);
    }

    private static FindingId id(Progress progress, HeardKey question) {
        List<HeardKey> keys =
                progress.state().view().questions().stream().map(Question::key).toList();
        return new FindingId("answer-" + (keys.indexOf(question) + 1));
    }

    private static void post(Progress progress, HeardKey key) {
        progress.state()
                .question(key)
                .ifPresent(question -> progress.want(new Effect.Post(
                        key, question.person(), question.place(), content(progress.state(), question))));
    }

    private static Answer.Content content(RitualSession session, Question question) {
        return question.answer()
                .flatMap(finding -> session.view().why(finding.id()))
                .<Answer.Content>map(why -> new Answer.Content.Reply(question.text(), question.mind(), why))
                .orElseGet(() -> new Answer.Content.Document(
                        "Nothing to answer from",
                        "This session could not read any source, so there is nothing to answer from."));
    }
}
