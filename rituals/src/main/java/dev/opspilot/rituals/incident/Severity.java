package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Appraisal.Band;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Trouble;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How bad it is, by rules that are stated with it: the largest share of customers' doings or of money that is affected,
 * one level worse while it grows, one milder once it is over. A proposal; people decide.
 *
 * @param rule the rule that fired, and what moved the level, as people read it
 * @param widest the figure with the largest affected share; empty when customers are not known to be affected
 */
record Severity(Level level, String rule, Optional<Judged> widest, boolean growing) {
    static final FindingId ID = FindingId.SEVERITY;

    private static final double MOST = 0.20;
    private static final double MANY = 0.05;

    /** Fewest samples whose halves are compared. */
    private static final int FEWEST = 8;

    /** How many standard errors, and how much larger, the later half must be to be called growing. */
    private static final double CLEARLY = 2;

    private static final double LARGER = 1.25;

    /** The levels, worst first. */
    enum Level {
        SEV1,
        SEV2,
        SEV3,
        SEV4;

        private Level worse() {
            return switch (this) {
                case SEV1, SEV2 -> SEV1;
                case SEV3 -> SEV2;
                case SEV4 -> SEV3;
            };
        }

        private Level milder() {
            return switch (this) {
                case SEV1 -> SEV2;
                case SEV2 -> SEV3;
                case SEV3, SEV4 -> SEV4;
            };
        }
    }

    /** The proposal; none when nothing is known to be wrong. */
    static Optional<Severity> of(CaseFile file) {
        return file.trouble().map(trouble -> of(file, trouble));
    }

    private static Severity of(CaseFile file, Trouble trouble) {
        Optional<Judged> widest = file.disturbed().stream()
                .filter(Severity::felt)
                .max(Comparator.comparingDouble(Severity::share).thenComparing(Judged::key, Comparator.reverseOrder()));
        boolean ends = trouble.over() || file.remedied().helped();
        boolean growing = !ends && grows(trouble.main().fact());
        Level base = base(widest);
        Level level = ends ? base.milder() : growing ? base.worse() : base;
        String moved = trouble.over()
                ? " It is over, which makes it one level milder."
                : ends
                        ? " What was done about it helped, which makes it one level milder."
                        : growing ? " It is still growing, which makes it one level worse." : "";
        return new Severity(level, rule(base) + moved, widest, growing);
    }

    private static Level base(Optional<Judged> widest) {
        if (widest.isEmpty()) {
            return Level.SEV4;
        }
        double share = share(widest.get());
        return share >= MOST ? Level.SEV1 : share >= MANY ? Level.SEV2 : Level.SEV3;
    }

    private static String rule(Level base) {
        return switch (base) {
            case SEV1 -> "Rule: a fifth or more of what customers do, or of the money, is affected.";
            case SEV2 -> "Rule: a twentieth or more of what customers do, or of the money, is affected.";
            case SEV3 -> "Rule: customers or money are affected, by less than a twentieth as far as it is known.";
            case SEV4 -> "Rule: no figure of customers or money is known to be off.";
        };
    }

    private static boolean felt(Judged judged) {
        Subject.Kind kind = judged.appraisal().series().subject().kind();
        return kind == Subject.Kind.BUSINESS || Topic.ofPublic(judged).isPresent();
    }

    /** The affected share of the whole business; what one provider lost is no share of it. */
    private static double share(Judged judged) {
        Appraisal a = judged.appraisal();
        return a.series().subject().kind() == Subject.Kind.BUSINESS
                ? Loss.share(a).orElse(0.0)
                : 0;
    }

    /** Whether the later half of the departure is clearly larger than its earlier half. */
    static boolean grows(Appraisal a) {
        double sign = a.above() ? 1 : -1;
        double[] off = a.band().stream()
                .filter(each -> !each.at().isBefore(a.stretch().from())
                        && each.at().isBefore(a.stretch().to()))
                .mapToDouble((Band each) -> sign * (each.value() - each.expected()))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        if (off.length < FEWEST) {
            return false;
        }
        int half = off.length / 2;
        double[] early = moments(off, 0, half);
        double[] late = moments(off, off.length - half, off.length);
        double error = Math.sqrt((early[1] + late[1]) / half);
        return late[0] - early[0] > CLEARLY * error && late[0] > LARGER * early[0];
    }

    /** Mean and variance. */
    private static double[] moments(double[] values, int from, int to) {
        double mean = 0;
        for (int i = from; i < to; i++) {
            mean += values[i] / (to - from);
        }
        double variance = 0;
        for (int i = from; i < to; i++) {
            variance += (values[i] - mean) * (values[i] - mean) / (to - from - 1);
        }
        return new double[] {mean, variance};
    }

    Finding finding(CaseFile file) {
        Trouble trouble = file.trouble().orElseThrow();
        List<ReceiptId> receipts = new ArrayList<>(trouble.receipts());
        widest.ifPresent(each -> receipts.addAll(each.receipts()));
        receipts.addAll(file.remedied().receipts());
        return new Finding(
                ID,
                level + " is proposed" + (file.elsewhere() ? " for other trouble than was reported" : "")
                        + widest.map(each -> ": " + reason(each)).orElse("") + ". " + rule,
                widest.map(each -> Statements.confidence(each.appraisal())).orElse(Confidence.LOW),
                receipts,
                widest.stream()
                        .map(each -> new Calculation(
                                "Affected share",
                                affected(each),
                                "20 % for SEV1, 5 % for SEV2",
                                "What departs from the expectation, relative to all trials for a share and to the"
                                        + " expectation for a volume; it grows when the later half of the departure is"
                                        + " larger by a quarter and by two standard errors.",
                                each.receipts()))
                        .toList(),
                List.of());
    }

    private static String reason(Judged widest) {
        Appraisal a = widest.appraisal();
        String name = Statements.name(a);
        if (share(widest) == 0) {
            return name + is(a) + "off";
        }
        return a.above()
                ? name + is(a) + percentPoints(widest) + " above what is expected"
                : name + is(a) + affected(widest) + " below what is expected";
    }

    private static String is(Appraisal a) {
        return a.stretch().over() ? " was " : " is ";
    }

    /** A difference of shares in percentage points, which are not percent. */
    private static String percentPoints(Judged judged) {
        return Figures.percent(share(judged)).replace(" %", " points");
    }

    private static String affected(Judged judged) {
        double share = share(judged);
        return share > 0 ? Figures.percent(share) : "not known as a share";
    }
}
