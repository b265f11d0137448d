package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The blocks of one message or view, and how much of its limits they use up. For one thread. */
final class Sheet {
    private static final Pattern AGE = Pattern.compile("just now|\\b\\d{1,5}[smhd] ago");
    private static final String LONG_AGE = "99999d ago";

    private final int mostBlocks;
    private final int mostText;
    private final List<LayoutBlock> blocks = new ArrayList<>();
    private int kept;
    private int text;
    private int charts;
    private int tableText;

    Sheet(int mostBlocks, int mostText) {
        this.mostBlocks = mostBlocks;
        this.mostText = mostText;
    }

    /** Keeps room for a block that is not here yet. */
    void keep(LayoutBlock block) {
        kept++;
        text += size(List.of(block));
    }

    void keepBlocks(int count) {
        kept += count;
    }

    /** Adds blocks that belong together: all of them, or none. */
    boolean add(List<? extends LayoutBlock> together) {
        int size = size(together);
        int newCharts = charts(together);
        int newTableText = tableText(together);
        boolean fits = blocks.size() + kept + together.size() <= mostBlocks
                && text + size <= mostText
                && charts + newCharts <= SlackLimits.CHARTS_IN_MESSAGE
                && tableText + newTableText <= SlackLimits.TABLE_TEXT_IN_MESSAGE;
        if (fits) {
            blocks.addAll(together);
            text += size;
            charts += newCharts;
            tableText += newTableText;
        }
        return fits;
    }

    /** Whether one more native chart may stand here. */
    boolean hasRoomForChart() {
        return charts < SlackLimits.CHARTS_IN_MESSAGE;
    }

    /** How many characters the cells of one more table may have. */
    int tableTextLeft() {
        return SlackLimits.TABLE_TEXT_IN_MESSAGE - tableText;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    List<LayoutBlock> blocks() {
        return List.copyOf(blocks);
    }

    /**
     * What a block prints is never shorter than the text in it. Ages of sources count as if they were long: what fits must
     * not depend on when it is drawn, since a message and its thread are drawn one after the other.
     */
    private static int size(List<? extends LayoutBlock> together) {
        return together.stream()
                .mapToInt(block ->
                        AGE.matcher(block.toString()).replaceAll(LONG_AGE).length())
                .sum();
    }

    private static int charts(List<? extends LayoutBlock> together) {
        return (int) together.stream().filter(ChartBlock.class::isInstance).count();
    }

    private static int tableText(List<? extends LayoutBlock> together) {
        return together.stream()
                .mapToInt(block -> block instanceof DataTableBlock table ? table.length() : 0)
                .sum();
    }
}
