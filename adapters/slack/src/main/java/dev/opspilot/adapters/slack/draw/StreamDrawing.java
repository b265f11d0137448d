package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws a session as a stream: the plan at work, and each finding once it is made. What came out of it all is drawn by
 * {@link SessionRenderer}, in place of the stream, as soon as it is over. Pure.
 */
public final class StreamDrawing {
    private static final int INTENT = 300;
    /* What is kept free in a stream for its end. */
    private static final int CLOSING_TEXT = SlackLimits.STREAM_TEXT_AT_ALL - SlackLimits.STREAM_TEXT;

    private final PageLinks links;

    public StreamDrawing(PageLinks links) {
        this.links = links;
    }

    /** The first words, which are also what a notification says, and the plan. */
    public Transcript.Said opening(SessionView view, Instant now) {
        String words = "**" + Wording.ritual(view.ritual()) + "** "
                + SlackText.markdownLine(view.intent(), INTENT)
                + " · [open it on the page](" + links.session(view.id()) + ")\n";
        List<StreamChunk> chunks = new ArrayList<>();
        chunks.add(new StreamChunk.MarkdownText(words));
        Set<FindingId> told = further(view, Transcript.EMPTY, now, chunks);
        return new Transcript.Said(chunks, Transcript.EMPTY.with(chunks, told));
    }

    /** What there is to add; may be nothing. */
    public Transcript.Said further(SessionView view, Transcript before, Instant now) {
        List<StreamChunk> chunks = new ArrayList<>();
        Set<FindingId> told = further(view, before, now, chunks);
        return new Transcript.Said(chunks, before.with(chunks, told));
    }

    private Set<FindingId> further(SessionView view, Transcript before, Instant now, List<StreamChunk> chunks) {
        Chips chips = new Chips(view.receipts(), links, now);
        String title = PlanDrawing.title(view);
        if (!title.equals(before.title())) {
            chunks.add(new StreamChunk.PlanUpdate(title));
        }
        PlanDrawing.updates(view, chips).stream()
                .filter(task -> !before.knows(task))
                .forEach(chunks::add);
        Set<FindingId> told = new HashSet<>();
        List<LayoutBlock> findings = new ArrayList<>();
        for (Finding finding : view.findings()) {
            if (!before.findings().contains(finding.id()) && told.add(finding.id())) {
                findings.addAll(FindingDrawing.draw(chips, view.id(), finding));
            }
        }
        if (!findings.isEmpty()) {
            chunks.add(new StreamChunk.Blocks(findings));
        }
        return told;
    }

    /** How a stream ends, whatever it said: no step is left looking busy, should the message never be redrawn. */
    public List<StreamChunk> closing(SessionView view) {
        List<StreamChunk> chunks = new ArrayList<>();
        chunks.add(new StreamChunk.PlanUpdate(PlanDrawing.title(view)));
        int left = CLOSING_TEXT - chunks.getFirst().size();
        for (StreamChunk.TaskUpdate task : PlanDrawing.marks(view)) {
            left -= task.size();
            if (left >= 0) {
                chunks.add(task);
            }
        }
        return chunks;
    }
}
