package dev.opspilot.rituals.analysis.cause;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a metric measures, told from the words of its name; decides which direction is bad and how trouble travels. */
enum MetricKind {
    /** How long work takes. Rises are bad and reach the callers. */
    LATENCY,
    /** Failed work. Rises are bad and reach the callers. */
    FAILURES,
    /** Work that succeeded, as a share. Falls are bad and reach the callers. */
    AVAILABILITY,
    /** Work that arrives. Changes reach the callees. */
    TRAFFIC,
    /** What the service uses up. Rises are bad and stay inside. */
    RESOURCE,
    /** Share of a service's values that arrive; no metric by itself. Falls may mean that it is down. */
    PRESENCE,
    /** Unknown. Either direction may be bad. */
    OTHER;

    private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z])");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
    private static final Set<String> FAILURE_WORDS = Set.of(
            "error",
            "err",
            "fail",
            "failed",
            "failure",
            "exception",
            "timeout",
            "retry",
            "retrie",
            "dropped",
            "drop",
            "fault",
            "loss",
            "lost",
            "reject",
            "rejected",
            "throttle",
            "throttled",
            "throttling",
            "restart",
            "abort",
            "aborted",
            "crash",
            "unavailable",
            "denied",
            "5xx",
            "4xx",
            "500",
            "503",
            "http5xx",
            "http4xx");
    private static final Set<String> CLEARLY_LATENCY = Set.of("latency", "duration");
    private static final Set<String> AVAILABILITY_WORDS = Set.of(
            "availability", "available", "success", "successful", "uptime", "healthy", "apdex", "up", "sli", "ready");
    private static final Set<String> RESOURCE_WORDS = Set.of(
            "cpu",
            "mem",
            "memory",
            "heap",
            "disk",
            "io",
            "gc",
            "saturation",
            "queue",
            "lag",
            "thread",
            "connection",
            "conn",
            "fd",
            "usage",
            "utilization",
            "utilisation",
            "util",
            "rss",
            "pool",
            "backlog",
            "load1",
            "load5",
            "socket",
            "file",
            "inflight",
            "pending",
            "swap",
            "diskio",
            "fs",
            "inode",
            "iop",
            "iops",
            "descriptor",
            "process",
            "jvm",
            "oom",
            "cfs");
    /** What a service has of these stays inside it, also where it fails. */
    private static final Set<String> CLEARLY_RESOURCE =
            Set.of("cpu", "mem", "memory", "heap", "disk", "diskio", "fs", "gc", "swap", "cfs", "jvm");

    private static final Set<String> LATENCY_WORDS = Set.of(
            "latency",
            "lat",
            "duration",
            "time",
            "delay",
            "elapsed",
            "rt",
            "rtt",
            "p50",
            "p75",
            "p90",
            "p95",
            "p99",
            "p999",
            "ms",
            "seconds",
            "millis",
            "slow",
            "ttfb",
            "wait");
    private static final Set<String> TRAFFIC_WORDS = Set.of(
            "request",
            "req",
            "rp",
            "rps",
            "qps",
            "qp",
            "tps",
            "tp",
            "rpm",
            "load",
            "workload",
            "throughput",
            "count",
            "call",
            "traffic",
            "hit",
            "invocation",
            "rate",
            "volume",
            "rx",
            "tx",
            "network",
            "net",
            "byte",
            "packet",
            "message",
            "order",
            "session",
            "visit",
            "received",
            "sent",
            "ingress",
            "egress");

    private static final Set<String> SOCKETS =
            Set.of("socket", "connection", "conn", "fd", "file", "descriptor", "pool");
    private static final Set<String> THREADS = Set.of("thread", "process");
    private static final Set<String> QUEUES = Set.of("queue", "lag", "backlog", "pending", "inflight");
    private static final List<Set<String>> WAITING = List.of(SOCKETS, THREADS, QUEUES);

    /** Resources that run out for themselves, by their words. */
    private static final List<Set<String>> RESOURCES = List.of(
            Set.of("cpu", "cfs", "load1", "load5"),
            Set.of("mem", "memory", "heap", "rss", "swap", "gc", "oom"),
            Set.of("disk", "diskio", "io", "fs", "inode", "iop", "iops"),
            SOCKETS,
            THREADS,
            QUEUES);

    /** The kind of the metric with this name. */
    static MetricKind of(String metric) {
        List<String> words = words(metric);
        // "failed_requests" is about failures, "request_latency" about latency: the order of these questions decides
        if (has(words, FAILURE_WORDS)) {
            return has(words, CLEARLY_RESOURCE) ? RESOURCE : FAILURES;
        }
        if (has(words, AVAILABILITY_WORDS)) {
            return AVAILABILITY;
        }
        if (has(words, CLEARLY_LATENCY)) {
            return LATENCY;
        }
        if (has(words, RESOURCE_WORDS)) {
            return RESOURCE;
        }
        if (has(words, LATENCY_WORDS)) {
            return LATENCY;
        }
        if (has(words, TRAFFIC_WORDS)) {
            return TRAFFIC;
        }
        return words.contains("container") ? RESOURCE : OTHER;
    }

    /**
     * What metrics are views of one thing: those of one kind, but each resource for itself, and a metric of which nothing
     * is known for itself.
     */
    static String thing(String metric) {
        MetricKind kind = of(metric);
        return switch (kind) {
            case LATENCY, TRAFFIC, PRESENCE -> kind.name();
            case FAILURES, AVAILABILITY -> FAILURES.name();
            case RESOURCE -> {
                List<String> words = words(metric);
                yield RESOURCES.stream()
                        .filter(names -> has(words, names))
                        .map(Set::toString)
                        .findFirst()
                        .orElse(kind.name());
            }
            case OTHER -> metric;
        };
    }

    /** Whether a thing is work that waits: what is slow elsewhere makes more of it. */
    static boolean waits(String thing) {
        return WAITING.stream().map(Set::toString).anyMatch(thing::equals);
    }

    /** Whether its name says that it counts from the beginning on. */
    static boolean counts(String metric) {
        List<String> words = words(metric);
        return words.contains("total")
                || words.contains("counter")
                || words.getLast().equals("sum");
    }

    private static boolean has(List<String> words, Set<String> known) {
        return words.stream().anyMatch(known::contains);
    }

    /** The words of the name in lower case, each also without a plural's s. */
    private static List<String> words(String metric) {
        String spaced = HUMP.matcher(metric).replaceAll("$1 $2").toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS
                .splitAsStream(spaced)
                .flatMap(word -> Stream.of(word, word.endsWith("s") ? word.substring(0, word.length() - 1) : word))
                .toList();
    }
}
