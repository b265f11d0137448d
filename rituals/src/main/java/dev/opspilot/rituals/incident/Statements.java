package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Appraisal.Place;
import dev.opspilot.rituals.analysis.Appraisal.Stretch;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Slug;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.Finding.Considered;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sentences about single series, with the calculation behind each. */
final class Statements {
    /** Departures of one reading that are told one by one; all of them stand in the table. */
    private static final int TOLD = 5;

    private static final String SERIES = "series-";
    private static final String CALM = "calm-";

    private static final double FAR = 6;
    private static final int WEEK = 7;
    private static final int SOME = 3;

    private Statements() {}

    /** What one reading says: its departures, or that it is calm. All series are of the same call. */
    static List<Finding> of(List<Judged> call) {
        List<Judged> reading =
                call.stream().sorted(Judged.byImportance(_ -> false)).toList();
        List<Judged> disturbed =
                reading.stream().filter(each -> each.appraisal().disturbed()).toList();
        return disturbed.isEmpty()
                ? List.of(calm(reading))
                : disturbed.stream()
                        .limit(TOLD)
                        .map(each -> departure(each, reading))
                        .toList();
    }

    /** How many departures findings tell of. */
    static long departures(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.id().value().startsWith(SERIES))
                .count();
    }

    /** As in {@code Card payments failure rate is at 31.4 %, expected 0.8–2.1 %, since 10:42 UTC}, without a stop. */
    static String sentence(Appraisal appraisal) {
        return Words.sentence(clause(appraisal));
    }

    /** The same within a sentence. */
    static String clause(Appraisal appraisal) {
        return appraisal.series().title() + " " + value(appraisal) + ", expected " + range(appraisal)
                + since(appraisal);
    }

    /**
     * A sentence about a figure that is not disturbed. One outside its own range is not called usual for that, nor is
     * that called chance: it is not known to be more.
     *
     * @param among how many figures were judged
     */
    static String calm(Appraisal appraisal, int among) {
        return Words.sentence(calmClause(appraisal, among)) + ".";
    }

    /** The same within a sentence. */
    static String calmClause(Appraisal appraisal, int among) {
        return clause(appraisal)
                + switch (appraisal.place()) {
                    case WITHIN -> "";
                    case BETTER -> ", which is better than expected";
                    case SLIGHT -> ", which is outside, but by too little to count as trouble";
                    case UNDECIDED -> ", which is outside, but " + undecided(among);
                };
    }

    /** As in {@code not beyond what chance gives among so many figures}. */
    static String undecided(int among) {
        return "not beyond what chance gives" + (among > 1 ? " among so many figures" : "");
    }

    /** How a figure that is not disturbed stands, as in a table. */
    static String place(Appraisal appraisal) {
        return switch (appraisal.place()) {
            case WITHIN -> "as expected";
            case BETTER -> "better than expected";
            case SLIGHT -> "outside, by little";
            case UNDECIDED -> "outside, not beyond chance";
        };
    }

    static boolean isUndecided(Judged judged) {
        return judged.appraisal().state() == Appraisal.State.NORMAL
                && judged.appraisal().place() == Place.UNDECIDED;
    }

    /** Of calm figures the one to tell: one that is outside of its range, else the first. */
    static Judged told(List<Judged> calm) {
        return calm.stream().filter(Statements::isUndecided).findFirst().orElse(calm.getFirst());
    }

    /** The series as people read it. */
    static String name(Appraisal appraisal) {
        return Words.sentence(appraisal.series().title());
    }

    /** The value alone, as on a tile. */
    static String figure(Appraisal appraisal) {
        return appraisal.series().unit() == Unit.RATIO
                ? Figures.share(appraisal.value(), appraisal.n())
                : Figures.value(appraisal.series(), appraisal.value());
    }

    static String range(Appraisal appraisal) {
        return Figures.range(appraisal.series(), appraisal.low(), appraisal.high());
    }

    /** The value with the stretch that a total covers. */
    static String figureOverTime(Appraisal appraisal) {
        return switch (appraisal.series().unit()) {
            case COUNT, MONEY_MINOR ->
                figure(appraisal) + " in "
                        + Figures.duration(appraisal.stretch().length());
            case RATIO, MILLIS -> figure(appraisal);
        };
    }

    static Confidence confidence(Appraisal appraisal) {
        if (appraisal.days() < SOME) {
            return Confidence.LOW;
        }
        boolean clear = appraisal.disturbed() ? appraisal.badness() >= FAR : appraisal.place() != Place.UNDECIDED;
        return clear && appraisal.days() >= WEEK - 2 ? Confidence.HIGH : Confidence.MEDIUM;
    }

    static Calculation calculation(Judged judged) {
        Appraisal appraisal = judged.appraisal();
        return new Calculation(
                name(appraisal), figureOverTime(appraisal), range(appraisal), method(appraisal), judged.receipts());
    }

    private static String value(Appraisal appraisal) {
        return switch (appraisal.series().unit()) {
            case COUNT, MONEY_MINOR -> "came to " + figureOverTime(appraisal);
            case RATIO, MILLIS ->
                (appraisal.disturbed() && appraisal.stretch().over() ? "was at " : "is at ") + figure(appraisal);
        };
    }

    private static String since(Appraisal appraisal) {
        Stretch stretch = appraisal.stretch();
        if (!appraisal.disturbed()) {
            return "";
        }
        String from = (stretch.openStart() ? "before " : "") + Figures.clock(stretch.from());
        return stretch.over()
                ? ", from " + from + " to " + Figures.clock(stretch.to()) + "; normal again since"
                : ", since " + from;
    }

    private static String method(Appraisal appraisal) {
        String against = appraisal.days() == 0
                ? "the early part of the window, as no earlier day was usable"
                : "the same clock times of " + Figures.counted(appraisal.days(), "earlier day")
                        + " (median of the smoothed days, robust spread)";
        return "Pooled over " + Figures.counted(appraisal.stretch().samples(), "sample") + " from "
                + Figures.clock(appraisal.stretch().from()) + " to "
                + Figures.clock(appraisal.stretch().to()) + " and compared with " + against + "; "
                + Figures.distance(appraisal.z()) + " standard deviations "
                + (appraisal.z() >= 0 ? "above" : "below") + ".";
    }

    private static Finding departure(Judged judged, List<Judged> reading) {
        Appraisal appraisal = judged.appraisal();
        List<Considered> considered = new ArrayList<>();
        considered.add(new Considered(
                "Chance or a single spike",
                "It lasts over " + Figures.counted(appraisal.stretch().samples(), "sample")
                        + ", each bounded in what it may count for, and stands out after correction for all that was"
                        + " searched.",
                judged.receipts()));
        if (appraisal.days() > 0) {
            considered.add(new Considered(
                    "A usual difference between days",
                    "How " + Figures.counted(appraisal.days(), "earlier day")
                            + " differ from each other at this time of day is part of the expected range.",
                    judged.receipts()));
        }
        List<String> calm = reading.stream()
                .filter(each -> each.appraisal().state() == Appraisal.State.NORMAL
                        && each.appraisal().place() == Place.WITHIN)
                .map(each -> name(each.appraisal()))
                .limit(TOLD)
                .toList();
        if (!calm.isEmpty()) {
            considered.add(new Considered(
                    "Trouble with the source itself",
                    "Other figures of " + judged.source() + " are as expected: " + String.join(", ", calm) + ".",
                    judged.receipts()));
        }
        return new Finding(
                new FindingId(SERIES + judged.key()),
                sentence(appraisal) + ".",
                confidence(appraisal),
                judged.receipts(),
                List.of(calculation(judged)),
                considered);
    }

    private static Finding calm(List<Judged> reading) {
        Judged first = reading.getFirst();
        List<Judged> known = reading.stream()
                .filter(each -> each.appraisal().state() == Appraisal.State.NORMAL)
                .toList();
        List<ReceiptId> receipts = first.receipts();
        FindingId id = new FindingId(CALM + Slug.of(first.call().value()));
        String what = Words.sentence(first.capability().words());
        if (known.isEmpty()) {
            return new Finding(
                    id, what + ": too few samples to say anything.", Confidence.LOW, receipts, List.of(), List.of());
        }
        List<Judged> told = known.stream()
                .sorted(Comparator.comparing((Judged each) -> !isUndecided(each)))
                .toList();
        return new Finding(
                id,
                what + ": " + asExpected(known) + ". " + calm(told.getFirst().appraisal(), known.size()),
                known.stream()
                        .map(each -> confidence(each.appraisal()))
                        .min(Enum::compareTo)
                        .orElseThrow(),
                receipts,
                told.stream().limit(TOLD).map(Statements::calculation).toList(),
                List.of());
    }

    /** As in {@code 11 figures as expected}, or {@code none of 11 figures shows trouble, 9 are as expected}. */
    private static String asExpected(List<Judged> known) {
        long within = known.stream()
                .filter(each -> each.appraisal().place() == Place.WITHIN)
                .count();
        if (within == known.size()) {
            return Figures.counted(within, "figure") + " as expected";
        }
        return known.size() == 1
                ? "the one figure shows no trouble"
                : "none of " + Figures.counted(known.size(), "figure") + " shows trouble, " + Figures.count(within)
                        + (within == 1 ? " is" : " are") + " as expected";
    }
}
