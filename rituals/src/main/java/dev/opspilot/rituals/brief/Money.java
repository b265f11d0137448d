package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Periods.Comparison;
import dev.opspilot.rituals.analysis.Periods.Period;
import dev.opspilot.rituals.analysis.Slug;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Chart;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Metric;
import dev.opspilot.rituals.widget.Widget.Table;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The money of one subject in one currency: taken, new, churned and net. Currencies are never added to each other. */
final class Money {
    /** How many amounts are told at most. */
    static final int LINES = 4;

    private static final int SURE = 4;
    private static final int SHOWN_DAYS = 28;

    /** A subject's money of one currency. */
    private record Key(Subject subject, Optional<Currency> currency) {
        String slug() {
            return Slug.of(subject.name()
                    + currency.map(each -> "-" + each.getCurrencyCode()).orElse(""));
        }
    }

    private final Key key;
    private final Coverage coverage;
    private final List<DayLine> lines;

    private Money(Key key, Coverage coverage, List<DayLine> lines) {
        this.key = key;
        this.coverage = coverage;
        this.lines = lines;
    }

    /** One section for each subject and currency, the weightiest first. */
    static List<Section> of(Read read, Coverage coverage) {
        Map<Key, List<Figure>> accounts = new LinkedHashMap<>();
        read.figures().stream()
                .filter(each -> each.series().unit() == Unit.MONEY_MINOR)
                .filter(each -> Stream.of(Sources.REVENUE, Sources.REVENUE_NEW, Sources.REVENUE_CHURNED)
                        .anyMatch(each::is))
                .forEach(each -> accounts.computeIfAbsent(
                                new Key(each.series().subject(), each.series().currency()), _ -> new ArrayList<>())
                        .add(each));
        return accounts.entrySet().stream()
                .map(each -> new Money(each.getKey(), coverage, lines(each.getValue(), coverage)))
                .filter(money ->
                        money.lines.stream().anyMatch(line -> line.told().isPresent()))
                .map(Money::section)
                .sorted(Comparator.comparing(Section::weight))
                .toList();
    }

    private static List<DayLine> lines(List<Figure> figures, Coverage coverage) {
        List<DayLine> lines = new ArrayList<>();
        Optional<Figure> gained = one(figures, Sources.REVENUE_NEW);
        Optional<Figure> lost = one(figures, Sources.REVENUE_CHURNED);
        one(figures, Sources.REVENUE).ifPresent(each -> lines.add(line("Revenue", each, coverage)));
        gained.ifPresent(each -> lines.add(line("New revenue", each, coverage)));
        lost.ifPresent(each -> lines.add(line("Churned revenue", each, coverage)));
        gained.flatMap(plus -> lost.flatMap(minus -> net(plus, minus, coverage)))
                .ifPresent(lines::add);
        return lines;
    }

    private static Optional<Figure> one(List<Figure> figures, String metric) {
        return figures.stream().filter(each -> each.is(metric)).findFirst();
    }

    private static DayLine line(String name, Figure figure, Coverage coverage) {
        return DayLine.of(name, figure.series(), coverage, figure.asOf(), figure.receipts());
    }

    /** New less churned; empty where the two were not sampled alike. */
    private static Optional<DayLine> net(Figure gained, Figure lost, Coverage coverage) {
        Samples plus = gained.history();
        Samples minus = lost.history();
        if (!plus.start().equals(minus.start()) || !plus.step().equals(minus.step()) || plus.size() != minus.size()) {
            return Optional.empty();
        }
        double[] net = plus.values();
        for (int i = 0; i < net.length; i++) {
            net[i] -= minus.value(i);
        }
        Series series = new Series(
                gained.series().subject(),
                "net_new_revenue",
                Unit.MONEY_MINOR,
                gained.series().currency(),
                Bad.DOWN,
                new Samples(plus.start(), plus.step(), net),
                List.of());
        Instant asOf = gained.asOf().isBefore(lost.asOf()) ? gained.asOf() : lost.asOf();
        return Optional.of(DayLine.of(
                "Net new revenue",
                series,
                coverage,
                asOf,
                Stream.of(gained.receipt(), lost.receipt()).distinct().toList()));
    }

    private Section section() {
        List<DayLine> known = known();
        DayLine first = known.stream()
                .max(Comparator.comparingDouble(DayLine::badness).thenComparingDouble(DayLine::goodness))
                .orElseThrow();
        Weight weight = known.stream().map(DayLine::weight).min(Enum::compareTo).orElseThrow();
        String words = switch (weight) {
            case URGENT, NOTABLE -> sentence(first);
            case ASTRAY ->
                known.stream()
                        .filter(line -> line.weight() == Weight.ASTRAY)
                        .map(line -> decapitalised(sentence(line)) + line.usually())
                        .collect(Collectors.joining("; "));
            case CALM -> usual(known).orElseThrow();
        };
        return new Section(
                Section.Matter.MONEY,
                weight,
                words,
                weight == Weight.CALM ? Optional.empty() : usual(known),
                finding(),
                widgets(first),
                plays(first));
    }

    private List<DayLine> known() {
        return lines.stream().filter(line -> line.told().isPresent()).toList();
    }

