package dev.opspilot.rituals.widget;

import java.util.ArrayList;
import java.util.List;

/** Fewer samples that show the same course: each is the mean of those it stands for, or missing when all of them are. */
public final class Downsampling {
    private Downsampling() {}

    public static List<Double> of(List<Double> samples, int max) {
        int size = Math.min(samples.size(), max);
        List<Double> fewer = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            fewer.add(samples.subList(start(i, samples.size(), size), start(i + 1, samples.size(), size)).stream()
                    .filter(Double::isFinite)
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN));
        }
        return fewer;
    }

    /** Where the samples begin that the given one of the fewer stands for. */
    public static int start(int index, int samples, int fewer) {
        return (int) ((long) index * samples / fewer);
    }
}
