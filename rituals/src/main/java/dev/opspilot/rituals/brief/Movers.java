package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.HourOfWeek;
import dev.opspilot.rituals.analysis.Span;
import dev.opspilot.rituals.analysis.WindowScore;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.Finding.Considered;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Chart;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Table;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What changed most among all figures, against what is usual at these hours of the week. */
final class Movers {
    private static final int ROWS = 12;
    private static final int CALCULATIONS = 5;
    private static final int PLAYS = 1;

    private final List<Moved> known;
    private final List<Moved> moved;
    private final List<Moved> improved;
    private final Read read;
    private final Coverage coverage;

    private Movers(List<Moved> known, Read read, Coverage coverage) {
        this.known = known;
        this.moved = sorted(known, Moved::disturbed);
        this.improved = sorted(known, Moved::improved);
        this.read = read;
        this.coverage = coverage;
    }

    /** Empty where nothing could be judged. */
    static Optional<Section> of(Read read, Coverage coverage) {
        List<Moved> known = Moved.judge(
                        read.figures(), coverage.span(), coverage.times().zone())
                .stream()
                .filter(Moved::known)
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(new Movers(known, read, coverage).section());
    }

    /** Those of them that count, by whom they concern and by how far they are off. */
    private static List<Moved> sorted(List<Moved> known, Predicate<Moved> counts) {
        return known.stream()
                .filter(counts)
                .sorted(Comparator.comparingInt(
                                (Moved each) -> rank(each.figure().series()))
                        .thenComparingDouble(each -> -Math.abs(each.told().z()))
                        .thenComparing(each -> each.figure().key()))
                .toList();
    }

    /** What concerns the business first, shares before volumes. */
    private static int rank(Series series) {
        int kind = switch (series.subject().kind()) {
            case BUSINESS -> 0;
            case PROVIDER -> 1;
            case SERVICE -> 2;
            case CHANGE -> 3;
        };
        return 2 * kind + (series.unit() == Unit.RATIO ? 0 : 1);
    }

    private Section section() {
        if (moved.isEmpty() && improved.isEmpty()) {
            String words = "none of " + Figures.counted(known.size(), "figure")
                    + " departed from its usual hours by more than chance" + judgedTo(", up to ", "");
            return new Section(Section.Matter.FIGURES, Weight.CALM, words, finding(words + "."), List.of(), List.of());
        }
        String words = moved.isEmpty() ? improvement() : trouble();
        return new Section(
                Section.Matter.FIGURES,
                urgent() ? Weight.URGENT : Weight.NOTABLE,
                words,
                finding(Words.sentence(words) + "." + judgedTo(" Judged up to ", ".")),
                List.of(table(), chart(told().getFirst())),
                plays());
    }

    /** Whether the business itself is worse off, and still is. */
    private boolean urgent() {
        return !moved.isEmpty()
                && moved.getFirst().figure().series().subject().kind() == Subject.Kind.BUSINESS
                && !moved.getFirst().over();
    }

    private String trouble() {
        return "What changed most is " + sentence(moved.getFirst()) + others(moved.size() - 1, "off as well")
                + (improved.isEmpty()
                        ? ""
                        : "; " + Figures.counted(improved.size(), "figure") + (improved.size() == 1 ? " is" : " are")
                                + " better than usual");
    }

    private String improvement() {
        return "Better than usual is " + sentence(improved.getFirst())
                + others(improved.size() - 1, "better than usual as well");
    }

    private static String others(int number, String are) {
        return number == 0
                ? ""
                : "; " + Figures.counted(number, "other figure") + (number == 1 ? " is " : " are ") + are;
    }

    /** What departed, the worse before the better. */
    private List<Moved> told() {
        return Stream.concat(moved.stream(), improved.stream()).toList();
    }

    private Finding finding(String text) {
        List<Moved> told = told().isEmpty() ? known : told();
        List<ReceiptId> receipts = known.stream()
                .flatMap(each -> each.figure().receipts().stream())
                .distinct()
                .toList();
        int weeks = told.stream().mapToInt(each -> each.told().values()).min().orElse(0);
        boolean byWeek = told.stream().allMatch(each -> each.told().basis() == HourOfWeek.Basis.HOUR_OF_WEEK);
        return new Finding(
                new FindingId("movers"),
                Words.sentence(text),
                byWeek && weeks >= 4 ? Confidence.HIGH : byWeek ? Confidence.MEDIUM : Confidence.LOW,
                receipts,
                told.stream().limit(CALCULATIONS).map(this::calculation).toList(),
                List.of(new Considered(
                        "Chance among many figures",
                        "The rate of false alarms is held over all " + Figures.counted(known.size(), "figure")
                                + " together, and over the hours of each.",
                        receipts)));
    }

    /** Up to which hour figures were judged, since the hour that runs is not compared. */
    private String judgedTo(String before, String after) {
        return known.stream()
                .flatMap(each -> each.latest().stream())
                .map(Moved.Latest::to)
                .max(Comparator.naturalOrder())
                .map(to -> before + coverage.times().clock(to) + after)
                .orElse("");
    }

