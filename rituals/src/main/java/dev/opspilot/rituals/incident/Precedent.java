package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.ActWords;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Trouble;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.Finding.Considered;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An earlier drill of OpsPilot's own log that met a trouble like this one, what was done then and how it ended. Alike
 * are those whose figures that were off are mostly the same, the main symptom among them, and whose cause, where both
 * have one, is of the same kind; the same provider or service counts for more.
 *
 * @param shared how many figures were off then and are off now
 * @param all how many were off then or are off now
 * @param ongoing whether it met this very trouble, which had begun by then
 * @param calm the first drill after it that found nothing wrong
 */
record Precedent(
        PastSession past,
        int shared,
        int all,
        boolean sameCause,
        boolean ongoing,
        Optional<PastSession> calm,
        List<ReceiptId> receipts) {
    /** The least share of the figures that must be the same. */
    private static final double ALIKE = 0.5;

    private static final double VERY = 0.75;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM, HH:mm 'UTC'", Locale.ENGLISH);

    /**
     * Those of the same cause first, and of them the one from which it was helped, then the one most like this trouble,
     * then the latest; this trouble's own earlier drills only when there is no other.
     */
    static Optional<Precedent> of(CaseFile file) {
        return file.trouble()
                .flatMap(trouble -> drills(file)
                        .flatMap(each -> of(each, trouble, file).stream())
                        .min(Comparator.comparing(Precedent::ongoing)
                                .thenComparing(each -> !each.sameCause())
                                .thenComparingInt(Precedent::left)
                                .thenComparing(Comparator.comparingDouble(Precedent::likeness)
                                        .reversed())
                                .thenComparing(each -> each.past().startedAt(), Comparator.reverseOrder())));
    }

    /** How many earlier drills were looked at. */
    static long lookedAt(CaseFile file) {
        return drills(file).count();
    }

    private static Stream<Sourced<PastSession>> drills(CaseFile file) {
        return file.read().sessions().stream()
                .filter(each -> each.fact().ritual().equals(RitualName.INCIDENT.key()));
    }

    private static Optional<Precedent> of(Sourced<PastSession> drill, Trouble trouble, CaseFile file) {
        PastSession past = drill.fact();
        List<String> now = file.disturbed().stream()
                .map(each -> Statements.name(each.appraisal()))
                .distinct()
                .toList();
        Set<String> then = Set.copyOf(past.disturbed());
        int shared = (int) now.stream().filter(then::contains).count();
        int all = now.size() + then.size() - shared;
        boolean symptom = then.contains(Statements.name(trouble.main().fact()));
        Optional<Suspect> lead = file.diagnosis().leading();
        if (!symptom || shared < ALIKE * all || otherKind(lead, past)) {
            return Optional.empty();
        }
        List<ReceiptId> receipts = Stream.concat(
                        drill.receipts().stream(), file.disturbed().stream().flatMap(each -> each.receipts().stream()))
                .distinct()
                .toList();
        return Optional.of(new Precedent(
                past,
                shared,
                all,
                lead.isPresent() && sameCause(lead.get(), past, file),
                past.endedAt().isAfter(trouble.onset()),
                drills(file)
                        .map(Sourced::fact)
                        .filter(each -> each.startedAt().isAfter(past.endedAt()))
                        .filter(each -> each.verdict().equals(Optional.of("healthy")))
                        .min(Comparator.comparing(PastSession::startedAt)),
                receipts));
    }

    private static boolean otherKind(Optional<Suspect> lead, PastSession past) {
        return lead.isPresent()
                && past.cause().isPresent()
                && lead.get().subject().kind() != past.cause().get().kind();
    }

    /** The same provider or service, or a change of the same service. */
    private static boolean sameCause(Suspect lead, PastSession past, CaseFile file) {
        Optional<Subject> cause = past.cause();
        if (cause.isEmpty()) {
            return false;
        }
        return cause.get().equals(lead.subject())
                || (lead.subject().kind() == Subject.Kind.CHANGE
                        && Remedies.changed(lead, file)
                                .filter(service -> past.causeTitle()
                                        .filter(title -> title.endsWith(" of " + Name.shown(service)))
                                        .isPresent())
                                .isPresent());
    }

    /** How much was left to do behind it: nothing where something helped, all where nothing was done. */
    private int left() {
        if (past.helped()) {
            return 0;
        }
        return past.acts().stream().anyMatch(PastAct::stands) ? 1 : 2;
    }

    private double likeness() {
        return shared / (double) all;
    }

    Finding finding() {
        return new Finding(
                FindingId.PRECEDENT,
                met() + " " + done() + ended(),
                sameCause && likeness() >= VERY ? Confidence.HIGH : Confidence.MEDIUM,
                receipts,
                List.of(new Calculation(
                        "Figures off then and now",
                        shared + " of " + all,
                        "at least half, the main symptom among them",
                        "Figures that were off in that drill and are off in this one, of all that were off in either;"
                                + " a drill whose likeliest cause is of another kind is not taken.",
                        receipts)),
                List.of(new Considered(
                        "That it is another trouble with the same face",
                        sameCause
                                ? "Its likeliest cause was " + cause() + ", which points to the same place."
                                : "It cannot be excluded: the likeliest cause of then and of now are not the same.",
                        receipts)));
    }

    /** As on the plan's line. */
    String inShort() {
        return (ongoing ? "The drill of this same trouble at " : "Like the drill of ") + moment();
    }

    private String met() {
        String figures = shared == all
                ? "the same " + Figures.counted(shared, "figure") + (shared == 1 ? " was" : " were") + " off"
                : shared + " of " + Figures.counted(all, "figure") + " were off in both";
        String asked = " (“" + Words.oneLine(past.intent()) + "”)";
        String head = ongoing
                ? "This trouble was drilled before, on " + moment() + asked + ": " + figures
                : "A trouble like this one was drilled on " + moment() + asked + ": " + figures;
        return head + (past.cause().isPresent() ? ", and the likeliest cause was " + cause() : "") + ".";
    }

    private String cause() {
        return Verdicts.decapitalised(past.causeTitle()
                .map(Words::oneLine)
                .or(() -> past.cause().map(Subject::name).map(Name::shown))
                .orElse("not found"));
    }

    private String done() {
        if (!past.acts().isEmpty()) {
            return "Done from there: " + ActWords.sentences(past.acts(), this::clock);
        }
        return past.plays().isEmpty()
                ? "Nothing was proposed then."
                : "Proposed then: " + titles(past.plays()) + "; the log does not tell that any of it was carried out.";
    }

    /** With its day, unless that is the day of the drill. */
    private String clock(Instant at) {
        return day(at).equals(day(past.startedAt())) ? Figures.clock(at) : MOMENT.format(at.atOffset(ZoneOffset.UTC));
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static String titles(List<String> plays) {
        List<String> quoted = new ArrayList<>();
        plays.forEach(each -> quoted.add(Verdicts.decapitalised(Words.oneLine(each))));
        return Words.listed(quoted);
    }

    private String ended() {
        return calm.map(each -> " The drill of "
                        + MOMENT.format(each.startedAt().atOffset(ZoneOffset.UTC)) + " found nothing wrong any more.")
                .orElse(ongoing || past.helped() ? "" : " No later drill tells how it ended.");
    }

    private String moment() {
        return MOMENT.format(past.startedAt().atOffset(ZoneOffset.UTC));
    }
}
