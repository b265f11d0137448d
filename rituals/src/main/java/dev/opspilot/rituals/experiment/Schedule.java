package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.experiment.Look;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.experiment.Proposal.Blueprint;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is to be done when: the rollout as a draft, and what to come back to. */
final class Schedule {
    static final String START = "the start of the experiment";
    private static final double FIRST_SHARE = 0.05;

    private Schedule() {}

    /** Health on the first day, each look, and the end. */
    static List<FollowUp> followUps(Blueprint plan, int days, List<ReceiptId> receipts) {
        String name = plan.wish().slug();
        String readout = "readout " + name + SettingWords.forReadout(plan.settings());
        List<FollowUp> entries = new ArrayList<>();
        entries.add(followUp(
                "health-day-1",
                "First-day health and sample-ratio check of " + name,
                Duration.ofDays(1),
                readout,
                "A split that is off or an arm that breaks shows on the first day, before it costs a week.",
                receipts));
        for (Look look : plan.looks().looks()) {
            boolean last = look.informationFraction() == 1;
            entries.add(followUp(
                    last ? "end-readout" : "look-" + look.number(),
                    last ? "End readout of " + name : "Look " + look.number() + " at " + name,
                    last ? Duration.ofDays(days) : after(look, days),
                    readout,
                    last
                            ? "The run is over: it ends here, whatever it says; a difference needs p "
                                    + atMost(look.nominalAlpha()) + "."
                            : Figures.chosen(look.informationFraction())
                                    + " of the run is over, and of its units in; it may end early only at p "
                                    + atMost(look.nominalAlpha()) + ".",
                    receipts));
        }
        return entries;
    }

    private static String atMost(double p) {
        String value = Figures.pValue(p);
        return value.startsWith("below") ? value : value + " or less";
    }

    /** When a look's share of the units is in, in hours, at even traffic. */
    private static Duration after(Look look, int days) {
        return Duration.ofHours((long) Math.ceil(look.informationFraction() * days * 24));
    }

    private static FollowUp followUp(
            String id, String title, Duration after, String readout, String because, List<ReceiptId> receipts) {
        return new FollowUp(id, title, after, START, RitualName.EXPERIMENT.key(), readout, because, receipts);
    }

    /** The rollout as steps that wait for each other. It runs nothing. */
    static Workflow workflow(Blueprint plan, int days, List<ReceiptId> receipts) {
        String name = plan.wish().slug();
        String unit = Words.oneLine(plan.primary().definition().per());
        Settings settings = plan.settings();
        String split = settings.even()
                ? Figures.chosen(settings.allocation().share(0)) + " each"
                : "at " + SettingWords.shares(settings.allocation()) + ", control first";
        List<Step> steps = List.of(
                new Step(
                        "flag",
                        "Create the flag",
                        "Creates the flag “" + name + "”, off for everybody, with an arm for control and "
                                + Figures.counted(settings.allocation().arms() - 1L, "treatment") + ", " + split + ".",
                        List.of(),
                        "",
                        "Delete the flag."),
                new Step(
                        "segment",
                        "Define the segment",
                        "Assigns each new " + unit + " to one arm by a hash of its id, so that it stays there; "
                                + Figures.chosen(settings.traffic()) + " of the traffic can enter.",
                        List.of("flag"),
                        "No other experiment assigns the same segment.",
                        "Delete the segment."),
                new Step(
                        "events",
                        "Log exposure and outcomes",
                        "Logs an exposure event with the arm when a " + unit
                                + " first sees it, and the events that “"
                                + Words.oneLine(plan.primary().definition().numerator())
                                + "” is counted from.",
                        List.of("flag"),
                        "Both events arrive in a test environment, for every arm.",
                        ""),
                new Step(
                        "canary",
                        "Open to a few",
                        "Turns the flag on for " + Figures.chosen(FIRST_SHARE)
                                + " of the segment for a day, split over the arms as planned.",
                        List.of("segment", "events"),
                        "A person approved it, and no freeze is on.",
                        "Turn the flag off."),
                new Step(
                        "full",
                        "Open to the whole segment",
                        "Turns the flag on for the whole segment and runs for " + Figures.counted(days, "day")
                                + " or until a look ends it.",
                        List.of("canary"),
                        "The first-day check found no mismatch in the split and no harm to a guardrail.",
                        "Turn the flag off."),
                new Step(
                        "decide",
                        "Decide",
                        "Reads it out, then gives the winner to everybody or turns the flag off.",
                        List.of("full"),
                        "The end readout, or a look that may end it, is in.",
                        "Turn the flag back to what it was."));
        return new Workflow("experiment-" + name, "Rollout of " + name, steps, receipts);
    }
}
