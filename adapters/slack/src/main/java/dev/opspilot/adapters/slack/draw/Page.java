package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * A message or a view being put together under the limits of the whole. From the first part on that does not fit,
 * everything goes on in the thread, in its order, where the message has one; what finds no place there either is
 * counted, and named in a line with the link to where it is. For one thread.
 */
public final class Page {
    /* The line on what is elsewhere, and the last one. */
    private static final int KEPT_FOR_THE_END = 2;
    /* The line on what a message in the thread belongs to, and the one on what is elsewhere. */
    private static final int KEPT_IN_THREAD = 2;

    private final Sheet front;
    private final List<LayoutBlock> kept = new ArrayList<>();
    private final boolean goesOnInThread;
    private final List<List<LayoutBlock>> rest = new ArrayList<>();
    private final List<List<LayoutBlock>> later = new ArrayList<>();

    /** A message. */
    public Page() {
        this(false);
    }

    /**
     * An empty message.
     *
     * @param goesOnInThread whether what it does not hold can follow in its thread
     */
    public Page(boolean goesOnInThread) {
        this(SlackLimits.BLOCKS, SlackLimits.TEXT_IN_MESSAGE, goesOnInThread);
    }

    private Page(int mostBlocks, int mostText, boolean goesOnInThread) {
        this.front = new Sheet(mostBlocks, mostText);
        this.front.keepBlocks(KEPT_FOR_THE_END);
        this.goesOnInThread = goesOnInThread;
    }

    /** A view: App Home, or a modal. */
    public static Page ofView() {
        return new Page(SlackLimits.VIEW_BLOCKS, SlackLimits.TEXT_IN_VIEW, false);
    }

    /** Adds blocks that belong together. */
    public void add(LayoutBlock... together) {
        add(List.of(together));
    }

    public void add(List<? extends LayoutBlock> together) {
        if (isFull() || !front.add(together)) {
            rest.add(List.copyOf(together));
        }
    }

    /** Adds what more there is of a part that stands here already: it follows in the thread after all else. */
    public void addLater(LayoutBlock... together) {
        later.add(List.of(together));
    }

    /** Whether something did not fit. */
    private boolean isFull() {
        return !rest.isEmpty();
    }

    /** Keeps room for a block that stands before the last line whatever else there is. */
    public void keep(LayoutBlock block) {
        kept.add(block);
        front.keep(block);
    }

    /** Adds texts as sections that may stand apart. */
    public void addSections(List<String> mrkdwn) {
        mrkdwn.forEach(each -> add(Blocks.section(each)));
    }

    /** Whether one more native chart may stand where the next part does; in the thread it may. */
    public boolean hasRoomForChart() {
        return isFull() || front.hasRoomForChart();
    }

    /** How many characters the cells of a table may have that is the next part. */
    public int tableTextLeft() {
        return isFull() ? SlackLimits.TABLE_TEXT_IN_MESSAGE : front.tableTextLeft();
    }

    public boolean goesOnInThread() {
        return goesOnInThread;
    }

    /** What follows in the thread: the blocks of each message. */
    public List<List<LayoutBlock>> thread() {
        return follow().sheets().stream().map(Sheet::blocks).toList();
    }

    /**
     * What the sheets hold of what did not fit; the others are on the page.
     *
     * @param ofRest how many parts
     * @param ofLater how many of those that go on with a part
     */
    private record Following(List<Sheet> sheets, int ofRest, int ofLater) {}

    private Following follow() {
        List<Sheet> sheets = new ArrayList<>();
        int ofRest = 0;
        int ofLater = 0;
        if (goesOnInThread) {
            List<List<LayoutBlock>> all = new ArrayList<>(rest);
            all.addAll(later);
            for (int at = 0; at < all.size(); at++) {
                List<LayoutBlock> part = all.get(at);
                if (sheets.isEmpty() || !sheets.getLast().add(part)) {
                    Sheet next = new Sheet(SlackLimits.BLOCKS, SlackLimits.TEXT_IN_MESSAGE);
                    next.keepBlocks(KEPT_IN_THREAD);
                    if (!next.add(part)) {
                        continue; // too large for any message
                    }
                    if (sheets.size() == SlackLimits.MESSAGES_IN_THREAD) {
                        break; // what follows is on the page too: nothing stands without what it belongs to
                    }
                    sheets.add(next);
                }
                if (at < rest.size()) {
                    ofRest++;
                } else {
                    ofLater++;
                }
            }
        }
        return new Following(sheets, ofRest, ofLater);
    }

    /** What was added, without a last line. */
    public List<LayoutBlock> blocks() {
        return front.blocks();
    }

    /** The finished blocks: all that fitted, where the rest is, and the last line. */
    public List<LayoutBlock> ended(String url, String lastLine) {
        List<LayoutBlock> blocks = new ArrayList<>(front.blocks());
        blocks.addAll(kept);
        Following following = follow();
        List<String> elsewhere = new ArrayList<>();
        int inThread = following.ofRest();
        if (inThread > 0) {
            elsewhere.add(parts(inThread) + (inThread == 1 ? " follows" : " follow") + " in the thread");
        }
        int onPage = rest.size() - inThread + later.size() - following.ofLater();
        if (onPage > 0) {
            elsewhere.add(SlackText.link(url, parts(onPage) + (onPage == 1 ? " is" : " are") + " on the page"));
        }
        if (!elsewhere.isEmpty()) {
            blocks.add(Blocks.context(elsewhere));
        }
        blocks.add(Blocks.context(List.of(lastLine)));
        return blocks;
    }

    private static String parts(int count) {
        return count == 1 ? "One more part" : count + " more parts";
    }
}
