package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.widget.Widget;
import java.time.Instant;
import java.util.List;

/** The same view, but for one thing. */
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
                view.ratings(),
                view.announcements());
    }

    public SessionView withPlays(List<Play> plays) {
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
                view.widgets(),
                plays,
                view.workflow(),
                view.followUps(),
                view.receipts(),
                view.diagnosis(),
                view.questions(),
                view.ratings(),
                view.announcements());
    }

    public SessionView of(SessionId id) {
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
                view.ratings(),
                view.announcements());
    }

    public SessionView begunAt(Instant startedAt) {
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
                view.ratings(),
                view.announcements());
    }

    public SessionView by(String person) {
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
                view.ratings(),
                view.announcements());
    }

    public SessionView withFindings(List<Finding> findings) {
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
                view.ratings(),
                view.announcements());
    }

    public SessionView withQuestions(List<Question> questions) {
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
                view.widgets(),
                view.plays(),
                view.workflow(),
                view.followUps(),
                view.receipts(),
                view.diagnosis(),
                questions,
                view.ratings(),
                view.announcements());
    }

    public SessionView with(Widget widget) {
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
                view.ratings(),
                view.announcements());
    }

    public SessionView withAnnouncements(List<Announcement> announcements) {
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
                view.widgets(),
                view.plays(),
                view.workflow(),
                view.followUps(),
                view.receipts(),
                view.diagnosis(),
                view.questions(),
                view.ratings(),
                announcements);
    }
}
