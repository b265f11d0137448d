package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.play.Play;
import java.util.List;

/** The same view at another version. */
public record SessionViews(SessionView view) {
    public SessionView at(long version) {
        return with(version, view.plays());
    }

    /** The same with other plays. */
    public SessionView with(List<Play> plays) {
        return with(view.version(), plays);
    }

    private SessionView with(long version, List<Play> plays) {
        return new SessionView(
                view.id(),
                version,
                view.ritual(),
                view.intent(),
                view.understood(),
                view.status(),
                view.reason(),
                view.startedAt(),
                view.firstInsightAt(),
                view.finishedAt(),
                view.actor(),
                view.place(),
                view.plan(),
                view.findings(),
                view.telling(),
                view.widgets(),
                plays,
                view.workflow(),
                view.followUps(),
                view.receipts(),
                view.diagnosis(),
                view.questions(),
                view.ratings());
    }
}
