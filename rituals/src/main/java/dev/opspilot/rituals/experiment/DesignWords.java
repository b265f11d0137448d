package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.analysis.Openings;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.experiment.RunLength;
import dev.opspilot.rituals.experiment.Proposal.Blueprint;
import dev.opspilot.rituals.experiment.Proposal.Unplanned;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.Finding.Considered;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sentences about a plan, with the calculation behind each. */
final class DesignWords {
    /** Where “an” stands before it. */
    private static final Pattern VOWEL = Pattern.compile("(?i)[aeio]|u(?!ser|nit|ni|se)|hour");

    static final List<Capability> WANTED = List.of(
            Capability.METRICS_DEFINITIONS,
            Capability.PRODUCT_METRICS,
            Capability.REVENUE_METRICS,
            Capability.EXPERIMENTS_RESULTS);

    /** How many times the needed units come where that is worth a word. */
    private static final int SPARE = 2;

    private static final Openings PLANNED = Openings.of(
            "Testing “%1$s” takes %2$s",
            "“%1$s” can be tested in %2$s",
            "A test of “%1$s” takes %2$s",
            "To test “%1$s”, plan for %2$s",
            "It takes %2$s to test “%1$s”",
            "“%1$s” needs a test of %2$s",
            "Plan on %2$s to test “%1$s”",
            "In %2$s, “%1$s” can be tested");

    private static final Openings ENDLESS = Openings.of(
            "Testing “%s” would never end",
            "A test of “%s” would never end",
            "“%s” cannot be tested with this traffic",
            "There is too little traffic to test “%s”",
            "Today's traffic does not carry a test of “%s”",
            "No test of “%s” would end in time",
            "It would take too long to test “%s”",
            "Too few come by to test “%s”");

    private static final Openings UNPLANNED = Openings.of(
            "“%s” cannot be planned yet",
            "There is no plan for “%s” yet",
            "A test of “%s” cannot be planned yet",
            "Something is missing to plan “%s”",
            "It is too early to plan “%s”",
            "No plan yet for “%s”",
            "Planning “%s” has to wait",
            "Not enough is known to plan “%s”");

    private static final Openings REFUSED = Openings.of(
            "“%s” cannot be planned as asked",
            "As asked, “%s” cannot be planned",
            "There is no plan for “%s” as it was asked",
            "A test of “%s” cannot be had as asked",
            "What was asked of a test of “%s” cannot be",
            "To plan “%s”, ask otherwise",
            "Not as it was asked can “%s” be planned",
            "“%s” has to be asked otherwise");

    private final Shelf shelf;

    DesignWords(Shelf shelf) {
        this.shelf = shelf;
    }

    /** The verdict first. */
    List<Finding> of(Proposal proposal) {
        return switch (proposal) {
            case Unplanned unplanned -> List.of(unplanned(unplanned));
            case Blueprint plan -> planned(plan);
        };
    }

    private Finding unplanned(Unplanned unplanned) {
        return new Finding(
                FindingId.VERDICT,
                (unplanned.refused() ? REFUSED : UNPLANNED)
                                .on(shelf.asOf(), ZoneOffset.UTC)
                                .formatted(unplanned.wish().subject())
                        + ": " + unplanned.why() + "."
                        + shelf.missing(WANTED),
                Confidence.LOW,
                shelf.receipts(),
                List.of(),
                considered(unplanned.metrics()));
    }

    private List<Finding> planned(Blueprint plan) {
        List<Finding> findings = new ArrayList<>();
        findings.add(verdict(plan));
        findings.add(SettingWords.asked(plan));
        findings.add(hypothesis(plan));
        if (!plan.guardrails().isEmpty()) {
            findings.add(guardrails(plan));
        }
        overlap(plan).ifPresent(findings::add);
        return findings;
    }

