package dev.opspilot.bot.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A case written to a folder: {@code web} calls {@code cart}, which calls {@code store}; if disturbed, the store is
 * slow from 12:30 on, and the others with it.
 */
final class WrittenCase {
    private static final Instant CALM = Instant.parse("2024-05-01T08:00:00Z");
    private static final int CALM_ROWS = 240;
    private static final int ROWS = 60;
    private static final int ONSET_ROW = 30;

    private WrittenCase() {}

    static Path in(Path folder, boolean disturbed) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("case.json"), """
                {"symptom": {"service": "web", "metric": "latency", "at": "2024-05-01T12:31:10Z"},
                 "baseline": "baseline.csv", "series": "series.csv", "topology": "topology.csv"}
                """);
        Files.writeString(folder.resolve("truth.json"), disturbed ? "{\"service\":\"store\"}" : "{\"service\":null}");
        Files.writeString(folder.resolve("topology.csv"), "caller,callee\nweb,cart\ncart,\"store\"\n");
        Random random = new Random(11);
        Files.write(folder.resolve("baseline.csv"), rows(CALM, CALM_ROWS, CALM_ROWS, random));
        Instant start = CALM.plus(Duration.ofMinutes(CALM_ROWS));
        Files.write(folder.resolve("series.csv"), rows(start, ROWS, disturbed ? ONSET_ROW : ROWS, random));
        return folder;
    }

    private static List<String> rows(Instant start, int rows, int slowFrom, Random random) {
        List<String> lines = new ArrayList<>(List.of("time,web|latency,cart|latency,store|latency,store|requests"));
        for (int row = 0; row < rows; row++) {
            double slow = row >= slowFrom ? 0.3 : 0;
            lines.add(start.plus(Duration.ofMinutes(row)) + ","
                    + (0.4 + slow + 0.02 * random.nextGaussian()) + ","
                    + (0.2 + slow + 0.01 * random.nextGaussian()) + ","
                    + (0.1 + slow + 0.005 * random.nextGaussian()) + ","
                    + (row % 17 == 3 ? "" : 100 + random.nextInt(5)));
        }
        return lines;
    }
}
