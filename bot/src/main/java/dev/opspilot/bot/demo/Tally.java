package dev.opspilot.bot.demo;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a figure adds up to in every sample of a window and of the same window of earlier days. Computing one is the
 * work of an answer: totals and shares are made of it, not of the minutes again.
 *
 * @param windows the samples of each window, the latest first
 */
record Tally(List<long[]> windows) {

    long of(int window, int sample) {
        return windows.get(window)[sample];
    }

    Tally plus(Tally other) {
        return new Tally(IntStream.range(0, windows.size())
                .mapToObj(window -> sum(windows.get(window), other.windows.get(window)))
                .toList());
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = new long[one.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = one[i] + other[i];
        }
        return sum;
    }
}
