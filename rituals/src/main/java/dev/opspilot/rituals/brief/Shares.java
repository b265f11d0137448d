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
import java.time.DayOfWeek;
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

    /** Degrees of freedom below which days are taken to differ by chance alone. */
    private static final int FEWEST_DEGREES = 5;

    /** From this factor on it is told that days differ more than by chance. */
    private static final double NOTICED = 1.2;

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
                                "users who could come back",
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
                            until(coverage, days(complete(parts, coverage), complete(wholes, coverage))),
                            Stream.of(parts.receipt(), wholes.receipt())
                                    .distinct()
                                    .toList()))
                    .filter(shares -> !shares.days.isEmpty())
                    .ifPresent(all::add);
        }
        return all;
    }

    /** The days up to the last one that reaches into what the brief tells of; none where none does. */
    private static NavigableMap<LocalDate, Share> until(Coverage coverage, NavigableMap<LocalDate, Share> days) {
        return days.keySet().stream()
                .filter(day -> coverage.touches(day))
                .max(Comparator.naturalOrder())
                .map(last -> days.headMap(last, true))
                .orElseGet(TreeMap::new);
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
        return new Section(
                Section.Matter.CUSTOMERS,
                weight,
                switch (weight) {
                    case URGENT, NOTABLE -> sentence();
                    case ASTRAY ->
                        clause() + before().map(_ -> ", usually " + usual()).orElse("");
                    case CALM -> clause();
                },
                new Finding(
                        new FindingId("share-" + Slug.of(name)),
                        sentence() + ".",
                        before().isEmpty() ? Confidence.LOW : Confidence.HIGH,
                        receipts,
                        List.of(calculation()),
                        List.of()),
                List.of(tile()),
                weight.tells() && change() < 0 ? List.of(play()) : List.of());
    }

    private String clause() {
        return name.toLowerCase(Locale.ROOT) + " on " + Times.day(days.lastKey()) + " was " + latest().words() + " "
                + of;
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
        boolean far = Math.abs(distance()) >= FAR;
        if (far && Math.abs(change()) >= WORTH_TELLING) {
            return change() <= -GRAVE ? Weight.URGENT : Weight.NOTABLE;
        }
        return before().filter(usual -> !usual.expects(latest(), dispersion())).isPresent()
                ? Weight.ASTRAY
                : Weight.CALM;
    }

    /** Against the same weekday of the weeks before, relative; 0 where that is not known. */
    private double change() {
        return before().filter(usual -> usual.part() > 0)
                .map(usual -> latest().value() / usual.value() - 1)
                .orElse(0.0);
    }

    private double distance() {
        return before().map(usual -> latest().distance(usual) / Math.sqrt(dispersion()))
                .orElse(0.0);
    }

    /** How much more than by chance the days before differ from others of their weekday; at least 1. */
    private double dispersion() {
        double squares = 0;
        int degrees = 0;
        for (DayOfWeek weekday : DayOfWeek.values()) {
            List<Share> alike = days.headMap(days.lastKey(), false).entrySet().stream()
                    .filter(each -> each.getKey().getDayOfWeek() == weekday)
                    .map(Map.Entry::getValue)
                    .toList();
            Optional<Share> all = alike.stream().reduce(Share::plus);
            if (alike.size() > 1 && all.filter(Share::varies).isPresent()) {
                squares += alike.stream()
                        .mapToDouble(each -> each.squareAgainst(all.get()))
                        .sum();
                degrees += alike.size() - 1;
            }
        }
        return degrees < FEWEST_DEGREES ? 1 : Math.max(1, squares / degrees);
    }

    /** What such a day usually comes to, as in {@code 56.4–63.0 %}. */
    private String usual() {
        return before().map(usual -> usual.range(latest().whole(), dispersion()))
                .orElse("unknown");
    }

    private String sentence() {
        return name + " on " + Times.day(days.lastKey()) + " was " + latest().words() + " " + of + " (95 % interval "
                + latest().interval() + ")"
                + before().map(usual -> ", against " + usual.words() + " on "
                                + Times.earlier(days.lastKey(), weekdays().size()))
                        .orElse(", with no same weekday to compare with");
    }

    private Calculation calculation() {
        return new Calculation(
                name + " on " + Times.day(days.lastKey()),
                latest().words(),
                usual(),
                "Wilson's interval with 95 % confidence is " + latest().interval()
                        + before().map(_ -> "; compared with "
                                        + Times.earlier(
                                                days.lastKey(), weekdays().size())
                                        + " taken together, " + Figures.distance(distance())
                                        + " standard deviations "
                                        + (distance() < 0 ? "below" : "above")
                                        + "; the range holds 95 of 100 such days" + widened())
                                .orElse("; there is no same weekday to compare with")
                        + ". Incomplete days are left out.",
                receipts);
    }

    private String widened() {
        double factor = Math.sqrt(dispersion());
        return factor < NOTICED ? "" : ", which differ " + Figures.count(factor) + " times as much as by chance alone";
    }

    private Widget tile() {
        return new Metric(
                new Head(
                        new WidgetId("share-" + Slug.of(name)),
                        name + " on " + Times.day(days.lastKey()),
                        "brief/metric",
                        receipts),
                latest().words(),
                before().map(_ -> usual()),
                tone(),
                days.values().stream()
                        .skip(Math.max(0, days.size() - SHOWN_DAYS))
                        .map(share -> Math.rint(share.value() * 1000) / 10)
                        .toList());
    }

    /** Bad only beyond chance, good only within its usual range or above it. */
    private Tone tone() {
        return switch (weight()) {
            case URGENT -> Tone.BAD;
            case NOTABLE -> change() < 0 ? Tone.BAD : Tone.GOOD;
            case ASTRAY -> change() < 0 ? Tone.NEUTRAL : Tone.GOOD;
            case CALM -> before().isPresent() ? Tone.GOOD : Tone.NEUTRAL;
        };
    }

    private Play play() {
        return Plays.drillInto(
                name.toLowerCase(Locale.ROOT), Slug.of(name), Words.sentence(sentence()) + ".", receipts);
    }
}
