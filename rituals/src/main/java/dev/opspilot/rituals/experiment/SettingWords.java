package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.experiment.Allocation;
import dev.opspilot.rituals.analysis.experiment.Better;
import dev.opspilot.rituals.analysis.experiment.Sides;
import dev.opspilot.rituals.experiment.Proposal.Blueprint;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How the settings of a test are told: what was understood of a person's words, and what is usual. */
final class SettingWords {
    private static final String EXAMPLE =
            "“from 10 % to 12 %”, “2 pp”, “5 % lift”, “alpha 1 %”, “power 90 %”, “one-sided”, “3 arms”,"
                    + " “80/10/10 split” or “50 % of the traffic”";

    private static final Pattern PERCENTAGE = Unread.pattern(Unread.NUMBER + Unread.PERCENT);

    private SettingWords() {}

    /** What was asked for, what is usual as nothing was said, and what was not understood. */
    static Finding asked(Blueprint plan) {
        Settings settings = plan.settings();
        List<String> asked = new ArrayList<>();
        List<String> usual = new ArrayList<>();
        settings.goal()
                .ifPresentOrElse(
                        goal -> asked.add(told(goal) + " (" + signed(plan) + ")"),
                        () -> usual.add("a relative change of " + Figures.chosen(Settings.USUAL_EFFECT)));
        sort(settings.askedAlpha().isPresent(), "alpha " + Figures.chosen(settings.alpha()), asked, usual);
        sort(settings.askedPower().isPresent(), "power " + Figures.chosen(settings.power()), asked, usual);
        sort(settings.askedSides().isPresent(), sides(settings.sides()), asked, usual);
        sort(settings.askedAllocation().isPresent(), arms(settings), asked, usual);
        sort(settings.askedTraffic().isPresent(), traffic(settings), asked, usual);
        String text = (asked.isEmpty() ? "" : "Asked for: " + String.join("; ", asked) + ". ")
                + (usual.isEmpty() ? "" : "Usual, as nothing else was said: " + String.join("; ", usual) + ".")
                + baseline(plan).map(each -> " " + each).orElse("")
                + (Churn.isMeant(plan.wish(), plan.primary().definition())
                                && settings.goal().isPresent()
                        ? " Churn is what “" + plan.primary().title()
                                + "” leaves of all, so what was asked of it is turned" + " round."
                        : "")
                + loss(plan)
                + unused(settings)
                + (asked.isEmpty() || !settings.unused().isEmpty() ? " What can be typed: " + EXAMPLE + "." : "");
        return new Finding(
                new FindingId("settings"),
                text.strip(),
                settings.unused().isEmpty() ? Confidence.HIGH : Confidence.MEDIUM,
                plan.primary().receipts(),
                List.of(),
                List.of());
    }

    private static void sort(boolean named, String told, List<String> asked, List<String> usual) {
        (named ? asked : usual).add(told);
    }

    /** What is planned with where the metric stands elsewhere than the person believes. */
    private static Optional<String> baseline(Blueprint plan) {
        OptionalDouble believed = Aim.believed(plan.settings());
        double live = plan.primary().measure().baseline();
        if (believed.isEmpty() || Figures.percent(believed.getAsDouble()).equals(Figures.percent(live))) {
            return Optional.empty();
        }
        String kept = plan.settings().goal().orElse(null) instanceof Goal.Move
                ? ", and the asked difference is kept: to " + Figures.percent(live + plan.effect())
                : "";
        return Optional.of(
                "“" + plan.primary().title() + "” does not stand at " + Figures.chosen(believed.getAsDouble())
                        + " but at " + plan.primary().value() + ": the plan starts from there" + kept + ".");
    }

    private static String loss(Blueprint plan) {
        Better better = Baseline.better(plan.primary().definition());
        return plan.effect() * better.sign() < 0 ? " This is a loss, which the test is sized to notice." : "";
    }

    private static String unused(Settings settings) {
        if (settings.unused().isEmpty()) {
            return "";
        }
        String percent = settings.goal().isPresent()
                ? ""
                : settings.unused().stream()
                        .flatMap(each -> PERCENTAGE.matcher(each).results())
                        .findFirst()
                        .map(each ->
                                " A percentage is the smallest effect to find where it is said of the metric: type “"
                                        + Figures.chosen(Unread.share(each.group(1), true))
                                        + " lift” if it was meant so.")
                        .orElse("");
        return " Not understood as a setting, and not used as one: "
                + Words.listed(settings.unused().stream()
                        .map(each -> "“" + Words.oneLine(each) + "”")
                        .toList())
                + "." + percent;
    }

