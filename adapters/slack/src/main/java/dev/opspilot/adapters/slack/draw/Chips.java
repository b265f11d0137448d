package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SourceChip;
import dev.opspilot.rituals.surface.PageLinks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws receipts as source chips, at one moment. */
public final class Chips {
    private static final int LABEL = 120;
    private static final int LINK = SlackLimits.CONTEXT_TEXT / 2;

    private final List<Receipt> receipts;
    private final Map<ReceiptId, Receipt> byId;
    private final PageLinks links;
    private final Instant now;

    public Chips(List<Receipt> receipts, PageLinks links, Instant now) {
        this.receipts = receipts;
        this.byId = receipts.stream().collect(Collectors.toMap(Receipt::id, Function.identity(), (one, same) -> one));
        this.links = links;
        this.now = now;
    }

    /** A row under what the receipts prove. */
    public LayoutBlock row(List<ReceiptId> ids) {
        return row(List.of(), ids);
    }

    /** The same behind a few words of ours. */
    LayoutBlock row(String words, List<ReceiptId> ids) {
        return row(List.of(words), ids);
    }

    private LayoutBlock row(List<String> before, List<ReceiptId> ids) {
        List<String> elements = new ArrayList<>(before);
        List<String> chips = labels(ids);
        int room = SlackLimits.CONTEXT_ELEMENTS - before.size();
        if (chips.size() > room) {
            elements.addAll(chips.subList(0, room - 1));
            elements.add("and " + (chips.size() - room + 1) + " more");
        } else {
            elements.addAll(chips);
        }
        return Blocks.context(elements);
    }

    /** The chips of receipts on one line, as many as fit. */
    public String line(List<ReceiptId> ids, int max) {
        StringBuilder line = new StringBuilder();
        for (String chip : labels(ids)) {
            String next = (line.isEmpty() ? "" : ", ") + chip;
            if (line.length() + next.length() > max) {
                break;
            }
            line.append(next);
        }
        return line.toString();
    }

    /** Each with its link; a receipt that is not at hand is named by its id, never dropped. */
    private List<String> labels(List<ReceiptId> ids) {
        return ids.stream().map(this::label).distinct().toList();
    }

    private String label(ReceiptId id) {
        Receipt receipt = byId.get(id);
        if (receipt == null) {
            return "receipt " + SlackText.mrkdwnLine(id.value(), LABEL);
        }
        String label = SlackText.mrkdwnLine(receipt.chip().label(now), LABEL);
        String link = SlackText.link(links.evidence(receipt), label);
        return link.length() <= LINK ? link : SlackText.link(links.receipt(receipt), label);
    }

    /** Slack's own chips for a task. */
    public List<PlanBlock.UrlSource> sources(List<SourceChip> chips) {
        return chips.stream()
                .distinct()
                .limit(SlackLimits.TASK_SOURCES)
                .map(chip ->
                        new PlanBlock.UrlSource(url(chip), SlackText.line(chip.label(now), SlackLimits.SOURCE_TEXT)))
                .toList();
    }

    private String url(SourceChip chip) {
        return receipts.stream()
                .filter(receipt -> receipt.chip().equals(chip))
                .findFirst()
                .map(links::evidence)
                .or(() -> chip.link().flatMap(SlackText::url))
                .orElseGet(links::base);
    }
}
