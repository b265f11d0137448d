package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Span;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Table;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The incidents of a stretch of time: opened, resolved, still open, and how soon people no longer felt them. */
final class Troubles {
    private static final int ROWS = 12;
    private static final int TOLD = 2;

    private final List<Sourced<Incident>> all;
    private final Coverage coverage;
    private final List<ReceiptId> receipts;
    private final boolean endedOnesToo;
    private final Read read;

    private Troubles(List<Sourced<Incident>> all, Coverage coverage, List<ReceiptId> receipts, Read read) {
        this.all = all;
        this.coverage = coverage;
        this.receipts = receipts;
        this.endedOnesToo =
                !read.receiptsOf(Set.of(Capability.INCIDENTS_RECENT)).isEmpty();
        this.read = read;
    }

    /** Empty where no source told anything, not even that there was nothing. */
    static Optional<Section> of(Read read, Coverage coverage) {
        List<ReceiptId> receipts = read.receiptsOf(Sources.INCIDENTS);
        Span span = coverage.span();
        List<Sourced<Incident>> touching = read.incidents().stream()
                .filter(each -> each.fact().startedAt().isBefore(span.to()))
                .filter(each -> each.fact()
                        .resolvedAt()
                        .map(at -> !at.isBefore(span.from()))
                        .orElse(true))
                .toList();
        return receipts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Troubles(touching, coverage, receipts, read).section());
    }

    private Section section() {
        Weight weight = !open().isEmpty() ? Weight.URGENT : all.isEmpty() ? Weight.CALM : Weight.NOTABLE;
        String words = weight == Weight.CALM ? none() : words();
        return new Section(
                Section.Matter.INCIDENTS,
                weight,
                words,
                new Finding(
                        new FindingId("incidents"),
                        Words.sentence(words) + "."
                                + toMitigate().map(each -> " " + each + ".").orElse(""),
                        endedOnesToo ? Confidence.HIGH : Confidence.MEDIUM,
                        Stream.concat(receipts.stream(), ofDrills()).distinct().toList(),
                        calculations(),
                        List.of()),
                table().stream().toList(),
                plays());
    }

    private String none() {
        return endedOnesToo ? "no incident was open" : "no incident is open now, and ended ones were not seen";
    }

    private List<Sourced<Incident>> opened() {
        return all.stream()
                .filter(each -> coverage.span().holds(each.fact().startedAt()))
                .toList();
    }

    private List<Sourced<Incident>> resolved() {
        return all.stream()
                .filter(each ->
                        each.fact().resolvedAt().filter(coverage.span()::holds).isPresent())
                .toList();
    }

    /** Those that were open when the stretch ended; our own first, for they can be acted on. */
    private List<Sourced<Incident>> open() {
        return all.stream()
                .filter(each -> each.fact()
                        .resolvedAt()
                        .map(at -> !at.isBefore(coverage.span().to()))
                        .orElse(true))
                .sorted((a, b) -> Boolean.compare(isOthers(a.fact()), isOthers(b.fact())))
                .toList();
    }

    private static boolean isOthers(Incident incident) {
        return incident.subject().kind() == Subject.Kind.PROVIDER;
    }

    private String words() {
        List<Sourced<Incident>> open = open();
        String counts = Figures.counted(opened().size(), "incident") + " opened, "
                + Figures.count(resolved().size()) + " resolved, "
                + Figures.count(open.size()) + " still open";
        if (open.isEmpty()) {
            return counts + ": "
                    + Words.listed(all.stream()
                            .map(each -> titled(each.fact()))
                            .limit(TOLD)
                            .toList());
        }
        List<String> since = new ArrayList<>();
        for (Sourced<Incident> each : open.subList(0, Math.min(TOLD, open.size()))) {
            since.add(titled(each.fact())
                    + (since.isEmpty() ? " has been open since " : " since ")
                    + coverage.times().moment(each.fact().startedAt())
                    + drilled(each)
                            .map(drill -> ": " + drill.words(coverage.times()))
                            .orElse(""));
        }
        return Words.listed(since) + " (" + counts + ")";
    }

    private static String titled(Incident incident) {
        return "“" + Words.oneLine(incident.title()) + "” of "
                + Name.shown(incident.subject().name());
    }

    private List<Duration> mitigated() {
        return all.stream()
                .map(Sourced::fact)
                .flatMap(each -> each
                        .mitigatedAt()
                        .filter(coverage.span()::holds)
                        .map(at -> Duration.between(each.startedAt(), at))
                        .filter(length -> !length.isNegative())
                        .stream())
                .sorted()
                .toList();
    }

    private Optional<String> toMitigate() {
        List<Duration> lengths = mitigated();
        return lengths.isEmpty()
                ? Optional.empty()
                : Optional.of("Time to mitigate: "
                        + (lengths.size() == 1
                                ? Times.length(lengths.getFirst())
                                : "median " + Times.length(median(lengths)) + " of "
                                        + Figures.counted(lengths.size(), "incident") + ", the longest "
                                        + Times.length(lengths.getLast())));
    }

    private static Duration median(List<Duration> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }

    private List<Calculation> calculations() {
        String method =
                "Counted from " + coverage.times().moment(coverage.span().from()) + " to "
                        + coverage.times().moment(coverage.span().to()) + ".";
        List<Calculation> calculations = new ArrayList<>();
        calculations.add(new Calculation("Incidents opened", Figures.count(opened().size()), "0", method, receipts));
        calculations.add(
                new Calculation("Incidents resolved", Figures.count(resolved().size()), "", method, receipts));
        calculations.add(new Calculation("Incidents still open", Figures.count(open().size()), "0", method, receipts));
        List<Duration> lengths = mitigated();
        if (!lengths.isEmpty()) {
            calculations.add(new Calculation(
                    "Time to mitigate",
                    Times.length(median(lengths)),
                    "",
                    "Median of " + Figures.counted(lengths.size(), "incident")
                            + " that was mitigated in the stretch, from its start on.",
                    receipts));
        }
        return calculations;
    }

    private Optional<Widget> table() {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Sourced<Incident>> shown = new ArrayList<>(open());
        all.stream().filter(each -> !shown.contains(each)).forEach(shown::add);
        return Optional.of(new Table(
                new Head(new WidgetId("incidents"), "Incidents", "brief/incidents", receipts),
                List.of("Incident", "About", "Began", "Mitigated", "Resolved", "Status"),
                shown.stream().limit(ROWS).map(each -> row(each.fact())).toList()));
    }

    private List<String> row(Incident incident) {
        return List.of(
                Name.id(incident.id()) + ": “" + Words.oneLine(incident.title()) + "”",
                Name.shown(incident.subject().name()),
                coverage.times().moment(incident.startedAt()),
                after(incident, incident.mitigatedAt()),
                after(incident, incident.resolvedAt()),
                Words.named(incident.status()));
    }

    private static String after(Incident incident, Optional<Instant> at) {
        return at.map(moment -> "after " + Times.length(Duration.between(incident.startedAt(), moment)))
                .orElse("not yet");
    }

    private Optional<Drilled> drilled(Sourced<Incident> incident) {
        return Drilled.of(incident.fact(), read);
    }

    private Stream<ReceiptId> ofDrills() {
        return open().stream()
                .limit(TOLD)
                .flatMap(each -> drilled(each).stream())
                .flatMap(drill -> drill.receipts().stream());
    }

    /** A drill into the first that had none, and to close the first that was helped. */
    private List<Play> plays() {
        Stream<Play> drills = open().stream()
                .filter(each -> drilled(each).isEmpty())
                .limit(1)
                .map(each -> Plays.drillInto(each.fact(), openFor(each.fact()) + ".", each.receipts()));
        Stream<Play> closed = open().stream()
                .filter(each -> !isOthers(each.fact()))
                .flatMap(each -> drilled(each).filter(Drilled::helped).stream()
                        .map(drill -> Plays.close(
                                each.fact(),
                                openFor(each.fact()) + ", and " + drill.words(coverage.times()) + ".",
                                Stream.concat(each.receipts().stream(), drill.receipts().stream())
                                        .toList())))
                .limit(1);
        return Stream.concat(drills, closed).toList();
    }

    private String openFor(Incident incident) {
        return titled(incident) + " has been open for "
                + Times.length(
                        Duration.between(incident.startedAt(), coverage.span().to()));
    }
}
