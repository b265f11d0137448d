package dev.opspilot.bot.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends prepared HTTP requests over kept-alive connections, one at a time on each, and times every answer. */
final class AckLoad {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length:";

    private final int port;
    private final int connections;

    AckLoad(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** What came of a run. */
    record Result(double perSecond, double p50Millis, double p99Millis, long refused) {}

    Result run(List<byte[]> requests) throws InterruptedException, ExecutionException {
        long[] nanos = new long[requests.size()];
        long refused = 0;
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int c = 0; c < connections; c++) {
                int first = c;
                all.add(threads.submit(() -> drive(requests, first, nanos)));
            }
            for (Future<Long> each : all) {
                refused += each.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(nanos);
        return new Result(nanos.length / seconds, at(nanos, 0.50), at(nanos, 0.99), refused);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * share))] / 1e6;
    }

    private long drive(List<byte[]> requests, int first, long[] nanos) throws IOException {
        long refused = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = first; i < requests.size(); i += connections) {
                long sent = System.nanoTime();
                out.write(requests.get(i));
                refused += isOk(in) ? 0 : 1;
                nanos[i] = System.nanoTime() - sent;
            }
        }
        return refused;
    }

    private static boolean isOk(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        int matched = 0;
        while (matched < END_OF_HEAD.length) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server closed the connection");
            }
            head.write(next);
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
        }
        String text = head.toString(StandardCharsets.US_ASCII);
        in.skipNBytes(text.lines()
                .filter(line -> line.regionMatches(true, 0, LENGTH, 0, LENGTH.length()))
                .mapToLong(
                        line -> Long.parseLong(line.substring(LENGTH.length()).strip()))
                .findFirst()
                .orElse(0));
        return text.startsWith("HTTP/1.1 200");
    }
}
