package dev.opspilot.rituals.analysis.cause;

import java.util.Arrays;

/** Into which block of a grid each row of a recording falls; rows are in order of their blocks. Immutable. */
final class Blocks {
    private final int[] blocks;
    /** Whether each row is its own block, so that nothing has to be averaged. */
    private final boolean rows;

    /** @param blocks the block of each row, from 0, in order; not empty */
    Blocks(int[] blocks) {
        this.blocks = blocks.clone();
        boolean own = true;
        for (int row = 0; row < blocks.length; row++) {
            own &= blocks[row] == row;
        }
        rows = own;
    }

    /** How many blocks there are. */
    int size() {
        return blocks[blocks.length - 1] + 1;
    }

    /** The means of a column's values in some blocks; {@code NaN} where there is none. */
    double[] onto(double[] column, int from, int to) {
        if (rows && from >= 0 && to <= column.length) {
            return Arrays.copyOfRange(column, from, to);
        }
        double[] means = new double[to - from];
        int[] counts = new int[to - from];
        for (int row = firstIn(from); row < column.length && blocks[row] < to; row++) {
            int block = blocks[row];
            if (!Double.isNaN(column[row])) {
                means[block - from] += column[row];
                counts[block - from]++;
            }
        }
        for (int block = 0; block < means.length; block++) {
            means[block] = counts[block] == 0 ? Double.NaN : means[block] / counts[block];
        }
        return means;
    }

    /** The first row of a block or of one behind it. */
    private int firstIn(int block) {
        int low = 0;
        int high = blocks.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks[middle] < block) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
