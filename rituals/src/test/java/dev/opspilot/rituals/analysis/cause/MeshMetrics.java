package dev.opspilot.rituals.analysis.cause;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a mesh and its nodes measure of a system over time, with a fault of one service from a row on. The load is
 * closed: the same people wait longer when it is slow, so that everything is asked for less.
 */
final class MeshMetrics {

    /** What goes wrong in or around a service. */
    enum Fault {
        NONE,
        CPU,
        MEMORY,
        DISK,
        DELAY,
        LOSS,
        SOCKET,
        CODE
    }

    /** What a system is like, the same in the baseline and in the incident. */
    static final class Nature {
        private final double[] latency;
        private final double[] jitter;
        private final double[] cpu;
        private final double[] memory;
        private final double[] disk;
        private final double[] sockets;
        private final double[] errors;
        private final double demand;

        Nature(MeshSystem system, RandomGenerator random) {
            int n = system.services().size();
            latency =
                    random.doubles(n, Math.log(1), Math.log(25)).map(Math::exp).toArray();
            jitter = random.doubles(n, 0.03, 0.3).toArray();
            cpu = random.doubles(n, 0.01, 0.4).toArray();
            memory = random.doubles(n, 2e7, 8e8).toArray();
            disk = random.doubles(n, 0, 3e4).map(each -> each < 1e4 ? 0 : each).toArray();
            sockets = random.doubles(n, 4, 60).map(Math::rint).toArray();
            errors = random.doubles(n, 0, 0.01)
                    .map(each -> each < 0.006 ? 0 : each)
                    .toArray();
            demand = random.nextDouble(5, 80);
        }
    }

    private final MeshSystem system;
    private final Nature nature;
    private final Fault fault;
    private final int at;
    private final int onset;
    private final int rows;
    private final double seconds;
    private final RandomGenerator random;
    private final double size;
    private final boolean seenByCaller;
    private final double[][] requests;
    private final double[][] latency;
    private final double[][] tail;
    private final double[][] failed;
    private final double[][] cpu;
    private final double[][] memory;
    private final double[][] disk;
    private final double[][] sockets;

    /** @param at the service with the fault */
    MeshMetrics(
            MeshSystem system,
            Nature nature,
            Fault fault,
            int at,
            int onset,
            int rows,
            double seconds,
            double size,
            boolean seenByCaller,
            RandomGenerator random) {
        this.system = system;
        this.nature = nature;
        this.fault = fault;
        this.at = at;
        this.onset = onset;
        this.rows = rows;
        this.seconds = seconds;
        this.size = size;
        this.seenByCaller = seenByCaller;
        this.random = random;
        int n = system.services().size();
        requests = new double[n][rows];
        latency = new double[n][rows];
        tail = new double[n][rows];
        failed = new double[n][rows];
        cpu = new double[n][rows];
        memory = new double[n][rows];
        disk = new double[n][rows];
        sockets = new double[n][rows];
        double[] wander = new double[n + 1];
        double slowdown = 1;
        for (int row = 0; row < rows; row++) {
            slowdown = step(row, wander, slowdown);
        }
    }

    /** How strongly the fault is there, from 0 to 1: what fills up takes some time. */
    private double strength(int row, Fault wanted) {
        if (fault != wanted || row < onset) {
            return 0;
        }
        double filled = (row - onset + 1) * seconds / 60;
        return fault == Fault.MEMORY || fault == Fault.SOCKET ? Math.min(1, filled) : 1;
    }

