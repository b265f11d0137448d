package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.experiment.Measure;
import dev.opspilot.rituals.analysis.experiment.PowerAnalysis;
import dev.opspilot.rituals.analysis.experiment.RunLength;
import dev.opspilot.rituals.experiment.Proposal.Blueprint;
import dev.opspilot.rituals.experiment.Proposal.Guarded;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.List;

/** The calculation behind each figure of a plan. */
final class DesignCalculations {
    private DesignCalculations() {}

    static List<Calculation> of(Blueprint plan) {
        Baseline.Live primary = plan.primary();
        PowerAnalysis power = plan.plan();
        List<ReceiptId> receipts = primary.receipts();
        List<Calculation> all = new ArrayList<>();
        all.add(new Calculation(
                "Baseline of " + primary.title(),
                primary.value(),
                DesignBoard.range(primary).orElse(""),
                words(primary.definition().numerator()) + " over "
                        + words(primary.definition().denominator()) + ", summed over " + primary.span()
                        + spread(primary) + ".",
                receipts));
        all.add(new Calculation(
                "Traffic",
                Figures.count(Math.round(primary.unitsPerDay())) + " a day",
                Figures.chosen(plan.settings().traffic()) + " of it enters",
                "Mean of " + words(primary.definition().denominator()) + " over " + primary.span()
                        + "; who comes back is counted each time, so fewer may enter.",
                receipts));
        all.add(new Calculation(
                "Smallest effect worth finding",
                SettingWords.signed(plan),
                plan.settings().goal().orElse(null) instanceof Goal.Relative(double size, Goal.Way _)
                        ? Figures.chosen(size) + " of the baseline"
                        : Figures.percent(plan.relative()) + " of the baseline",
                plan.settings().goal().isPresent()
                        ? "As asked for."
                        : "Nobody named one, so it is the usual 10 %: name another, as in “5 % lift”.",
                receipts));
        all.add(new Calculation(
                "Units for each arm without looks",
                SettingWords.units(power.sizes()),
                Figures.chosen(power.power()) + " power, " + SettingWords.sides(power.sides()) + " alpha "
                        + Figures.chosen(power.alpha()),
                Words.sentence(power.formula().title()) + "; "
                        + power.correction().title()
                        + (plan.settings().even() ? "." : "; by the smallest treatment arm, in the order of the arms."),
                receipts));
        all.add(new Calculation(
                "Units for each arm with looks",
                SettingWords.units(plan.sizes()),
                Amounts.extra(plan.inflation()) + " more",
                "Group sequential, " + plan.looks().spending().title() + " (Lan and DeMets 1983), "
                        + Figures.counted(plan.looks().informationFractions().size(), "look")
                        + " at equal shares of the units.",
                receipts));
        all.add(new Calculation(
                "Run length",
                switch (plan.length()) {
                    case RunLength.Ends ends -> Figures.counted(ends.days(), "day");
                    case RunLength.Never _ -> "never";
                },
                "at most " + Proposal.LONGEST_WEEKS + " weeks",
                "Units needed in all arms over the traffic that enters, rounded up to whole weeks so that each weekday"
                        + " weighs the same.",
                receipts));
        plan.finds()
                .ifPresent(finds -> all.add(new Calculation(
                        "Smallest effect that the run finds",
                        Amounts.signed(primary.unit(), primary.currency(), finds.effect()),
                        Figures.chosen(finds.power()) + " power",
                        "With all units that come in the run, looks paid for; "
                                + finds.formula().title() + ".",
                        receipts)));
        return all;
    }

    private static String spread(Baseline.Live live) {
        return switch (live.measure()) {
            case Measure.Proportion _ -> "";
            case Measure.Mean(double _, double variance) ->
                ", with the defined standard deviation over units of " + live.amount(Math.sqrt(variance));
        };
    }

    private static String words(String metric) {
        return Words.oneLine(metric.replace('_', ' '));
    }

    /** Of a guardrail. */
    static Calculation of(Guarded each, Settings settings) {
        return new Calculation(
                "Power to rule out a loss in " + each.metric().title(),
                Figures.percent(each.power()),
                "margin " + each.metric().amount(each.margin()) + " of "
                        + each.metric().value(),
                "Non-inferiority against the margin, one-sided alpha " + Figures.chosen(settings.alpha())
                        + ", without looks, with all units of the run; "
                        + switch (each.metric().measure()) {
                            case Measure.Proportion _ -> "unpooled-variance z test.";
                            case Measure.Mean _ -> "noncentral t test.";
                        },
                each.metric().receipts());
    }
}
