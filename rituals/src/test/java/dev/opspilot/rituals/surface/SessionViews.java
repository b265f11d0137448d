package dev.opspilot.rituals.surface;

/** The same view at another version. */
public record SessionViews(SessionView view) {
    public SessionView at(long version) {
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
                view.plays(),
                view.workflow(),
                view.followUps(),
                view.receipts(),
                view.diagnosis(),
                view.questions(),
                view.ratings());
    }
}
