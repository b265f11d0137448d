package dev.opspilot.rituals.analysis.experiment;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Where the z value of a sequential test lies among the runs that no look has ended, by the recursive integration of
 * Armitage, McPherson and Rowe (1969) on the grid of Jennison and Turnbull (2000, chapter 19) with Simpson's rule.
 */
final class WalkDensity {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final double fraction;
    private final double drift;
    private final double[] z;
    private final double[] mass;

    /**
     * @param fraction the share of the information that is in
     * @param drift the expected z value with all information
     * @param z grid points between the bounds
     * @param mass the density at each times its weight
     */
    private WalkDensity(double fraction, double drift, double[] z, double[] mass) {
        this.fraction = fraction;
        this.drift = drift;
        this.z = z;
        this.mass = mass;
    }

    /** Before the first look: all runs, with no information. */
    static WalkDensity start(double drift) {
        return new WalkDensity(0, drift, new double[] {0}, new double[] {1});
    }

    /** The chance to be above the bound at the next look and to have been ended by none before. */
    double above(double next, double bound) {
        double spread = Math.sqrt(next - fraction);
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += mass[i] * NORMAL.survivalProbability(increment(next, bound, z[i]) / spread);
        }
        return sum;
    }

    /** The chance to be below the bound at the next look and to have been ended by none before. */
    double below(double next, double bound) {
        double spread = Math.sqrt(next - fraction);
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += mass[i] * NORMAL.cumulativeProbability(increment(next, bound, z[i]) / spread);
        }
        return sum;
    }

    /** The runs that the next look does not end. */
    WalkDensity next(double next, double low, double high, int resolution) {
        double[] ends = ends(drift * Math.sqrt(next), low, high, resolution);
        double[] points = new double[2 * ends.length - 1];
        double[] weights = new double[points.length];
        for (int i = 0; i < ends.length; i++) {
            points[2 * i] = ends[i];
            if (i > 0) {
                double width = ends[i] - ends[i - 1];
                points[2 * i - 1] = (ends[i] + ends[i - 1]) / 2;
                weights[2 * i - 2] += width / 6;
                weights[2 * i - 1] = 4 * width / 6;
                weights[2 * i] = width / 6;
            }
        }
        for (int i = 0; i < points.length; i++) {
            weights[i] *= density(next, points[i]);
        }
        return new WalkDensity(next, drift, points, weights);
    }

    private double density(double next, double at) {
        double spread = Math.sqrt(next - fraction);
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += mass[i] * NORMAL.density(increment(next, at, z[i]) / spread);
        }
        return sum * Math.sqrt(next) / spread;
    }

    /** The score that is gained from {@code from} now to {@code to} at the next look, less what is expected. */
    private double increment(double next, double to, double from) {
        return to * Math.sqrt(next) - from * Math.sqrt(fraction) - drift * (next - fraction);
    }

    /** Dense within three standard deviations of the centre, ever wider beyond, cut at the bounds. */
    private static double[] ends(double centre, double low, double high, int resolution) {
        int r = resolution;
        double[] inside = DoubleStream.iterate(1, i -> i < 6 * r, i -> i + 1)
                .map(i -> i < r
                        ? centre - 3 - 4 * Math.log(r / i)
                        : i <= 5 * r ? centre - 3 + 3 * (i - r) / (2 * r) : centre + 3 + 4 * Math.log(r / (6 * r - i)))
                .filter(point -> point > low && point < high)
                .toArray();
        DoubleStream head = Double.isInfinite(low) ? DoubleStream.empty() : DoubleStream.of(low);
        return DoubleStream.concat(DoubleStream.concat(head, DoubleStream.of(inside)), DoubleStream.of(high))
                .toArray();
    }
}
