package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Suspect.Evidence;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Chart;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Metric;
import dev.opspilot.rituals.widget.Widget.Note;
import dev.opspilot.rituals.widget.Widget.Table;
import dev.opspilot.rituals.widget.Widget.Tone;
import dev.opspilot.rituals.widget.WidgetId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The widgets of a drill, except its timeline and drafts. */
final class Board {
    private static final int TILES = 4;
    private static final int ROWS = 12;

    private Board() {}

    static List<Widget> of(CaseFile file) {
        List<Widget> widgets = new ArrayList<>();
        List<Judged> told = file.told();
        tiles(told).stream().map(Board::tile).forEach(widgets::add);
        told.stream().findFirst().map(Board::chart).ifPresent(widgets::add);
        suspects(file).ifPresent(widgets::add);
        series(file).ifPresent(widgets::add);
        widgets.addAll(Moments.of(file).stream().toList());
        unchecked(file).ifPresent(widgets::add);
        return widgets;
    }

    static WidgetId id(String name) {
        return new WidgetId(name);
    }

    /** The first of each source, then the rest. */
    private static List<Judged> tiles(List<Judged> told) {
        Set<Capability> seen = EnumSet.noneOf(Capability.class);
        List<Judged> first =
                told.stream().filter(each -> seen.add(each.capability())).toList();
        return Stream.concat(first.stream(), told.stream().filter(each -> !first.contains(each)))
                .limit(TILES)
                .toList();
    }

    private static Widget tile(Judged judged) {
        Appraisal appraisal = judged.appraisal();
        return new Metric(
                new Head(
                        id("metric-" + judged.key()), Statements.name(appraisal), "incident/metric", judged.receipts()),
                Statements.figureOverTime(appraisal),
                Optional.of(Statements.range(appraisal)),
                appraisal.disturbed()
                        ? Tone.BAD
                        : appraisal.inRange() || appraisal.badness() < 0 ? Tone.GOOD : Tone.NEUTRAL,
                appraisal.band().stream()
                        .map(Appraisal.Band::value)
                        .filter(value -> !Double.isNaN(value))
                        .toList());
    }

    private static Widget chart(Judged judged) {
        Appraisal appraisal = judged.appraisal();
        return new Chart(
                new Head(
                        id("chart"),
                        Statements.name(appraisal) + " against what was expected",
                        "incident/chart",
                        judged.receipts()),
                Figures.axis(appraisal.series()),
                appraisal.band().stream().map(Appraisal.Band::at).toList(),
                List.of(
                        line("Now", appraisal, Appraisal.Band::value),
                        line("Expected", appraisal, Appraisal.Band::expected),
                        line("Lowest usual", appraisal, Appraisal.Band::low),
                        line("Highest usual", appraisal, Appraisal.Band::high)));
    }

    private static Chart.Line line(String name, Appraisal appraisal, ToDoubleFunction<Appraisal.Band> of) {
        Series series = appraisal.series();
        double factor = Figures.scale(series.unit(), series.currency());
        return new Chart.Line(
                name,
                appraisal.band().stream()
                        .map(each -> Math.rint(of.applyAsDouble(each) * factor * 1000) / 1000)
                        .toList());
    }

    private static Optional<Widget> suspects(CaseFile file) {
        List<Suspect> suspects = file.diagnosis().suspects();
        if (suspects.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Table(
                new Head(
                        id("suspects"),
                        "Suspects",
                        "incident/suspects",
                        suspects.stream()
                                .flatMap(each -> each.receipts().stream())
                                .toList()),
                List.of("Suspect", "Standing", "Score", "For", "Against"),
                suspects.stream()
                        .limit(ROWS)
                        .map(each -> List.of(
                                each.title(),
                                each.standing().name().toLowerCase(Locale.ROOT),
                                Figures.score(each.score()),
                                evidence(each, true),
                                evidence(each, false)))
                        .toList()));
    }

    private static String evidence(Suspect suspect, boolean speaksFor) {
        return String.join(
                " ",
                suspect.evidence().stream()
                        .filter(each -> each.speaksFor() == speaksFor)
                        .map(Evidence::text)
                        .toList());
    }

    private static Optional<Widget> series(CaseFile file) {
        List<Judged> known = file.known();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Table(
                new Head(
                        id("series"),
                        "Figures compared",
                        "incident/series",
                        known.stream().flatMap(each -> each.receipts().stream()).toList()),
                List.of("Figure", "Value", "Expected", "Off by", "Since", "Compared with"),
                known.stream().limit(ROWS).map(Board::row).toList()));
    }

    private static List<String> row(Judged judged) {
        Appraisal appraisal = judged.appraisal();
        return List.of(
                Statements.name(appraisal),
                Statements.figureOverTime(appraisal),
                Statements.range(appraisal),
                Figures.distance(appraisal.z()) + " sd",
                appraisal.onset().map(Figures::clock).orElseGet(() -> Statements.place(appraisal)),
                appraisal.days() == 0 ? "early part" : Figures.counted(appraisal.days(), "earlier day"));
    }

    private static Optional<Widget> unchecked(CaseFile file) {
        List<Gap> gaps = file.read().gaps();
        if (gaps.isEmpty()) {
            return Optional.empty();
        }
        boolean silent = gaps.stream().anyMatch(Gap::silent);
        return Optional.of(new Note(
                new Head(
                        id("unchecked"),
                        silent ? "What could not be checked" : "Sources that had nothing to report",
                        "incident/unchecked",
                        gaps.stream().map(Gap::receipt).toList()),
                String.join(
                        "\n",
                        gaps.stream()
                                .map(gap -> Words.sentence(gap.words()) + ".")
                                .toList())));
    }

    static List<ReceiptId> joined(List<List<ReceiptId>> lists) {
        return lists.stream().flatMap(List::stream).distinct().toList();
    }
}
