package dev.opspilot.rituals.instrument;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Equally spaced samples of one quantity; a missing one is {@code NaN}. Immutable. */
public final class Samples {
    private final Instant start;
    private final Duration step;
    private final double[] values;

    public Samples(Instant start, Duration step, double[] values) {
        if (step.isZero() || step.isNegative()) {
            throw new IllegalArgumentException("samples are apart in time, unlike " + step);
        }
        this.start = start;
        this.step = step;
        this.values = values.clone();
    }

    public Instant start() {
        return start;
    }

    public Duration step() {
        return step;
    }

    /** The end of the last sample, exclusive. */
    public Instant end() {
        return at(values.length);
    }

    public int size() {
        return values.length;
    }

    public double value(int index) {
        return values[index];
    }

    /** When the sample begins; the index may lie outside, the time then does too. */
    public Instant at(int index) {
        return start.plus(step.multipliedBy(index));
    }

    /** All values, missing ones as {@code NaN}. */
    public double[] values() {
        return values.clone();
    }

    /** The values that are there. */
    public DoubleStream present() {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value));
    }

    /** The samples that begin in the window, cut to what is there. */
    public Samples between(Instant from, Instant to) {
        int first = indexAtOrAfter(from);
        int last = Math.max(first, indexAtOrAfter(to));
        return new Samples(at(first), step, Arrays.copyOfRange(values, first, last));
    }

    private int indexAtOrAfter(Instant time) {
        long millis = Duration.between(start, time).toMillis();
        long index = Math.ceilDiv(millis, step.toMillis());
        return Math.toIntExact(Math.clamp(index, 0L, (long) values.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples that
                && start.equals(that.start)
                && step.equals(that.step)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * start.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length + " samples from " + start + " every " + step;
    }
}