    private String sentence(DayLine line) {
        return line.name() + subject() + " " + line.when() + " was " + line.value() + ", " + line.change();
    }

    /** What is taken and what that comes to on balance, as far as they are as usual. */
    private Optional<String> usual(List<DayLine> known) {
        List<String> clauses = new ArrayList<>();
        DayLine first = known.getFirst();
        DayLine last = known.getLast();
        if (first.weight() == Weight.CALM) {
            clauses.add(decapitalised(sentence(first)));
        }
        if (last.name().startsWith("Net") && !first.equals(last) && last.weight() == Weight.CALM) {
            clauses.add(decapitalised(last.name()) + (clauses.isEmpty() ? subject() + " was " : " ") + last.value());
        }
        return clauses.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", clauses));
    }

    private String subject() {
        return " of " + Name.shown(key.subject().name());
    }

    private Finding finding() {
        List<DayLine> known = known();
        int weeks = known.stream()
                .mapToInt(line -> line.comparison().map(day -> day.days()).orElse(0))
                .min()
                .orElse(0);
        return new Finding(
                new FindingId("money-" + key.slug()),
                text(known),
                weeks >= SURE ? Confidence.HIGH : weeks > 1 ? Confidence.MEDIUM : Confidence.LOW,
                receipts(),
                known.stream().map(DayLine::calculation).toList(),
                List.of());
    }

    /** All amounts in one sentence where they are of the same days and compared alike. */
    private String text(List<DayLine> known) {
        DayLine first = known.getFirst();
        List<String> parts = new ArrayList<>();
        List<String> apart = new ArrayList<>();
        for (DayLine line : known.subList(1, known.size())) {
            Optional<Comparison> own = line.comparison();
            if (own.isPresent()
                    && line.than().equals(first.than())
                    && line.told().equals(first.told())) {
                parts.add(decapitalised(line.name()) + " " + line.value() + " (" + DayLine.by(own.get()) + ")");
            } else {
                apart.add(" " + sentence(line) + ".");
            }
        }
        return sentence(first) + (parts.isEmpty() ? "" : "; " + Words.listed(parts)) + "." + String.join("", apart);
    }

    private static String decapitalised(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private List<ReceiptId> receipts() {
        return lines.stream()
                .flatMap(line -> line.receipts().stream())
                .distinct()
                .toList();
    }

    private List<Widget> widgets(DayLine first) {
        List<Widget> widgets = new ArrayList<>();
        lines.stream()
                .filter(line -> line.told().isPresent())
                .filter(line -> line.equals(first)
                        || line.equals(lines.getFirst())
                        || line.equals(lines.getLast())
                        || line.weight() != Weight.CALM)
                .forEach(line -> widgets.add(tile(line)));
        widgets.add(chart(first));
        widgets.add(table());
        return widgets;
    }

    private Widget tile(DayLine line) {
        return new Metric(
                head(Slug.of(line.name()), line.name() + " " + line.when(), "brief/metric", line.receipts()),
                line.value(),
                Optional.of(line.usual()),
                line.tone(),
                days(line).stream().map(day -> amount(day.value())).toList());
    }

    private Widget chart(DayLine line) {
        List<Period> days = days(line);
        return new Chart(
                head("chart", line.name() + " by complete day", "brief/chart", line.receipts()),
                key.currency().map(Currency::getCurrencyCode).orElse("amount") + " a day",
                days.stream()
                        // Axes are labelled in UTC, where the noon of a day is of the same day almost everywhere.
                        .map(day -> day.first()
                                .atTime(LocalTime.NOON)
                                .atZone(coverage.times().zone())
                                .toInstant())
                        .toList(),
                List.of(new Chart.Line(
                        line.name(),
                        days.stream().map(day -> amount(day.value())).toList())));
    }

    private static List<Period> days(DayLine line) {
        List<Period> days = line.days().complete();
        return days.subList(Math.max(0, days.size() - SHOWN_DAYS), days.size());
    }

    private double amount(double minor) {
        return Math.rint(minor / Figures.minorUnits(key.currency()) * 100) / 100;
    }

    private Widget table() {
        return new Table(
                head(
                        "table",
                        "Money of " + Name.shown(key.subject().name())
                                + key.currency()
                                        .map(each -> " in " + each.getCurrencyCode())
                                        .orElse(""),
                        "brief/money",
                        receipts()),
                List.of("Amount", "Whole days", "Usual", "Change", "Trend", "In this brief"),
                lines.stream()
                        .map(line -> List.of(
                                line.name(),
                                line.told().map(days -> days.inShort() + ": ").orElse("") + line.value(),
                                line.usual(),
                                line.change(),
                                line.trend(),
                                line.within(coverage.span())))
                        .toList());
    }

    private Head head(String name, String title, String template, List<ReceiptId> receipts) {
        return new Head(new WidgetId("money-" + key.slug() + "-" + name), title, template, receipts);
    }

    /** A drill where it is worse than usual; what is better needs none. */
    private List<Play> plays(DayLine line) {
        return line.badness() == 0
                ? List.of()
                : List.of(Plays.drillInto(
                        decapitalised(line.name()) + subject(),
                        key.slug() + "-" + Slug.of(line.name()),
                        sentence(line) + ".",
                        line.receipts()));
    }
}
