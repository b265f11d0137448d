package dev.opspilot.adapters.slack.draw;

import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;

/** Draws what is to happen later: the draft of a workflow with its steps, and what will be looked at again. */
final class LaterDrawing {
    private static final int STEPS = 15;
    private static final int TITLE = 200;
    private static final int WORDS = 300;

    private final Page page;
    private final Chips chips;

    LaterDrawing(Page page, Chips chips) {
        this.page = page;
        this.chips = chips;
    }

    void draw(Workflow workflow) {
        List<String> lines = new ArrayList<>();
        lines.add("*Workflow draft:* " + SlackText.mrkdwnLine(workflow.title(), TITLE) + ". A draft runs nothing.");
        int shown = Math.min(STEPS, workflow.steps().size());
        for (int i = 0; i < shown; i++) {
            lines.add(step(i + 1, workflow.steps().get(i)));
        }
        if (shown < workflow.steps().size()) {
            lines.add("and " + (workflow.steps().size() - shown) + " more steps");
        }
        together(lines, workflow.receipts());
    }

    private static String step(int place, Workflow.Step step) {
        return place + ". *" + SlackText.mrkdwnLine(step.title(), TITLE).replace('*', '∗') + "*"
                + after(" — ", step.does())
                + after(" · goes on when: ", step.waits())
                + after(" · taken back by: ", step.undo());
    }

    void draw(List<FollowUp> followUps) {
        if (followUps.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of("*Follow-ups*"));
        followUps.stream()
                .limit(STEPS)
                .forEach(each -> lines.add("• "
                        + SlackText.mrkdwnLine(each.title(), TITLE)
                        + " — "
                        + Wording.after(each.after())
                        + after(" ", each.anchor())
                        + after(": ", each.because())));
        together(
                lines,
                followUps.stream()
                        .flatMap(each -> each.receipts().stream())
                        .distinct()
                        .toList());
    }

    private void together(List<String> lines, List<ReceiptId> receipts) {
        List<String> texts = Blocks.packed(lines, SlackLimits.SECTION_TEXT);
        page.addSections(texts.subList(0, texts.size() - 1));
        page.add(Blocks.section(texts.getLast()), chips.row(receipts));
    }

    private static String after(String before, String outside) {
        String words = SlackText.mrkdwnLine(outside, WORDS);
        return words.isEmpty() ? "" : before + words;
    }
}
