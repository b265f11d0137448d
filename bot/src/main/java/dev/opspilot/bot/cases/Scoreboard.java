package dev.opspilot.bot.cases;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.cause.LargestScore;
import dev.opspilot.rituals.analysis.cause.RankedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How well the ranking does on recorded cases whose truth is known, beside the largest robust score. */
public final class Scoreboard {

    /**
     * One case.
     *
     * @param rank where the service at fault stands, from 1; 0 where it is not named, or none is at fault
     * @param simpleRank where the largest robust score puts it, likewise
     */
    record Row(String name, boolean disturbed, Verdict verdict, int rank, int simpleRank, Duration took) {
        /** Whether somebody is suspected. */
        boolean isAlarm() {
            return verdict == Verdict.SUSPECTS;
        }
    }

    private final List<Row> rows;

    private Scoreboard(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * Ranks all cases with a truth in the folder and the folders in it.
     *
     * @throws BadCaseException if there is none, or one cannot be read
     */
    public static Scoreboard of(Path root) throws BadCaseException {
        List<Path> folders;
        try (Stream<Path> files = Files.walk(root)) {
            folders = files.filter(file -> file.endsWith(CaseFolder.CASE))
                    .map(file -> Optional.ofNullable(file.getParent()).orElse(root))
                    .filter(folder -> Files.exists(folder.resolve(CaseFolder.TRUTH)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadCaseException(root, "cannot be searched (" + e + "); name a folder with cases.");
        }
        if (folders.isEmpty()) {
            throw new BadCaseException(
                    root, "no case with its truth is in there; a case is a folder with case.json and truth.json.");
        }
        List<Row> rows = new ArrayList<>();
        for (Path folder : folders) {
            rows.add(row(root, new CaseFolder(folder)));
        }
        return new Scoreboard(List.copyOf(rows));
    }

    private static Row row(Path root, CaseFolder folder) throws BadCaseException {
        RecordedCase recorded = folder.read();
        Optional<String> truth = folder.truth();
        long start = System.nanoTime();
        RankedServices ranked = recorded.rank();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        List<String> named =
                ranked.suspects().stream().map(RankedServices.Ranked::service).toList();
        List<String> simple = LargestScore.rank(recorded.baseline(), recorded.series());
        return new Row(
                root.relativize(folder.path()).toString(),
                truth.isPresent(),
                ranked.verdict(),
                truth.map(service -> named.indexOf(service) + 1).orElse(0),
                truth.map(service -> simple.indexOf(service) + 1).orElse(0),
                took);
    }

    List<Row> rows() {
        return rows;
    }

    /** A table for people, and the sums. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%-40s %-13s %5s %15s %6s", "case", "verdict", "rank", "largest score", "ms"));
        for (Row row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-40s %-13s %5s %15s %6d",
                    row.name(),
                    row.verdict().name().toLowerCase(Locale.ROOT),
                    row.disturbed() ? rank(row.rank()) : row.isAlarm() ? "alarm" : "calm",
                    row.disturbed() ? rank(row.simpleRank()) : "",
                    row.took().toMillis()));
        }
        List<Row> disturbed = rows.stream().filter(Row::disturbed).toList();
        if (!disturbed.isEmpty()) {
            lines.add(share("First", disturbed, 1));
            lines.add(share("Among the first three", disturbed, 3));
        }
        List<Row> calm = rows.stream().filter(row -> !row.disturbed()).toList();
        if (!calm.isEmpty()) {
            long alarms = calm.stream().filter(Row::isAlarm).count();
            lines.add(String.format(
                    Locale.ROOT,
                    "Undisturbed and said so, healthy or inconclusive: %d of %d (%.0f %%).",
                    calm.size() - alarms,
                    calm.size(),
                    100.0 * (calm.size() - alarms) / calm.size()));
            lines.add("False alarms: " + alarms + " of " + calm.size() + " undisturbed.");
        }
        lines.add("Median time: " + median().toMillis() + " ms a case, without reading the files.");
        lines.add("");
        lines.add(
                "rank: the place of the service at fault; - where it is not named; calm or alarm where none is at fault.");
        lines.add("largest score: its place by the largest distance of a value from the baseline's median, in"
                + " interquartile ranges: the simple ranking to beat.");
        return lines;
    }

    private static String rank(int rank) {
        return rank == 0 ? "-" : String.valueOf(rank);
    }

    private static String share(String title, List<Row> rows, int limit) {
        long hits = rows.stream()
                .filter(row -> row.rank() > 0 && row.rank() <= limit)
                .count();
        long simple = rows.stream()
                .filter(row -> row.simpleRank() > 0 && row.simpleRank() <= limit)
                .count();
        return String.format(
                Locale.ROOT,
                "%s: %d of %d (%.0f %%); by the largest robust score %d (%.0f %%).",
                title,
                hits,
                rows.size(),
                100.0 * hits / rows.size(),
                simple,
                100.0 * simple / rows.size());
    }

    private Duration median() {
        List<Duration> sorted = rows.stream().map(Row::took).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
