package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Appraisal.State;
import dev.opspilot.rituals.analysis.Appraiser;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Periods;
import dev.opspilot.rituals.analysis.Periods.Comparison;
import dev.opspilot.rituals.analysis.Periods.Fold;
import dev.opspilot.rituals.analysis.Periods.Length;
import dev.opspilot.rituals.analysis.Span;
import dev.opspilot.rituals.analysis.Trend;
import dev.opspilot.rituals.analysis.WindowCheck;
import dev.opspilot.rituals.analysis.WindowScore;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget.Tone;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * An amount of money by local days. Only complete days are told and compared: with the same weekdays of the weeks before,
 * and, to tell whether that is chance, with what is usual at the hours of such days.
 *
 * @param name as it stands at the beginning of a sentence
 * @param series its recent samples are the weeks up to now
 * @param days up to the last one told
 * @param told the days that the brief tells of; empty where there is none
 * @param score of these days
 */
record DayLine(
        String name,
        Series series,
        Periods days,
        Optional<WholeDays> told,
        Optional<WindowScore> score,
        List<ReceiptId> receipts) {
    private static final double WORTH_TELLING = 0.1;
    private static final double GRAVE = 0.25;
    private static final int WEEK = 7;

    static DayLine of(String name, Series series, Coverage coverage, Instant asOf, List<ReceiptId> receipts) {
        ZoneId zone = coverage.times().zone();
        Periods all = Periods.of(series.recent(), Length.DAY, Fold.SUM, zone, asOf);
        Optional<WholeDays> told = WholeDays.in(coverage.span(), all.complete(), zone);
        Periods days = new Periods(all.all().stream()
                .filter(day ->
                        told.filter(last -> day.first().isAfter(last.last())).isEmpty())
                .toList());
        return new DayLine(
                name, series, days, told, told.flatMap(each -> score(series, each.span(zone), zone)), receipts);
    }

    private static Optional<WindowScore> score(Series series, Span span, ZoneId zone) {
        Samples history = series.recent();
        Series window = series.over(history.between(span.from(), span.to()), List.of());
        return WindowCheck.judge(List.of(new WindowCheck.Candidate(window, history)), zone, span.to(), Appraiser.RATE)
                .stream()
                .filter(score -> score.state() != State.UNKNOWN)
                .findFirst();
    }

    /** The days told beside their weekdays; empty where there is none. */
    Optional<Comparison> comparison() {
        return told.flatMap(each -> each.comparison(days));
    }

    /** How far off the days told are in the bad direction, relative; 0 where it may be chance or is no matter. */
    double badness() {
        return score.filter(each -> each.badness() > 0 && each.p() <= Appraiser.RATE / Money.LINES)
                .map(_ -> off(series.bad()))
                .orElse(0.0);
    }

    /** The same in the good direction. */
    double goodness() {
        return score.filter(each -> each.badness() < 0 && each.pGood() <= Appraiser.RATE / Money.LINES)
                .map(_ -> off(series.bad() == Bad.UP ? Bad.DOWN : Bad.UP))
                .orElse(0.0);
    }

    /** The relative change where the days lie beyond all of their weekdays in a direction, and it is worth telling. */
    private double off(Bad direction) {
        return comparison()
                .filter(day -> switch (direction) {
                    case UP -> day.day().value() > day.most();
                    case DOWN -> day.day().value() < day.least();
                    case EITHER -> day.day().value() < day.least() || day.day().value() > day.most();
                })
                .flatMap(Comparison::change)
                .map(Math::abs)
                .filter(change -> change >= WORTH_TELLING)
                .orElse(0.0);
    }

    Weight weight() {
        double badness = badness();
        if (badness > 0) {
            return badness >= GRAVE ? Weight.URGENT : Weight.NOTABLE;
        }
        return goodness() > 0 ? Weight.NOTABLE : strays() ? Weight.ASTRAY : Weight.CALM;
    }

    /** Whether the days told are outside what is usual; where that is not known, whether it changed noticeably. */
    private boolean strays() {
        return told.isPresent()
                && score.map(each -> each.value() < each.low() || each.value() > each.high())
                        .orElseGet(() -> comparison()
                                .flatMap(Comparison::change)
                                .filter(change -> Math.abs(change) >= WORTH_TELLING)
                                .isPresent());
    }

    /** Bad only beyond chance, good only within its usual range or on the good side of it. */
    Tone tone() {
        if (badness() > 0) {
            return Tone.BAD;
        }
        boolean good = score.filter(each -> !strays() || each.badness() < 0).isPresent();
        return good ? Tone.GOOD : Tone.NEUTRAL;
    }

    /** As in {@code , usually EUR 71,660–81,380}; empty where no range is known. */
    String usually() {
        return score.map(_ -> ", usually " + usual()).orElse("");
    }

    /** As in {@code on Sun 22 Nov}. */
    String when() {
        return told.map(WholeDays::words).orElse("on no complete day");
    }

    String value() {
        return told.flatMap(each -> each.sum(days, 0)).map(this::money).orElse("unknown");
    }

    private String money(double minor) {
        return Figures.value(series, minor);
    }

    /** What such days usually come to; where that is not known, what the same weekdays came to. */
    String usual() {
        return score.map(each -> Figures.range(series, each.low(), each.high()))
                .or(() -> comparison().map(day -> Figures.range(series, day.least(), day.most())))
                .orElse("unknown");
    }

    /** As in {@code 4.1 % above the median of the last 4 Sundays}. */
    String change() {
        return comparison().map(day -> by(day) + " " + than()).orElse("with no same weekday to compare with");
    }

    /** As in {@code 4.1 % above}. */
    static String by(Comparison day) {
        return day.change()
                .map(by -> Figures.percent(Math.abs(by)) + (by < 0 ? " below" : " above"))
                .orElse("against nothing in");
    }

    /** As in {@code the median of the last 4 Sundays}. */
    String than() {
        return told.flatMap(each -> comparison().map(each::than)).orElse("");
    }

    /** As in {@code 0.8 % a week up (95 % sure of 0.5–1.1 %)}. */
    String trend() {
        Optional<Trend> trend = days.trend();
        double level = comparison().map(Comparison::usual).orElse(0.0)
                / told.map(WholeDays::number).orElse(1);
        if (trend.isEmpty() || level == 0) {
            return "unknown";
        }
        Trend line = trend.get();
        if (!line.clear()) {
            return "none that is clear";
        }
        double scale = WEEK / Math.abs(level);
        double near = Math.min(Math.abs(line.low()), Math.abs(line.high())) * scale;
        double far = Math.max(Math.abs(line.low()), Math.abs(line.high())) * scale;
        return (line.slope() < 0 ? "down " : "up ") + Figures.percent(Math.abs(line.slope()) * scale) + " a week ("
                + Figures.range(Unit.RATIO, Optional.empty(), near, far) + ")";
    }

    Calculation calculation() {
        int number = told.map(WholeDays::number).orElse(0);
        return new Calculation(
                name + " " + when(),
                value(),
                usual(),
                (number > 1 ? "Sum over " + number + " whole local days, " : "Sum over the whole local day, ")
                        + change() + "; "
                        + score.map(each -> Figures.distance(each.z()) + " standard deviations "
                                        + (each.z() < 0 ? "below" : "above") + " what is usual at "
                                        + each.comparedWith())
                                .orElse("too few weeks to tell whether that is chance")
                        + ". Trend over " + Figures.counted(days.complete().size(), "complete day")
                        + " by Theil and Sen with 95 % confidence: " + trend() + ".",
                receipts);
    }

    /** The amount of the samples in a stretch of time. */
    String within(Span span) {
        Samples window = series.recent().between(span.from(), span.to());
        return window.present().count() == 0
                ? "unknown"
                : money(window.present().sum());
    }
}