    private static String told(Goal goal) {
        return switch (goal) {
            case Goal.Relative(double size, Goal.Way _) -> "a relative change of " + Figures.chosen(size);
            case Goal.Points(double size, Goal.Way _) ->
                "a change of " + Figures.chosen(size).replace(" %", "") + " percentage point"
                        + (size == 0.01 ? "" : "s");
            case Goal.Target(double to) -> "to " + Figures.chosen(to);
            case Goal.Move(double from, double to) -> "from " + Figures.chosen(from) + " to " + Figures.chosen(to);
        };
    }

    /** The effect as it was asked for, as in {@code a relative rise of 5 %}, {@code a rise of 2.00 points}. */
    static String change(Blueprint plan) {
        String way = plan.effect() > 0 ? "rise" : "fall";
        return relative(plan)
                .map(size -> "a relative " + way + " of " + Figures.chosen(size))
                .orElseGet(() -> "a " + way + " of " + size(plan));
    }

    /** Its size alone, as in {@code 5 %}, {@code 2.00 points}. */
    static String amount(Blueprint plan) {
        return relative(plan).map(Figures::chosen).orElseGet(() -> size(plan));
    }

    /** Its size in the other way of telling it. */
    static String both(Blueprint plan) {
        return relative(plan)
                .map(size -> Figures.chosen(size) + " relative, " + signed(plan))
                .orElseGet(() -> signed(plan) + ", " + Figures.percent(plan.relative()) + " relative");
    }

    static String signed(Blueprint plan) {
        return Amounts.signed(plan.primary().unit(), plan.primary().currency(), plan.effect());
    }

    private static String size(Blueprint plan) {
        return plan.primary().amount(Math.abs(plan.effect()));
    }

    private static Optional<Double> relative(Blueprint plan) {
        return switch (plan.settings().goal().orElse(new Goal.Relative(Settings.USUAL_EFFECT, Goal.Way.BETTER))) {
            case Goal.Relative(double size, Goal.Way _) -> Optional.of(size);
            case Goal.Points _, Goal.Target _, Goal.Move _ -> Optional.empty();
        };
    }

    static String sides(Sides sides) {
        return switch (sides) {
            case ONE -> "one-sided";
            case TWO -> "two-sided";
        };
    }

    static String errors(Settings settings) {
        return "alpha " + Figures.chosen(settings.alpha()) + " " + sides(settings.sides()) + ", power "
                + Figures.chosen(settings.power());
    }

    /** As in {@code 2 arms of the same size}, {@code 3 arms at 80 %, 10 % and 10 %, control first}. */
    static String arms(Settings settings) {
        return settings.allocation().arms() + " arms "
                + (settings.even() ? "of the same size" : "at " + shares(settings.allocation()) + ", control first");
    }

    static String shares(Allocation allocation) {
        return Words.listed(IntStream.range(0, allocation.arms())
                .mapToObj(arm -> Figures.chosen(allocation.share(arm)))
                .toList());
    }

    static String traffic(Settings settings) {
        return Figures.chosen(settings.traffic()) + " of the traffic";
    }

    /** Units in each arm: one number where all have the same, otherwise control first. */
    static String units(List<Long> sizes) {
        return sizes.stream().distinct().count() == 1
                ? Figures.count(sizes.getFirst())
                : Words.listed(sizes.stream().map(Figures::count).toList());
    }

    /** What a readout must be told to read as it was planned; empty where all is usual. */
    static String forReadout(Settings settings) {
        return settings.askedAlpha()
                        .map(alpha -> ", alpha " + Figures.chosen(alpha))
                        .orElse("")
                + settings.askedSides()
                        .filter(sides -> sides == Sides.ONE)
                        .map(sides -> ", " + sides(sides))
                        .orElse("")
                + settings.askedPower()
                        .map(power -> ", power " + Figures.chosen(power))
                        .orElse("");
    }
}
