package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.surface.SessionView;

/** The same view at another version. */
record SessionViews(SessionView view) {
    SessionView at(long version) {
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
