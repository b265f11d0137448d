package dev.opspilot.rituals.widget;

import java.util.List;

/** A trend as a row of bars made of characters; missing samples are gaps. */
public final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 24;

    private Sparkline() {}

    /** Empty when there are not two samples to compare. */
    public static String of(List<Double> trend) {
        return of(trend, WIDTH);
    }

    /** The same with so many bars at most. */
    public static String of(List<Double> trend, int width) {
        List<Double> samples = Downsampling.of(trend, width);
        double min = samples.stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
        double max = samples.stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        if (samples.stream().filter(Double::isFinite).count() < 2) {
            return "";
        }
        StringBuilder line = new StringBuilder();
        for (double sample : samples) {
            line.append(Double.isFinite(sample) ? bar(sample, min, max) : ' ');
        }
        return line.toString();
    }

    private static char bar(double sample, double min, double max) {
        double height = max > min ? (sample / 2 - min / 2) / (max / 2 - min / 2) : 0;
        return BARS.charAt((int) Math.round(height * (BARS.length() - 1)));
    }
}
