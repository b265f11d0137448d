package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.time.Instant;
import java.util.List;

/** The same view, but for one thing. */
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

    SessionView of(SessionId id) {
        return new SessionView(
                id,
                view.version(),
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

    SessionView begunAt(Instant startedAt) {
        return new SessionView(
                view.id(),
                view.version(),
                view.ritual(),
                view.intent(),
                view.understood(),
                view.status(),
                view.reason(),
                startedAt,
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

    SessionView by(String person) {
        return new SessionView(
                view.id(),
                view.version(),
                view.ritual(),
                view.intent(),
                view.understood(),
                view.status(),
                view.reason(),
                view.startedAt(),
                view.firstInsightAt(),
                view.finishedAt(),
                new Person(view.actor().surface(), person, person),
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

    SessionView with(List<Finding> findings) {
        return new SessionView(
                view.id(),
                view.version(),
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
                findings,
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

    SessionView with(Widget widget) {
        return new SessionView(
                view.id(),
                view.version(),
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
                List.of(widget),
                view.plays(),
                view.workflow(),
                view.followUps(),
                view.receipts(),
                view.diagnosis(),
                view.questions(),
                view.ratings());
    }
}
