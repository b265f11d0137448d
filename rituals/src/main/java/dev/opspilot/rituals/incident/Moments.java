package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Timeline;
import dev.opspilot.rituals.widget.Widget.Timeline.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The timeline: what sources reported and what was computed, merged and told apart. */
final class Moments {
    private static final int LATEST = 20;

    private Moments() {}

    static Optional<Timeline> of(CaseFile file) {
        List<Entry> entries = new ArrayList<>();
        file.read()
                .changes()
                .forEach(each -> entries.add(new Entry(each.fact().at(), words(each.fact()), false, each.receipts())));
        file.read().incidents().forEach(each -> {
            Incident incident = each.fact();
            entries.add(new Entry(incident.startedAt(), words(incident), false, each.receipts()));
            incident.mitigatedAt()
                    .ifPresent(
                            at -> entries.add(new Entry(at, named(incident) + ": mitigated", false, each.receipts())));
            incident.resolvedAt()
                    .ifPresent(
                            at -> entries.add(new Entry(at, named(incident) + ": resolved", false, each.receipts())));
        });
        file.read().sessions().stream()
                .filter(each -> each.fact().ritual().equals(RitualName.INCIDENT.key()))
                .filter(each -> file.trouble().isPresent()
                        && each.fact().startedAt().isAfter(file.trouble().get().onset()))
                .forEach(each -> entries.add(new Entry(
                        each.fact().startedAt(),
                        "Earlier drill: “" + Words.oneLine(each.fact().intent()) + "”",
                        false,
                        each.receipts())));
        for (Judged judged : file.read().disturbed()) {
            Appraisal.Stretch stretch = judged.appraisal().stretch();
            String name = Statements.name(judged.appraisal());
            entries.add(new Entry(
                    stretch.from(),
                    stretch.openStart()
                            ? name + ": off already when the window begins"
                            : name + ": departs, " + Statements.figureOverTime(judged.appraisal()) + ", expected "
                                    + Statements.range(judged.appraisal()),
                    true,
                    judged.receipts()));
            if (stretch.over()) {
                entries.add(new Entry(stretch.to(), name + ": normal again", true, judged.receipts()));
            }
        }
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        List<Entry> ordered = entries.stream()
                .sorted(Comparator.comparing(Entry::at).thenComparing(Entry::text))
                .skip(Math.max(0, entries.size() - LATEST))
                .toList();
        return Optional.of(new Timeline(
                new Head(
                        Board.id("timeline"),
                        "Timeline",
                        "incident/timeline",
                        Board.joined(ordered.stream().map(Entry::receipts).toList())),
                ordered));
    }

    private static String words(Change change) {
        return switch (change.kind()) {
            case DEPLOY -> words("Deploy ", change);
            case FLAG -> words("Flag change ", change);
            case CONFIG -> words("Configuration change ", change);
            case OTHER -> words("Change ", change);
            case PLAY -> "OpsPilot: “" + Words.oneLine(change.id()) + "”, " + change.title();
        };
    }

    /** An id that says itself what it is stands alone, as in {@code Deploy-12 of web}. */
    private static String words(String kind, Change change) {
        String id = Name.id(change.id());
        boolean said = id.toLowerCase(Locale.ROOT).startsWith(kind.strip().toLowerCase(Locale.ROOT));
        return (said ? Words.sentence(id) : kind + id)
                + change.service().map(service -> " of " + Name.shown(service)).orElse("") + ": "
                + "“" + Words.oneLine(change.title()) + "”, by " + Words.named(change.author());
    }

    private static String named(Incident incident) {
        return "Incident " + Name.id(incident.id()) + " of "
                + Name.shown(incident.subject().name());
    }

    private static String words(Incident incident) {
        return named(incident) + ": “" + Words.oneLine(incident.title()) + "” (" + Words.named(incident.status()) + ")";
    }
}