    private Finding verdict(Blueprint plan) {
        Baseline.Live primary = plan.primary();
        String effect = SettingWords.change(plan) + " in “" + primary.title() + "”";
        String text = switch (plan.length()) {
            case RunLength.Ends ends ->
                PLANNED.on(shelf.asOf(), ZoneOffset.UTC).formatted(plan.wish().subject(), weeks(ends.days()))
                        + ". It needs " + Figures.count(plan.total()) + " units (" + unit(plan)
                        + "), and today's traffic brings " + Figures.count(ends.unitsExpected())
                        + " in that time. With "
                        + Figures.chosen(plan.settings().power()) + " power it finds "
                        + SettingWords.change(plan) + " or more in “" + primary.title() + "” (" + primary.value()
                        + " now), early looks paid for." + spare(plan, ends);
            case RunLength.Never never ->
                ENDLESS.on(shelf.asOf(), ZoneOffset.UTC).formatted(plan.wish().subject()) + ": finding " + effect + " ("
                        + primary.value() + " now) takes " + Figures.count(never.unitsNeeded()) + " units ("
                        + unit(plan)
                        + "), and today's traffic brings " + Figures.count(never.unitsExpected()) + " in "
                        + never.longestWeeks() + " weeks." + fits(plan, never);
        };
        List<ReceiptId> receipts = Stream.concat(
                        primary.receipts().stream(),
                        shelf.gaps().stream()
                                .filter(gap -> WANTED.contains(gap.capability()))
                                .map(Gap::receipt))
                .distinct()
                .toList();
        return new Finding(
                FindingId.VERDICT,
                text + shelf.missing(WANTED),
                plan.settings().goal().isPresent()
                                && plan.settings().unused().isEmpty()
                                && primary.days().size() >= 2 * Baseline.WEEK
                        ? Confidence.HIGH
                        : Confidence.MEDIUM,
                receipts,
                DesignCalculations.of(plan),
                alternatives(plan));
    }

    /** What comes beyond what is needed, and the share of the traffic that would do. */
    private static String spare(Blueprint plan, RunLength.Ends ends) {
        if (ends.unitsExpected() < SPARE * ends.unitsNeeded()) {
            return "";
        }
        double enough = plan.settings().traffic() * ends.unitsNeeded() / ends.unitsExpected();
        double told = BigDecimal.valueOf(enough)
                .round(new MathContext(2, RoundingMode.CEILING))
                .doubleValue();
        return plan.finds()
                        .map(finds -> " With all that comes it finds a change of "
                                + plan.primary().amount(Math.abs(finds.effect())) + ";")
                        .orElse("")
                + " " + Figures.chosen(told) + " of the traffic would be enough for what is sought in “"
                + plan.primary().title() + "”.";
    }

    private static String fits(Blueprint plan, RunLength.Never never) {
        return never.fits()
                .map(fit -> " What fits is a change of "
                        + Figures.percent(Math.abs(fit.effect())
                                / Math.abs(plan.primary().measure().baseline()))
                        + " (" + plan.primary().amount(Math.abs(fit.effect())) + ") or more.")
                .orElse(" No effect fits.");
    }

    private static String unit(Blueprint plan) {
        boolean even = plan.sizes().stream().distinct().count() == 1;
        String units = SettingWords.units(plan.sizes());
        String per = Words.oneLine(plan.primary().definition().per());
        return (VOWEL.matcher(per).lookingAt() ? "each an " : "each a ")
                + per
                + (even ? ", " + units + " an arm" : "; by arm " + units + ", control first");
    }

    private static String weeks(int days) {
        return Figures.counted(days / Baseline.WEEK, "week");
    }

    private static List<Considered> alternatives(Blueprint plan) {
        List<Considered> all = new ArrayList<>();
        plan.choice()
                .others()
                .forEach(each -> all.add(new Considered(
                        each.title() + " as the primary metric",
                        "It is live (" + each.value() + "), but "
                                + plan.choice().because() + ": “"
                                + plan.primary().title() + "” was taken.",
                        each.receipts())));
        all.addAll(considered(plan.metrics()));
        return all;
    }

