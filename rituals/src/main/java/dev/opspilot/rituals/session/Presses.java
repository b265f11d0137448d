package dev.opspilot.rituals.session;

import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.session.SessionEvent.Corrected;
import dev.opspilot.rituals.session.SessionEvent.DraftAsked;
import dev.opspilot.rituals.session.SessionEvent.Finished;
import dev.opspilot.rituals.session.SessionEvent.Rated;
import dev.opspilot.rituals.session.SessionEvent.WhyAsked;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import dev.opspilot.rituals.surface.Understood;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the buttons of a session do. Pure. */
final class Presses {
    /** A second press within this time is the same press. */
    static final Duration DOUBLE_CLICK = Duration.ofSeconds(2);

    private final Map<RitualName, Ritual> rituals;

    Presses(Map<RitualName, Ritual> rituals) {
        this.rituals = rituals;
    }

    Decision decide(RitualSession session, Heard.Pressed pressed, Instant now) {
        return switch (pressed.button()) {
            case Heard.Button.Why(FindingId finding) -> why(session, pressed, finding, now);
            case Heard.Button.Correct(RitualName ritual) -> correct(session, pressed, ritual, now);
            case Heard.Button.PostIncident() -> draft(session, pressed, now);
            case Heard.Button.Decide _ -> throw new IllegalArgumentException("decisions about plays are Acting's");
            case Heard.Button.Stop() ->
                stopped(session, "Stopped by " + pressed.person().name() + ".", now);
            case Heard.Button.Rate(boolean helpful) -> rate(session, pressed, helpful, now);
        };
    }

    private static Decision why(RitualSession session, Heard.Pressed pressed, FindingId finding, Instant now) {
        Optional<Explanation> explanation = session.view().why(finding);
        if (explanation.isEmpty()) {
            return Decision.NOTHING;
        }
        boolean known = session.whys().stream().anyMatch(asked -> asked.key().equals(pressed.key()));
        boolean doubled = !known
                && session.whys().stream()
                        .anyMatch(asked -> asked.finding().equals(finding)
                                && asked.person().equals(pressed.person())
                                && asked.at().plus(DOUBLE_CLICK).isAfter(now));
        if (doubled) {
            return Decision.NOTHING;
        }
        Depth depth = Depth.after(session.pressesBefore(pressed.key(), pressed.person(), finding));
        List<SessionEvent> events = known
                ? List.of()
                : List.of(new WhyAsked(now, pressed.key(), pressed.person(), pressed.place(), finding));
        return new Decision(
                events,
                List.of(new Effect.Post(
                        pressed.key(),
                        pressed.person(),
                        pressed.place(),
                        new Answer.Content.Why(explanation.get(), depth, List.of()))));
    }

    /** Ends the session in favour of one of the ritual that was meant; once, however often it is pressed. */
    private Decision correct(RitualSession session, Heard.Pressed pressed, RitualName ritual, Instant now) {
        if (session.corrected().isPresent()) {
            Corrected before = session.corrected().get();
            return before.key().equals(pressed.key())
                    ? new Decision(List.of(), List.of(begin(session, before)))
                    : Decision.NOTHING;
        }
        if (ritual == session.view().ritual() || !rituals.containsKey(ritual)) {
            return Decision.NOTHING;
        }
        Progress progress = new Progress(session);
        Corrected corrected = new Corrected(
                now,
                pressed.key(),
                pressed.person(),
                ritual,
                session.view().id().next(ritual.key()));
        progress.add(corrected);
        if (!session.view().status().isEnd()) {
            String by = pressed.person().name();
            progress.add(new Finished(now, Status.CANCELLED, "Asked for again as " + ritual.key() + " by " + by + "."));
        }
        progress.want(begin(session, corrected));
        return progress.decision();
    }

    private static Effect begin(RitualSession session, Corrected corrected) {
        String words = session.view()
                .understood()
                .map(Understood::words)
                .orElse(session.view().intent());
        return Effect.Begin.once(
                corrected.next(),
                corrected.key(),
                corrected.person(),
                session.view().place(),
                corrected.ritual(),
                words,
                Optional.of(new Understood(words, Understood.By.RULES)));
    }

    private Decision draft(RitualSession session, Heard.Pressed pressed, Instant now) {
        return Optional.ofNullable(rituals.get(session.view().ritual()))
                .flatMap(ritual -> ritual.document(session.view(), now))
                .map(document -> new Decision(
                        List.of(new DraftAsked(now, pressed.key(), pressed.person(), pressed.place())),
                        List.of(new Effect.Post(pressed.key(), pressed.person(), pressed.place(), document))))
                .orElse(Decision.NOTHING);
    }

    /** Ends a session with what it has, unless it has ended. */
    static Decision stopped(RitualSession session, String reason, Instant now) {
        if (session.view().status().isEnd()) {
            return Decision.NOTHING;
        }
        Progress progress = new Progress(session);
        progress.add(new Finished(now, Status.CANCELLED, reason));
        return progress.decision();
    }

    /** Keeps the last word of each person. */
    private static Decision rate(RitualSession session, Heard.Pressed pressed, boolean helpful, Instant now) {
        boolean said = session.view().ratings().stream()
                .anyMatch(each -> each.person().equals(pressed.person()) && each.helpful() == helpful);
        if (said) {
            return Decision.NOTHING;
        }
        Progress progress = new Progress(session);
        progress.add(new Rated(now, pressed.key(), pressed.person(), helpful));
        return progress.decision();
    }
}
