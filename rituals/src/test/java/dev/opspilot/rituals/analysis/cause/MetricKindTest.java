package dev.opspilot.rituals.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricKindTest {

    @ParameterizedTest
    @CsvSource({
        "latency, LATENCY",
        "latency_p99, LATENCY",
        "latency-50, LATENCY",
        "http_request_duration_seconds_p95, LATENCY",
        "responseTime, LATENCY",
        "p99, LATENCY",
        "error_rate, FAILURES",
        "requests_failed_total, FAILURES",
        "http_5xx, FAILURES",
        "timeouts, FAILURES",
        "availability, AVAILABILITY",
        "success_rate, AVAILABILITY",
        "requests, TRAFFIC",
        "load, TRAFFIC",
        "rps, TRAFFIC",
        "throughput, TRAFFIC",
        "cpu_usage, RESOURCE",
        "mem, RESOURCE",
        "memoryBytes, RESOURCE",
        "queue_length, RESOURCE",
        "diskio, RESOURCE",
        "container_fs_writes_bytes_total, RESOURCE",
        "container-cpu-cfs-throttled-periods-total, RESOURCE",
        "container-memory-failures-total, RESOURCE",
        "container_network_receive_bytes_total, TRAFFIC",
        "container_spec, RESOURCE",
        "istio_requests_errors_total, FAILURES",
        "lat_90, LATENCY",
        "workload, TRAFFIC",
        "temperature, OTHER"
    })
    void aMetricIsKnownByTheWordsOfItsName(String metric, MetricKind kind) {
        assertThat(MetricKind.of(metric)).isEqualTo(kind);
    }
}
