package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.experiment.Sides;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.experiment.Proposal.Blueprint;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Metric;
import dev.opspilot.rituals.widget.Widget.Note;
import dev.opspilot.rituals.widget.Widget.Table;
import dev.opspilot.rituals.widget.Widget.Tone;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The widgets of a plan. */
final class DesignBoard {
    private static final int WATCHED = 4;

    private DesignBoard() {}

    static List<Widget> of(Blueprint plan, Shelf shelf) {
        List<Widget> widgets = new ArrayList<>(tiles(plan));
        widgets.add(design(plan));
        if (!plan.guardrails().isEmpty()) {
            widgets.add(guardrails(plan));
        }
        widgets.add(new Note(head("risks", "Risks", plan.primary().receipts()), String.join("\n", risks(plan, shelf))));
        return widgets;
    }

    /** What to watch, with where it stands now: the primary metric, its guardrails, then others. */
    private static List<Widget> tiles(Blueprint plan) {
        List<Baseline.Live> watched = Stream.concat(
                        Stream.of(plan.primary()),
                        Stream.concat(
                                plan.guardrails().stream().map(Proposal.Guarded::metric),
                                plan.choice().others().stream()))
                .distinct()
                .limit(WATCHED)
                .toList();
        return IntStream.range(0, watched.size())
                .mapToObj(i -> tile(i + 1, watched.get(i)))
                .toList();
    }

    private static Widget tile(int number, Baseline.Live metric) {
        double factor = Figures.scale(metric.unit(), metric.currency());
        return new Metric(
                head("metric-" + number, metric.title() + " now", metric.receipts()),
                metric.value(),
                range(metric),
                Tone.NEUTRAL,
                metric.daily().stream().map(value -> factor * value).toList());
    }

    /** The lowest and highest day. */
    static Optional<String> range(Baseline.Live metric) {
        double low =
                metric.daily().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        double high =
                metric.daily().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        return Double.isNaN(low)
                ? Optional.empty()
                : Optional.of(Figures.range(metric.unit(), metric.currency(), low, high) + " by day");
    }

    private static Widget design(Blueprint plan) {
        Baseline.Live primary = plan.primary();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Primary metric", primary.title() + ", " + primary.value()));
        rows.add(List.of("Baseline read over", primary.span()));
        rows.add(List.of("Smallest effect", SettingWords.both(plan)));
        rows.add(List.of("Errors", SettingWords.errors(plan.settings())));
        rows.add(List.of("Formula", plan.plan().formula().title()));
        rows.add(List.of(
                "Units an arm",
                SettingWords.units(plan.plan().sizes()) + ", with looks " + SettingWords.units(plan.sizes())));
        rows.add(List.of(
                "Arms",
                plan.settings().even()
                        ? String.valueOf(plan.settings().allocation().arms())
                        : SettingWords.arms(plan.settings())));
        rows.add(List.of(
                "Traffic",
                Figures.count(Math.round(primary.unitsPerDay())) + " a day, "
                        + Figures.chosen(plan.settings().traffic()) + " of it"));
        rows.add(List.of(
                "Run length",
                plan.ends()
                        .map(ends -> Figures.counted(ends.days() / Baseline.WEEK, "week"))
                        .orElse("never within " + Proposal.LONGEST_WEEKS + " weeks")));
        plan.finds()
                .ifPresent(finds -> rows.add(List.of(
                        "The run finds",
                        Amounts.signed(primary.unit(), primary.currency(), finds.effect()) + " or more")));
        return new Table(head("design", "Design", primary.receipts()), List.of("What", "Value"), rows);
    }

    private static Widget guardrails(Blueprint plan) {
        return new Table(
                head(
                        "guardrails",
                        "Guardrails",
                        plan.guardrails().stream()
                                .flatMap(each -> each.metric().receipts().stream())
                                .toList()),
                List.of("Guardrail", "Now", "Tolerable loss, below", "Power to rule it out"),
                plan.guardrails().stream()
                        .map(each -> List.of(
                                each.metric().title(),
                                each.metric().value(),
                                each.metric().amount(each.margin()),
                                Figures.percent(each.power())))
                        .toList());
    }

    private static List<String> risks(Blueprint plan, Shelf shelf) {
        Baseline.Live primary = plan.primary();
        List<String> risks = new ArrayList<>();
        risks.add("Baseline: figures move; " + primary.title() + " was "
                + range(primary).orElse("unknown by day") + ". A lower one needs more units.");
        risks.add(
                "Units: traffic is counted as events; where one person comes more than once, assign by person and expect"
                        + " fewer.");
        if (plan.ends().isPresent() && plan.ends().get().days() == Baseline.WEEK) {
            risks.add("Novelty: a week shows first reactions; what lasts may be less.");
        }
        if (primary.unit() == Unit.MONEY_MINOR) {
            risks.add("Skew: a few large amounts can carry a mean; check it without the largest.");
        }
        if (plan.settings().sides() == Sides.ONE) {
            risks.add("One-sided: it asks only whether it gets better; how much worse it gets is told less surely.");
        }
        if (plan.guardrails().isEmpty()) {
            risks.add("Guardrails: no other live metric is counted over the same unit, so none can be held against a"
                    + " margin.");
        }
        if (!shelf.asked(Capability.CHANGES_FREEZES)) {
            risks.add("Freezes: no calendar is connected (bind " + Capability.CHANGES_FREEZES.key() + ").");
        }
        return risks;
    }

    static Widget scaffold(Workflow workflow) {
        return new Widget.Plan(
                head("scaffold", "Rollout as an automation draft", workflow.receipts()),
                workflow.steps().stream()
                        .map(step -> step.title() + ": " + step.does()
                                + (step.waits().isEmpty() ? "" : " Goes on when: " + step.waits()))
                        .toList());
    }

    static Widget followUps(List<FollowUp> followUps, List<ReceiptId> receipts) {
        return new Table(
                head("follow-ups", "What to come back to", receipts),
                List.of("What", "When", "Why"),
                followUps.stream()
                        .map(each ->
                                List.of(each.title(), after(each.after()) + " after " + each.anchor(), each.because()))
                        .toList());
    }

    private static String after(Duration after) {
        long hours = after.toHours();
        return hours % 24 == 0
                ? Figures.counted(hours / 24, "day")
                : Figures.counted(hours / 24, "day") + " " + Figures.counted(hours % 24, "hour");
    }

    static Head head(String id, String title, List<ReceiptId> receipts) {
        return new Head(new WidgetId(id), title, "experiment/" + id.replaceAll("-\\d+$", ""), receipts);
    }
}