    /** As in {@code Search-api errors, which came to 1,204 from … to …, expected 400–600}. */
    private String sentence(Moved each) {
        WindowScore score = each.told();
        String was = switch (score.series().unit()) {
            case COUNT, MONEY_MINOR -> " with " + value(each, score);
            case RATIO, MILLIS -> " at " + value(each, score);
        };
        String over = each.over()
                ? " (as usual again in the hour to "
                        + coverage.times().clock(each.latest().orElseThrow().to()) + ")"
                : "";
        return each.figure().name() + was + " " + when(score) + ", expected " + range(score) + over;
    }

    private String when(WindowScore score) {
        return "from " + coverage.times().moment(score.from()) + " to "
                + coverage.times().moment(score.to());
    }

    private static String range(WindowScore score) {
        return Figures.range(score.series(), score.low(), score.high());
    }

    /** A share is told with what it is a share of, where that was read; over more hours than one it is their mean. */
    private String value(Moved each, WindowScore score) {
        if (score.series().unit() != Unit.RATIO) {
            return Figures.value(score.series(), score.value());
        }
        OptionalLong trials = trials(each, score);
        boolean one = score.series().recent().size() == 1;
        return one || trials.isEmpty() || trials.getAsLong() < Figures.FEW_TRIALS
                ? Figures.share(score.value(), trials)
                : Figures.percent(score.value()) + " in the mean hour (" + Figures.count(trials.getAsLong())
                        + " in all)";
    }

    private OptionalLong trials(Moved each, WindowScore score) {
        Span span = new Span(score.from(), score.to());
        return read.figures().stream()
                .filter(other -> other.series().unit() == Unit.COUNT
                        && other.series()
                                .subject()
                                .equals(each.figure().series().subject())
                        && other.series().metric().matches(".*(attempts|requests|total)"))
                .map(other -> other.within(span).recent().present().sum())
                .mapToLong(Math::round)
                .findFirst();
    }

    private Calculation calculation(Moved each) {
        WindowScore score = each.told();
        return new Calculation(
                each.figure().name(),
                value(each, score),
                range(score),
                (score.series().unit() == Unit.COUNT || score.series().unit() == Unit.MONEY_MINOR ? "Sum " : "Mean ")
                        + when(score) + ", compared with " + score.comparedWith() + "; "
                        + Figures.distance(score.z()) + " standard deviations "
                        + (score.z() >= 0 ? "above" : "below") + ", as "
                        + Figures.counted(score.windows(), "earlier window") + " tell how far such a one strays.",
                each.figure().receipts());
    }

    private Widget table() {
        return new Table(
                new Head(
                        new WidgetId("movers"),
                        "What changed most",
                        "brief/movers",
                        told().stream()
                                .flatMap(each -> each.figure().receipts().stream())
                                .toList()),
                List.of("Figure", "Value", "Expected", "Off by", "When", "Compared with"),
                told().stream()
                        .limit(ROWS)
                        .map(each -> List.of(
                                each.figure().name(),
                                value(each, each.told()),
                                range(each.told()),
                                Figures.distance(each.told().z()) + " sd",
                                when(each.told()),
                                each.told().comparedWith()))
                        .toList());
    }

    private Widget chart(Moved each) {
        Series series = each.figure().series();
        Samples samples = each.figure().within(coverage.span()).recent();
        Samples before = each.figure()
                .history()
                .between(each.figure().history().start(), coverage.span().from());
        Optional<HourOfWeek> usual =
                HourOfWeek.of(before, series.unit(), coverage.times().zone());
        List<Instant> times = new ArrayList<>();
        List<Double> now = new ArrayList<>();
        List<Double> expected = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Instant at = samples.at(i);
            times.add(at);
            now.add(shown(series, samples.value(i)));
            expected.add(shown(series, usual.map(hours -> hours.at(at).value()).orElse(Double.NaN)));
        }
        return new Chart(
                new Head(
                        new WidgetId("chart"),
                        each.figure().name() + " against its usual hours",
                        "brief/chart",
                        each.figure().receipts()),
                Figures.axis(series),
                times,
                List.of(new Chart.Line("Now", now), new Chart.Line("Usual", expected)));
    }

    private static double shown(Series series, double value) {
        double factor = Figures.scale(series.unit(), series.currency());
        return Double.isNaN(value) ? value : Math.rint(value * factor * 1000) / 1000;
    }

    private List<Play> plays() {
        return moved.stream()
                .filter(each -> !each.over()
                        && Drilled.of(each.figure(), coverage.span().from(), read)
                                .isEmpty())
                .limit(PLAYS)
                .map(each -> Plays.drillInto(
                        each.figure().name(),
                        each.figure().key(),
                        each.figure().name() + ": " + value(each, each.told()) + " " + when(each.told()) + ", expected "
                                + range(each.told()) + ".",
                        each.figure().receipts()))
                .toList();
    }
}
