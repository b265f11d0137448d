package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.Answer.Content.Document;
import dev.opspilot.rituals.surface.Question;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget.Note;
import dev.opspilot.rituals.widget.Widget.Timeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first draft of the report that is written after an incident, read off the session; it adds nothing to it. */
final class PostIncident {
    private static final int DIGITS = 12;

    private final SessionView view;
    private final Markdown out = new Markdown();

    private PostIncident(SessionView view) {
        this.view = view;
    }

    /** The draft; empty before there is a verdict. */
    static Optional<Document> of(SessionView view, Instant now) {
        return view.verdict().map(verdict -> new PostIncident(view).document(verdict, now));
    }

    private Document document(Finding verdict, Instant now) {
        String title = "Incident report (draft): " + view.intent();
        out.title(title);
        out.paragraph("Drafted " + now.truncatedTo(ChronoUnit.SECONDS) + " from session " + view.id() + ", which "
                + view.actor().name() + " began " + view.startedAt().truncatedTo(ChronoUnit.SECONDS)
                + ". Numbers in brackets name receipts.");
        section("Severity", Severity.ID, "None was proposed.");
        out.heading("Summary");
        out.paragraph(cited(verdict.text(), verdict.receipts()) + " Confidence: "
                + verdict.confidence().name().toLowerCase(Locale.ROOT) + ".");
        section("Impact", Impact.ID, "None was found.");
        finding(FindingId.PRECEDENT).ifPresent(each -> {
            out.heading("Seen before");
            out.paragraph(cited(each.text(), each.receipts()));
        });
        timeline();
        suspects();
        moves();
        plays();
        questions(verdict);
        receipts();
        return new Document(title, out.toString());
    }

    private void section(String heading, FindingId id, String otherwise) {
        out.heading(heading);
        out.paragraph(
                finding(id).map(each -> cited(each.text(), each.receipts())).orElse(otherwise));
    }

    private Optional<Finding> finding(FindingId id) {
        return view.findings().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private void timeline() {
        out.heading("Timeline (UTC)");
        List<Timeline> timelines = view.widgets().stream()
                .filter(each -> each.head().template().equals("incident/timeline"))
                .filter(Timeline.class::isInstance)
                .map(Timeline.class::cast)
                .toList();
        if (timelines.isEmpty()) {
            out.paragraph("Nothing happened that a source told of.");
        }
        timelines.stream()
                .flatMap(each -> each.entries().stream())
                .forEach(each -> out.item(each.at().truncatedTo(ChronoUnit.SECONDS) + " ("
                        + (each.inferred() ? "inferred" : "reported") + "): " + cited(each.text(), each.receipts())));
    }

    private void suspects() {
        out.heading("Suspects");
        List<Suspect> suspects = view.diagnosis().map(Diagnosis::suspects).orElse(List.of());
        if (suspects.isEmpty()) {
            out.paragraph("None was weighed.");
        }
        for (Suspect suspect : suspects) {
            out.item(standing(suspect) + ": " + suspect.title());
            suspect.evidence()
                    .forEach(each -> out.below(
                            (each.speaksFor() ? "For: " : "Against: ") + cited(each.text(), each.receipts())));
        }
    }

    private static String standing(Suspect suspect) {
        return switch (suspect.standing()) {
            case LEADING -> "Leading";
            case WEAKENED -> "Weakened";
            case REFUTED -> "Ruled out";
        };
    }

    /** How the suspicions moved, which tells later what was known when. */
    private void moves() {
        view.widgets().stream()
                .filter(each -> each.head().template().equals("incident/hypotheses"))
                .filter(Timeline.class::isInstance)
                .map(Timeline.class::cast)
                .forEach(each -> {
                    out.heading(each.title());
                    each.entries().forEach(move -> out.item(cited(move.text(), move.receipts())));
                });
    }

    private void plays() {
        out.heading("What was proposed");
        if (view.plays().isEmpty()) {
            out.paragraph("Nothing.");
        }
        for (Play play : view.plays()) {
            out.item(cited(
                    play.title() + " (" + play.status().name().toLowerCase(Locale.ROOT) + "). " + play.because(),
                    play.receipts()));
            out.below(
                    switch (play.rollback()) {
                        case Rollback.Undo undo -> "Way back: " + undo.how();
                        case Rollback.Irreversible(String because) -> "No way back: " + because;
                    });
        }
    }

    private void questions(Finding verdict) {
        out.heading("Open questions");
        List<String> open = new ArrayList<>();
        open.add(view.diagnosis()
                .flatMap(Diagnosis::leading)
                .map(lead -> "Was it " + Verdicts.decapitalised(lead.title())
                        + "? The evidence ranks it first, with "
                        + verdict.confidence().name().toLowerCase(Locale.ROOT)
                        + " confidence; nobody has confirmed it here.")
                .orElse("What was the cause? None was found."));
        view.widgets().stream()
                .filter(each -> each.head().template().equals("incident/unchecked"))
                .filter(Note.class::isInstance)
                .map(Note.class::cast)
                .flatMap(note -> note.text().lines().map(line -> note.title() + ": " + line))
                .forEach(open::add);
        view.questions().forEach(each -> open.add(asked(each)));
        open.forEach(out::item);
    }

    private String asked(Question question) {
        return question.person().name() + " asked: " + question.text() + " "
                + question.answer()
                        .map(answer -> "Answered: " + cited(answer.text(), answer.receipts()))
                        .orElse("Not answered.");
    }

    private void receipts() {
        out.heading("Receipts");
        out.row(List.of("Receipt", "Source", "Tool", "At (UTC)", "Outcome", "Digest of the result"));
        out.rule(6);
        view.receipts()
                .forEach(each -> out.row(List.of(
                        Long.toString(each.seq()),
                        each.source(),
                        each.tool(),
                        each.observedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                        each.outcome().name().toLowerCase(Locale.ROOT),
                        each.result().hex().substring(0, DIGITS))));
    }

    private String cited(String text, List<ReceiptId> receipts) {
        List<String> numbers = view.receipts().stream()
                .filter(each -> receipts.contains(each.id()))
                .map(Receipt::seq)
                .map(seq -> Long.toString(seq))
                .toList();
        return text + " (" + String.join(", ", numbers) + ")";
    }
}
