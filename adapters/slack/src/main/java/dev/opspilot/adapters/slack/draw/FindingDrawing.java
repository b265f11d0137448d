package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws a finding with its confidence, its sources and its "Ask why"; the verdict stands out. */
final class FindingDrawing {
    private FindingDrawing() {}

    static List<LayoutBlock> draw(Chips chips, SessionId session, Finding finding) {
        String weight = finding.id().equals(FindingId.VERDICT) ? "*" : "";
        int room = SlackLimits.SECTION_TEXT - 2;
        List<String> pieces = SlackText.pieces(finding.text(), room);
        if (pieces.isEmpty()) {
            pieces = List.of("(nothing that can be shown)");
        }
        String text = weight + (weight.isEmpty() ? pieces.getFirst() : bolder(pieces.getFirst())) + weight;
        Optional<BlockElement> why = WhyButton.of(session, finding);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(why.map(button -> Blocks.section(text, button)).orElseGet(() -> Blocks.section(text)));
        pieces.subList(1, pieces.size()).forEach(piece -> blocks.add(Blocks.section(piece)));
        blocks.add(chips.row(Wording.confidence(finding.confidence()), finding.receipts()));
        return blocks;
    }

    /** Bold runs over one line only and ends at a star. */
    private static String bolder(String escaped) {
        return escaped.replace('\n', ' ').replace('*', '∗');
    }
}
