package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.analysis.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws the suspects, best first: the first with the evidence on both sides, the rest with one argument against them.
 * Refuted ones are struck through, not hidden.
 */
final class SuspectDrawing {
    private static final int IN_FULL = 3;
    private static final int TITLE = 200;
    private static final int ARGUMENT = 400;
    private static final int CHIPS = 1_000;

    private final Page page;
    private final Chips chips;

    SuspectDrawing(Page page, Chips chips) {
        this.page = page;
        this.chips = chips;
    }

    void draw(List<Suspect> suspects) {
        int full = Math.min(IN_FULL, suspects.size());
        for (int i = 0; i < full; i++) {
            draw(i + 1, suspects.get(i));
        }
        List<String> rest = new ArrayList<>();
        for (int i = full; i < suspects.size(); i++) {
            rest.add(head(i + 1, suspects.get(i)) + against(suspects.get(i)));
        }
        page.addSections(Blocks.packed(rest, SlackLimits.SECTION_TEXT));
    }

    private void draw(int rank, Suspect suspect) {
        List<String> lines = new ArrayList<>();
        lines.add(head(rank, suspect));
        suspect.evidence().forEach(each -> lines.add(argument(each)));
        List<String> texts = Blocks.packed(lines, SlackLimits.SECTION_TEXT);
        List<LayoutBlock> together = new ArrayList<>();
        if (rank == 1) {
            together.add(Blocks.section("*Suspects*"));
        }
        together.add(Blocks.section(texts.getFirst()));
        together.add(chips.row(suspect.receipts()));
        page.add(together);
        page.addSections(texts.subList(1, texts.size()));
    }

    private static String head(int rank, Suspect suspect) {
        String title = SlackText.mrkdwnLine(suspect.title(), TITLE);
        String standing = switch (suspect.standing()) {
            case LEADING -> "*" + rank + ". " + title.replace('*', '∗') + "* — leading";
            case WEAKENED -> rank + ". " + title + " — weakened";
            case REFUTED -> rank + ". ~" + title.replace('~', '∼') + "~ — refuted";
        };
        return standing + String.format(Locale.ROOT, " · score %.2f", suspect.score());
    }

    private String against(Suspect suspect) {
        return suspect.evidence().stream()
                .filter(each -> !each.speaksFor())
                .findFirst()
                .map(each -> "\n" + argument(each) + " · " + chips.line(each.receipts(), CHIPS))
                .orElse("");
    }

    private static String argument(Suspect.Evidence evidence) {
        return (evidence.speaksFor() ? "_For:_ " : "_Against:_ ") + SlackText.mrkdwnLine(evidence.text(), ARGUMENT);
    }
}
