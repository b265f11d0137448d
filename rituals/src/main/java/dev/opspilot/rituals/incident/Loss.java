package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import java.util.Optional;

/**
 * How much a figure lost against what was expected of it, over the stretch that it was off: things for counts and for
 * shares whose denominator is known, minor units for money.
 *
 * @param low the least it is, were the stretch at the near end of what is usual; at least 0
 * @param high the most it is, were the stretch at the far end
 * @param share of what was expected that is affected, 0 to 1; empty where more of something has no whole
 */
record Loss(Judged judged, double low, double amount, double high, Optional<Double> share) {

    /** The loss that a figure tells of; empty when it is not off, or when the trials of a share are not known. */
    static Optional<Loss> of(Judged judged) {
        Appraisal a = judged.appraisal();
        if (!a.disturbed() || a.bad() == Bad.EITHER) {
            return Optional.empty();
        }
        return switch (a.series().unit()) {
            case COUNT, MONEY_MINOR -> Optional.of(times(judged, 1));
            case RATIO -> a.n().isPresent() ? Optional.of(times(judged, (double) a.n().getAsLong())) : Optional.empty();
            case MILLIS -> Optional.empty();
        };
    }

    private static Loss times(Judged judged, double factor) {
        Appraisal a = judged.appraisal();
        double near = a.above() ? a.value() - a.high() : a.low() - a.value();
        double far = a.above() ? a.value() - a.low() : a.high() - a.value();
        return new Loss(
                judged,
                Math.max(0, near * factor),
                Math.abs(a.value() - a.expected()) * factor,
                Math.max(0, far * factor),
                share(a));
    }

    /** The affected share that a figure shows: the excess of a share, or the lost part of a volume. */
    static Optional<Double> share(Appraisal a) {
        double off = Math.abs(a.value() - a.expected());
        if (a.above()) {
            return a.series().unit() == Unit.RATIO ? Optional.of(Math.min(1, off)) : Optional.empty();
        }
        return a.expected() > 0 ? Optional.of(Math.min(1, off / a.expected())) : Optional.empty();
    }

    boolean money() {
        return unit() == Unit.MONEY_MINOR;
    }

    /** Whether it is of customers or of money rather than of what is inside the company or at one provider. */
    boolean business() {
        return judged.appraisal().series().subject().kind() == Subject.Kind.BUSINESS;
    }

    /** As in {@code 368 of 1,590 more than expected (353–386)}. */
    String words() {
        Appraisal a = judged.appraisal();
        return about() + " " + direction() + " than expected (" + range() + ")"
                + (a.stretch().openStart() ? ", at least, as it began before the window" : "");
    }

    /** As in {@code 368 of 1,590 more (353–386)}, beside what is usual. */
    String inShort() {
        return about() + " " + direction() + " (" + range() + ")"
                + (judged.appraisal().stretch().openStart() ? ", at least" : "");
    }

    /** As in {@code Payments failure rate: 368 of 1,590 more than expected (353–386)}. */
    String sentence() {
        return Statements.name(judged.appraisal()) + ": " + words();
    }

    /** As in {@code 368 of 1,590 more than expected (353–386) in payments failure rate}. */
    String clause() {
        return words() + " in " + judged.appraisal().series().title();
    }

    /** The amount alone. */
    String about() {
        Appraisal a = judged.appraisal();
        return switch (unit()) {
            case COUNT -> Figures.count(Math.round(amount));
            case RATIO -> Figures.count(Math.round(amount)) + " of " + Figures.count(a.n().orElseThrow());
            case MONEY_MINOR -> Figures.value(a.series(), amount);
            case MILLIS -> throw new IllegalStateException("a duration adds up to no loss");
        };
    }

    String range() {
        Series series = judged.appraisal().series();
        return money() ? Figures.range(series, low, high) : Figures.range(Unit.COUNT, Optional.empty(), low, high);
    }

    Calculation calculation() {
        Appraisal a = judged.appraisal();
        return new Calculation(
                "Impact on " + Statements.name(a),
                words(),
                Statements.range(a),
                "What came in from " + Figures.clock(a.stretch().from()) + " to "
                        + Figures.clock(a.stretch().to()) + " ("
                        + Statements.figureOverTime(a)
                        + ") against what was expected; the range is that which 95 of 100 undisturbed stretches lie in.",
                judged.receipts());
    }

    private String direction() {
        if (judged.appraisal().above()) {
            return "more";
        }
        return money() ? "less" : "fewer";
    }

    private Unit unit() {
        return judged.appraisal().series().unit();
    }
}
