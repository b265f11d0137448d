package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Periods;
import dev.opspilot.rituals.analysis.Periods.Fold;
import dev.opspilot.rituals.analysis.Periods.Length;
import dev.opspilot.rituals.analysis.Periods.Period;
import dev.opspilot.rituals.analysis.Slug;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Metric;
import dev.opspilot.rituals.widget.Widget.Tone;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many took to the product and how many came back, by local days, always with what they are a share of. */
final class Shares {
    private static final int WEEKS = 4;
    private static final double FAR = 3;
    private static final double WORTH_TELLING = 0.05;
    private static final double GRAVE = 0.25;
    private static final int SHOWN_DAYS = 28;

    private final String name;
    private final String of;
    private final NavigableMap<LocalDate, Share> days;
    private final List<ReceiptId> receipts;

    private Shares(String name, String of, NavigableMap<LocalDate, Share> days, List<ReceiptId> receipts) {
        this.name = name;
        this.of = of;
        this.days = days;
        this.receipts = receipts;
    }

    static List<Section> of(Read read, Coverage coverage) {
        return Stream.of(
                        of("Activation", "sign-ups", Sources.ACTIVATIONS, Sources.SIGN_UPS, read, coverage),
                        of(
                                "Retention",
                                "who could come back",
                                Sources.RETAINED_USERS,
                                Sources.RETURNING_BASE,
                                read,
                                coverage))
                .flatMap(List::stream)
                .map(Shares::section)
                .sorted(Comparator.comparing(Section::weight))
                .toList();
    }

    private static List<Shares> of(String name, String of, String part, String whole, Read read, Coverage coverage) {
        List<Shares> all = new ArrayList<>();
        for (Figure parts : read.figures()) {
            if (!parts.is(part) || parts.series().unit() != Unit.COUNT) {
                continue;
            }
            read.figures().stream()
                    .filter(each -> each.is(whole) && each.series().unit() == Unit.COUNT)
                    .filter(each ->
                            each.series().subject().equals(parts.series().subject()))
                    .findFirst()
                    .map(wholes -> new Shares(
                            name,
                            of,
                            days(complete(parts, coverage), complete(wholes, coverage)),
                            Stream.of(parts.receipt(), wholes.receipt())
                                    .distinct()
                                    .toList()))
                    .filter(shares -> !shares.days.isEmpty())
                    .ifPresent(all::add);
        }
        return all;
    }

    private static List<Period> complete(Figure figure, Coverage coverage) {
        return Periods.of(
                        figure.history(), Length.DAY, Fold.SUM, coverage.times().zone(), figure.asOf())
                .complete();
    }

    /** The days that are complete in both; those on which there was nobody, or more came than were, are left out. */
    private static NavigableMap<LocalDate, Share> days(List<Period> parts, List<Period> wholes) {
        NavigableMap<LocalDate, Share> days = new TreeMap<>();
        for (Period part : parts) {
            wholes.stream()
                    .filter(whole -> whole.first().equals(part.first()))
                    .filter(whole -> whole.value() >= 1 && part.value() <= whole.value() && part.value() >= 0)
                    .findFirst()
                    .ifPresent(whole ->
                            days.put(part.first(), new Share(Math.round(part.value()), Math.round(whole.value()))));
        }
        return days;
    }

    private Section section() {
        Weight weight = weight();
        String words = weight == Weight.CALM
                ? name.toLowerCase(Locale.ROOT) + " was " + latest().words() + " " + of
                : sentence();
        return new Section(
                Section.Matter.CUSTOMERS,
                weight,
                words,
                new Finding(
                        new FindingId("share-" + Slug.of(name)),
                        sentence() + ".",
                        before().isEmpty() ? Confidence.LOW : Confidence.HIGH,
                        receipts,
                        List.of(calculation()),
                        List.of()),
                List.of(tile(weight)),
                weight == Weight.CALM ? List.of() : List.of(play()));
    }

    private Share latest() {
        return days.lastEntry().getValue();
    }

    /** The same weekday of the weeks before, taken together. */
    private Optional<Share> before() {
        return weekdays().values().stream().reduce(Share::plus);
    }

    private Map<LocalDate, Share> weekdays() {
        LocalDate day = days.lastKey();
        Map<LocalDate, Share> weekdays = new TreeMap<>(days.subMap(day.minusWeeks(WEEKS), true, day, false));
        weekdays.keySet().removeIf(each -> each.getDayOfWeek() != day.getDayOfWeek());
        return weekdays;
    }

    private Weight weight() {
        double lost = before().filter(usual -> latest().distance(usual) <= -FAR)
                .map(usual -> 1 - latest().value() / usual.value())
                .orElse(0.0);
        return lost >= GRAVE ? Weight.URGENT : lost >= WORTH_TELLING ? Weight.NOTABLE : Weight.CALM;
    }

    private String sentence() {
        return name + " on " + Times.day(days.lastKey()) + " was " + latest().words() + " " + of + " (95 % interval "
                + latest().interval() + ")"
                + before().map(usual -> ", " + usual.words() + " on the last "
                                + Figures.counted(weekdays().size(), "such weekday"))
                        .orElse("");
    }

    private Calculation calculation() {
        return new Calculation(
                name + " on " + Times.day(days.lastKey()),
                latest().words(),
                before().map(Share::interval).orElse("unknown"),
                "Wilson's interval with 95 % confidence is " + latest().interval()
                        + "; compared with the same weekday of "
                        + Figures.counted(weekdays().size(), "week") + " before taken together"
                        + before().map(usual -> ", " + Figures.distance(latest().distance(usual))
                                        + " standard deviations "
                                        + (latest().distance(usual) < 0 ? "below" : "above"))
                                .orElse("")
                        + ". Incomplete days are left out.",
                receipts);
    }

    private Widget tile(Weight weight) {
        return new Metric(
                new Head(
                        new WidgetId("share-" + Slug.of(name)),
                        name + " on " + Times.day(days.lastKey()),
                        "brief/metric",
                        receipts),
                latest().words(),
                before().map(Share::interval),
                weight == Weight.CALM ? Tone.GOOD : Tone.BAD,
                days.values().stream()
                        .skip(Math.max(0, days.size() - SHOWN_DAYS))
                        .map(share -> Math.rint(share.value() * 1000) / 10)
                        .toList());
    }

    private Play play() {
        return Plays.drillInto(
                name.toLowerCase(Locale.ROOT), Slug.of(name), Words.sentence(sentence()) + ".", receipts);
    }
}