    /** The metrics that cannot be used, and why. */
    private static List<Considered> considered(List<Baseline> metrics) {
        return metrics.stream()
                .filter(Baseline.Unknown.class::isInstance)
                .map(Baseline.Unknown.class::cast)
                .map(each -> new Considered(each.title(), "It cannot be used: " + each.why() + ".", each.receipts()))
                .toList();
    }

    private static Finding hypothesis(Blueprint plan) {
        Baseline.Live primary = plan.primary();
        String way = plan.effect() > 0 ? "raises" : "lowers";
        return new Finding(
                new FindingId("hypothesis"),
                "Hypothesis: “" + plan.wish().subject() + "” " + way + " “" + primary.title() + "” by "
                        + SettingWords.amount(plan) + " or more. Each "
                        + Words.oneLine(primary.definition().per()) + " is one unit, in one of "
                        + SettingWords.arms(plan.settings()) + "; “" + primary.title() + "” decides, as "
                        + plan.choice().because() + ".",
                Confidence.MEDIUM,
                primary.receipts(),
                List.of(),
                List.of());
    }

    private static Finding guardrails(Blueprint plan) {
        List<ReceiptId> receipts = plan.guardrails().stream()
                .flatMap(each -> each.metric().receipts().stream())
                .toList();
        List<String> weak = plan.guardrails().stream()
                .filter(each -> each.power() < plan.settings().power())
                .map(each -> "“" + each.metric().title() + "”"
                        + each.narrowest()
                                .map(margin ->
                                        " (only a loss of " + each.metric().amount(margin) + ")")
                                .orElse(""))
                .toList();
        return new Finding(
                new FindingId("guardrails"),
                (plan.guardrails().size() == 1 ? "Guardrail: " : "Guardrails: ") + "no loss of "
                        + Words.listed(plan.guardrails().stream()
                                .map(each -> each.metric().amount(each.margin()) + " or more in “"
                                        + each.metric().title() + "”")
                                .toList())
                        + ", a margin of " + Figures.chosen(Proposal.MARGIN) + ". "
                        + (weak.isEmpty()
                                ? "The units of the run are enough to show that."
                                : "The units of the run are too few to show that of " + Words.listed(weak) + "."),
                Confidence.MEDIUM,
                receipts,
                plan.guardrails().stream()
                        .map(each -> DesignCalculations.of(each, plan.settings()))
                        .toList(),
                List.of());
    }

    private Optional<Finding> overlap(Blueprint plan) {
        Surroundings around = Surroundings.of(shelf, plan.primary().definition().per());
        List<String> sentences = new ArrayList<>();
        List<ReceiptId> receipts = new ArrayList<>();
        if (!around.sharing().isEmpty()) {
            sentences.add("It would share its units with "
                    + Words.listed(around.sharing().stream()
                            .map(each -> Surroundings.words(each.fact()))
                            .toList())
                    + ": wait for the end, or keep their assignments independent.");
            around.sharing().forEach(each -> receipts.addAll(each.receipts()));
        }
        if (!around.others().isEmpty()) {
            sentences.add("On other units, "
                    + Words.listed(around.others().stream()
                            .map(each -> Surroundings.words(each.fact()))
                            .toList())
                    + (around.others().size() == 1 ? " runs." : " run."));
            around.others().forEach(each -> receipts.addAll(each.receipts()));
        }
        if (!around.freezes().isEmpty()) {
            sentences.add("Nothing may be changed during "
                    + Words.listed(around.freezes().stream()
                            .map(each -> Surroundings.words(each.fact()))
                            .toList())
                    + ".");
            around.freezes().forEach(each -> receipts.addAll(each.receipts()));
        }
        return sentences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        new FindingId("overlap"),
                        String.join(" ", sentences),
                        Confidence.HIGH,
                        receipts,
                        List.of(),
                        List.of()));
    }
}
