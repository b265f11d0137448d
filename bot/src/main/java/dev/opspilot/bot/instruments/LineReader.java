package dev.opspilot.bot.instruments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of UTF-8 without ever holding more of one than is wanted. Not thread-safe. */
final class LineReader {
    private static final int BUFFER = 1 << 14;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** A line without its end; what goes beyond the limit is read over and not kept. */
    record Line(String text, boolean cut) {}

    /** The next line; empty at the end of the stream. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        boolean cut = false;
        boolean any = false;
        while (next < end || fill()) {
            any = true;
            int start = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            int room = Math.min(next - start, maxBytes - kept.size());
            kept.write(buffer, start, room);
            cut |= room < next - start;
            if (next < end) {
                next++;
                return Optional.of(new Line(kept.toString(StandardCharsets.UTF_8), cut));
            }
        }
        return any ? Optional.of(new Line(kept.toString(StandardCharsets.UTF_8), cut)) : Optional.empty();
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
