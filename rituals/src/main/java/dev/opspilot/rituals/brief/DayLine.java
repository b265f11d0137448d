package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Periods;
import dev.opspilot.rituals.analysis.Periods.Comparison;
import dev.opspilot.rituals.analysis.Periods.Fold;
import dev.opspilot.rituals.analysis.Periods.Length;
import dev.opspilot.rituals.analysis.Trend;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * An amount of money by local days. Only complete days are told and compared, with the same weekday of the weeks before.
 *
 * @param name as it stands at the beginning of a sentence
 * @param sum the amount of each sample
 */
record DayLine(
        String name, Optional<Currency> currency, Bad bad, Samples sum, Periods days, List<ReceiptId> receipts) {
    private static final int WEEKS = 4;
    private static final int SOME = 3;
    private static final double WORTH_TELLING = 0.1;
    private static final double GRAVE = 0.25;
    private static final int WEEK = 7;

    static DayLine of(
            String name,
            Optional<Currency> currency,
            Bad bad,
            Samples sum,
            ZoneId zone,
            Instant asOf,
            List<ReceiptId> receipts) {
        return new DayLine(
                name, currency, bad, sum, Periods.of(sum, Length.DAY, Fold.SUM, zone, asOf), receipts);
    }

    /** The latest complete day beside its weekday; empty where there is none. */
    Optional<Comparison> comparison() {
        return latest().flatMap(day -> days.sameWeekday(day, WEEKS));
    }

    Optional<LocalDate> latest() {
        return days.latest().map(Periods.Period::first);
    }

    /** How far off the latest day is in the bad direction, relative; 0 where it is within what its weekdays were. */
    double badness() {
        return comparison()
                .filter(day -> day.days() >= SOME)
                .filter(day -> switch (bad) {
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
        return badness >= GRAVE ? Weight.URGENT : badness > 0 ? Weight.NOTABLE : Weight.CALM;
    }

    String value() {
        return days.latest().map(day -> money(day.value())).orElse("unknown");
    }

    String money(double minor) {
        return Figures.value(Unit.MONEY_MINOR, currency, minor);
    }

    /** What the same weekdays came to. */
    String usual() {
        return comparison()
                .map(day -> Figures.range(Unit.MONEY_MINOR, currency, day.least(), day.most()))
                .orElse("unknown");
    }

    /** As in {@code 4.1 % above the median of the last 4 Sundays}. */
    String change() {
        return comparison()
                .map(day -> {
                    String than = day.days() == 1
                            ? "the " + Times.weekdays(day.day().first()).replaceAll("s$", "") + " before"
                            : "the median of the last " + day.days() + " "
                                    + Times.weekdays(day.day().first());
                    return day.change()
                            .map(by -> Figures.percent(Math.abs(by)) + (by < 0 ? " below " : " above ") + than)
                            .orElse("where " + than + " is nothing");
                })
                .orElse("with no same weekday to compare with");
    }

    /** As in {@code 0.8 % a week up (95 % sure of 0.5–1.1 %)}. */
    String trend() {
        Optional<Trend> trend = days.trend();
        double level = comparison().map(Comparison::usual).orElse(0.0);
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
        String day = latest().map(Times::day).orElse("no complete day");
        return new Calculation(
                name + " on " + day,
                value(),
                usual(),
                "Sum over the whole local day, " + change() + "; incomplete days are left out. Trend over "
                        + Figures.counted(days.complete().size(), "complete day") + " by Theil and Sen with 95 %"
                        + " confidence: " + trend() + ".",
                receipts);
    }

    /** The amount of the samples in a stretch of time. */
    String within(Span span) {
        Samples window = sum.between(span.from(), span.to());
        return window.present().count() == 0 ? "unknown" : money(window.present().sum());
    }
}
