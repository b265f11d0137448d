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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
        done();
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
        List<Timeline.Entry> entries = Stream.concat(
                        timelines.stream().flatMap(each -> each.entries().stream()),
                        acted().flatMap(play -> Doings.entries(play).stream()))
                .sorted(Comparator.comparing(Timeline.Entry::at))
                .toList();
        if (entries.isEmpty()) {
            out.paragraph("Nothing happened that a source told of.");
        }
        entries.forEach(each -> out.item(each.at().truncatedTo(ChronoUnit.SECONDS) + " ("
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

    /** The plays that somebody let run, or did by hand. */
    private Stream<Play> acted() {
        return view.plays().stream().filter(Doings::isDone);
    }

    private void done() {
        out.heading("What was done");
        if (acted().findAny().isEmpty()) {
            out.paragraph("Nothing from this session.");
        }
        acted().forEach(play -> {
            out.item(cited(play.title() + " (" + play.status().words() + "). " + play.because(), play.receipts()));
            Doings.lines(play).forEach(line -> out.below(cited(line.words(), line.receipts())));
            out.below(wayBack(play));
        });
    }

    private void plays() {
        out.heading("What was proposed");
        List<Play> proposed =
                view.plays().stream().filter(each -> !Doings.isDone(each)).toList();
        if (proposed.isEmpty()) {
            out.paragraph(view.plays().isEmpty() ? "Nothing." : "Nothing else.");
        }
        for (Play play : proposed) {
            out.item(cited(play.title() + " (" + play.status().words() + "). " + play.because(), play.receipts()));
            out.below(wayBack(play));
        }
    }

    private static String wayBack(Play play) {
        return switch (play.rollback()) {
            case Rollback.Undo undo -> "Way back: " + undo.how();
            case Rollback.Irreversible(String because) -> "No way back: " + because;
        };
    }

    private void questions(Finding verdict) {
        out.heading("Open questions");
        List<String> open = new ArrayList<>();
        open.add(view.diagnosis()
                .flatMap(Diagnosis::leading)
                .map(lead -> cause(lead, verdict))
                .orElse("What was the cause? None was found."));
        acted().filter(Doings::stands)
                .forEach(play -> open.add("How long does “" + play.title()
                        + "” stand, and what takes its place? It was done and not taken back."));
        view.widgets().stream()
                .filter(each -> each.head().template().equals("incident/unchecked"))
                .filter(Note.class::isInstance)
                .map(Note.class::cast)
                .flatMap(note -> note.text().lines().map(line -> note.title() + ": " + line))
                .forEach(open::add);
        view.questions().forEach(each -> open.add(asked(each)));
        open.forEach(out::item);
    }

    private String cause(Suspect lead, Finding verdict) {
        String title = Verdicts.decapitalised(lead.title());
        String ranked = "The evidence ranks it first, with "
                + verdict.confidence().name().toLowerCase(Locale.ROOT) + " confidence; ";
        Optional<Play> tried = acted().filter(play -> play.intention()
                        .filter(meant ->
                                meant.parameters().containsValue(lead.subject().name()))
                        .isPresent())
                .filter(play -> play.verification().isPresent())
                .findFirst();
        if (tried.isEmpty()) {
            return "Was it " + title + "? " + ranked + "nobody has confirmed it here.";
        }
        Play play = tried.get();
        return play.verification().orElseThrow().verified()
                ? "What about " + title + " was it? " + ranked + "after “" + play.title()
                        + "” the figures recovered, which confirms it."
                : "Was it " + title + "? " + ranked + "after “" + play.title() + "” no recovery could be verified.";
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
