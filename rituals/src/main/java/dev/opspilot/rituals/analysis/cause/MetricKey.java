package dev.opspilot.rituals.analysis.cause;

import java.util.Comparator;

/** One metric of one service, as a column {@code service|metric} names it. */
public record MetricKey(String service, String metric) implements Comparable<MetricKey> {
    private static final Comparator<MetricKey> ORDER =
            Comparator.comparing(MetricKey::service).thenComparing(MetricKey::metric);

    public MetricKey {
        if (service.isBlank() || metric.isBlank()) {
            throw new IllegalArgumentException("a series has a service and a metric");
        }
    }

    @Override
    public int compareTo(MetricKey other) {
        return ORDER.compare(this, other);
    }
}
