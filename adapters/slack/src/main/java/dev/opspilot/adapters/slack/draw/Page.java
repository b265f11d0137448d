package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * A message or a view being put together under the limits of the whole. What does not fit is counted, and named in the
 * last line with the link to where it is. For one thread.
 */
public final class Page {
    private static final int KEPT_FOR_THE_END = 2;

    private final int mostBlocks;
    private final int mostText;
    private final List<LayoutBlock> blocks = new ArrayList<>();
    private final List<LayoutBlock> kept = new ArrayList<>();
    private int text;
    private int omitted;
    private int charts;
    private int tableText;
    private final List<Reply> thread = new ArrayList<>();
    private final boolean goesOnInThread;

    /** A message. */
    public Page() {
        this(false);
    }

    /**
     * An empty message.
     *
     * @param goesOnInThread whether some of what it does not hold can follow in its thread
     */
    public Page(boolean goesOnInThread) {
        this(SlackLimits.BLOCKS, SlackLimits.TEXT_IN_MESSAGE, goesOnInThread);
    }

    private Page(int mostBlocks, int mostText, boolean goesOnInThread) {
        this.mostBlocks = mostBlocks;
        this.mostText = mostText;
        this.goesOnInThread = goesOnInThread;
    }

    /** A view: App Home, or a modal. */
    public static Page ofView() {
        return new Page(SlackLimits.VIEW_BLOCKS, SlackLimits.TEXT_IN_VIEW, false);
    }

    /** A message for the thread, of what the page does not hold. */
    public record Reply(String text, List<LayoutBlock> blocks) {
        public Reply {
            blocks = List.copyOf(blocks);
        }
    }

    /** Adds blocks that belong together: all of them, or none. */
    public boolean add(LayoutBlock... together) {
        return add(List.of(together));
    }

    public boolean add(List<? extends LayoutBlock> together) {
        int size = size(together);
        boolean fits = blocks.size() + kept.size() + together.size() <= mostBlocks - KEPT_FOR_THE_END
                && text + size <= mostText;
        if (!fits) {
            omitted++;
            return false;
        }
        blocks.addAll(together);
        text += size;
        return true;
    }

    /** Keeps room for a block that stands before the last line whatever else there is. */
    public void keep(LayoutBlock block) {
        kept.add(block);
        text += size(List.of(block));
    }

    /** Adds texts as sections, as many as fit. */
    public void addSections(List<String> mrkdwn) {
        mrkdwn.forEach(each -> add(Blocks.section(each)));
    }

    /** What a block prints is never shorter than the text in it. */
    private static int size(List<? extends LayoutBlock> together) {
        return together.stream().mapToInt(block -> block.toString().length()).sum();
    }

    /** Whether one more native chart may be shown; says yes twice. */
    public boolean takeChart() {
        return charts++ < SlackLimits.CHARTS_IN_MESSAGE;
    }

    public int tableTextLeft() {
        return SlackLimits.TABLE_TEXT_IN_MESSAGE - tableText;
    }

    public void takeTableText(int length) {
        tableText += length;
    }

    public boolean threadHasRoom() {
        return goesOnInThread && thread.size() < SlackLimits.MESSAGES_IN_THREAD;
    }

    public void inThread(Reply reply) {
        thread.add(reply);
    }

    public List<Reply> thread() {
        return List.copyOf(thread);
    }

    /** What was added, without a last line. */
    public List<LayoutBlock> blocks() {
        return List.copyOf(blocks);
    }

    /** The finished blocks: all that fitted, what did not, and the last line. */
    public List<LayoutBlock> ended(String url, String lastLine) {
        blocks.addAll(kept);
        if (omitted > 0) {
            String more = omitted == 1 ? "One more part is on the page" : omitted + " more parts are on the page";
            blocks.add(Blocks.context(List.of(SlackText.link(url, more))));
        }
        blocks.add(Blocks.context(List.of(lastLine)));
        return blocks;
    }
}