    private double step(int row, double[] wander, double slowdown) {
        int n = system.services().size();
        double memoryOf = Math.exp(-seconds / 60);
        for (int each = 0; each <= n; each++) {
            wander[each] = memoryOf * wander[each] + Math.sqrt(1 - memoryOf * memoryOf) * random.nextGaussian();
        }
        double[] arriving = new double[n];
        arriving[system.entry()] = nature.demand * Math.exp(0.1 * wander[n]) / slowdown;
        double[] own = new double[n];
        double[] ownFailed = new double[n];
        double network = strength(row, Fault.DELAY) * size * 300
                + strength(row, Fault.LOSS) * size * 150 * Math.exp(0.4 * random.nextGaussian());
        for (int s = 0; s < n; s++) {
            boolean here = s == at;
            for (int callee = s + 1; callee < n; callee++) {
                arriving[callee] += arriving[s] * system.rate()[s][callee];
            }
            double counted = Math.max(1, arriving[s] * seconds);
            requests[s][row] = Math.max(0, arriving[s] * (1 + random.nextGaussian() / Math.sqrt(counted)));
            double busy = requests[s][row] / Math.max(1e-9, nature.demand);
            double hog = here ? strength(row, Fault.CPU) : 0;
            cpu[s][row] =
                    (nature.cpu[s] * (0.3 + 0.7 * busy) + hog * (0.4 + size)) * Math.exp(0.08 * random.nextGaussian())
                            + (here ? 0.05 * strength(row, Fault.DISK) + 0.1 * strength(row, Fault.MEMORY) : 0);
            memory[s][row] = nature.memory[s]
                    * (1 + 0.01 * wander[s] + (here ? strength(row, Fault.MEMORY) * (0.5 + 2 * size) : 0));
            boolean writes = random.nextInt(4) == 0;
            disk[s][row] = nature.disk[s] * (writes ? Math.exp(0.5 * random.nextGaussian()) : 0.05)
                    + (here
                            ? strength(row, Fault.DISK) * (1e6 + 2e7 * size) * Math.exp(0.2 * random.nextGaussian())
                            : 0);
            own[s] = nature.latency[s]
                    * Math.exp(nature.jitter[s] * 0.5 * wander[s])
                    * (1 + hog * (0.3 + 4 * size))
                    * (1
                            + (here
                                    ? strength(row, Fault.MEMORY) * size
                                            + strength(row, Fault.DISK) * 1.5 * size
                                            + strength(row, Fault.SOCKET) * size
                                    : 0))
                    * (here ? 1 - 0.3 * strength(row, Fault.CODE) : 1);
            ownFailed[s] = nature.errors[s]
                    + (here
                            ? strength(row, Fault.CODE) * (0.1 + 0.8 * size) + strength(row, Fault.LOSS) * 0.05 * size
                            : 0);
        }
        double[] total = new double[n];
        double[] lost = new double[n];
        for (int s = n - 1; s >= 0; s--) {
            total[s] = own[s];
            double spared = 1 - ownFailed[s];
            for (int callee = s + 1; callee < n; callee++) {
                double calls = system.rate()[s][callee];
                if (calls > 0) {
                    double hops = s == at || callee == at ? network : 0;
                    total[s] += Math.min(1, calls) * 1.2 * (total[callee] + hops);
                    spared *= 1 - 0.7 * Math.min(1, calls) * lost[callee];
                }
            }
            lost[s] = 1 - spared;
            double shown = total[s] + (seenByCaller && s == at ? network : 0);
            double counted = Math.max(1, Math.min(400, requests[s][row] * seconds));
            latency[s][row] = shown * Math.exp(nature.jitter[s] * random.nextGaussian() / Math.sqrt(counted) * 2);
            tail[s][row] = 2.2 * shown * Math.exp(nature.jitter[s] * random.nextGaussian() / Math.sqrt(counted) * 5);
            failed[s][row] =
                    Math.clamp(lost[s] + Math.sqrt(lost[s] * (1 - lost[s]) / counted) * random.nextGaussian(), 0, 1);
            sockets[s][row] = Math.rint(nature.sockets[s]
                    + requests[s][row] * total[s] / 1000
                    + 0.7 * random.nextGaussian()
                    + (s == at ? strength(row, Fault.SOCKET) * nature.sockets[s] * (2 + 10 * size) : 0));
        }
        // people wait for the answer and think for a second
        double usual = 200;
        return 0.7 * slowdown + 0.3 * (1 + Math.max(0, total[system.entry()] - usual) / 1200);
    }

    /** Names of a way to measure, by what they are of. */
    enum Naming {
        SHORT("cpu", "mem", "diskio", "socket", "workload", "latency-50", "latency-90", "error", false),
        LOAD("cpu", "mem", "disk", "sockets", "load", "latency", "latency-95", "error_rate", false),
        COUNTERS(
                "container_cpu_usage_seconds_total",
                "container_memory_working_set_bytes",
                "container_fs_writes_bytes_total",
                "container_sockets",
                "istio_requests_total",
                "istio_request_duration_milliseconds_p50",
                "istio_request_duration_milliseconds_p90",
                "istio_requests_errors_total",
                true);

        private final String cpu;
        private final String memory;
        private final String disk;
        private final String sockets;
        private final String requests;
        private final String latency;
        private final String tail;
        private final String failed;
        private final boolean counts;

        Naming(
                String cpu,
                String memory,
                String disk,
                String sockets,
                String requests,
                String latency,
                String tail,
                String failed,
                boolean counts) {
            this.cpu = cpu;
            this.memory = memory;
            this.disk = disk;
            this.sockets = sockets;
            this.requests = requests;
            this.latency = latency;
            this.tail = tail;
            this.failed = failed;
            this.counts = counts;
        }

        /** What people complain of. */
        String symptom(Fault fault) {
            return fault == Fault.CODE ? failed : tail;
        }
    }

    Map<MetricKey, double[]> columns(Naming naming, double missing) {
        Map<MetricKey, double[]> columns = new LinkedHashMap<>();
        for (int s = 0; s < system.services().size(); s++) {
            String service = system.services().get(s);
            columns.put(new MetricKey(service, naming.cpu), counted(cpu[s], naming.counts));
            columns.put(new MetricKey(service, naming.memory), memory[s]);
            columns.put(new MetricKey(service, naming.disk), counted(disk[s], naming.counts));
            columns.put(new MetricKey(service, naming.sockets), sockets[s]);
            if (!system.store()[s]) {
                double[] errors = failed[s].clone();
                if (naming.counts) {
                    for (int row = 0; row < rows; row++) {
                        errors[row] *= requests[s][row];
                    }
                }
                columns.put(new MetricKey(service, naming.requests), counted(requests[s], naming.counts));
                columns.put(new MetricKey(service, naming.latency), latency[s]);
                columns.put(new MetricKey(service, naming.tail), tail[s]);
                columns.put(new MetricKey(service, naming.failed), counted(errors, naming.counts));
            }
        }
        columns.replaceAll((_, values) -> holey(values, missing));
        return columns;
    }

    private double[] counted(double[] values, boolean counts) {
        if (!counts) {
            return values;
        }
        double[] sums = new double[rows];
        double sum = random.nextDouble(1e3);
        for (int row = 0; row < rows; row++) {
            sums[row] = sum += Math.max(0, values[row]) * seconds;
        }
        return sums;
    }

    private double[] holey(double[] values, double missing) {
        double[] holey = values.clone();
        for (int row = 0; row < rows; row++) {
            if (random.nextDouble() < missing) {
                holey[row] = Double.NaN;
            }
        }
        return holey;
    }
}
