package dev.opspilot.bot.cases;

import dev.opspilot.rituals.analysis.cause.MetricKey;
import dev.opspilot.rituals.analysis.cause.Recording;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads metrics from CSV: the first column {@code time} in UTC, further columns {@code service|metric}; a name without a
 * bar is split at its last underscore, as in {@code carts_cpu}.
 */
final class RecordingFile {
    private static final Set<String> MISSING = Set.of("", "nan", "null", "na", "none", "inf", "-inf", "+inf");

    private static final Pattern SINCE_1970 = Pattern.compile("\\d{9,13}(\\.\\d+)?");
    /** Later than this no seconds are meant: in them it is the year 5138. */
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    private final CsvFile file;

    private RecordingFile(CsvFile file) {
        this.file = file;
    }

    static Recording read(Path path, String purpose) throws BadCaseException {
        return new RecordingFile(CsvFile.read(path, purpose)).read();
    }

    private Recording read() throws BadCaseException {
        List<String> header = file.fields(1);
        List<MetricKey> keys = keys(header);
        int rows = file.lines().size() - 1;
        List<Instant> times = new ArrayList<>(rows);
        double[][] columns = new double[keys.size()][rows];
        for (int row = 0; row < rows; row++) {
            int line = row + 2;
            List<String> fields = file.fields(line);
            if (fields.size() != header.size()) {
                throw new BadCaseException(
                        file.path(),
                        line,
                        "has " + fields.size() + " fields where the header has " + header.size()
                                + "; leave a field empty where a value is missing.");
            }
            times.add(time(fields.getFirst(), line));
            for (int column = 0; column < keys.size(); column++) {
                columns[column][row] = number(fields.get(column + 1), keys.get(column), line);
            }
        }
        Map<MetricKey, double[]> byKey = new LinkedHashMap<>();
        for (int column = 0; column < keys.size(); column++) {
            byKey.put(keys.get(column), columns[column]);
        }
        return new Recording(times, byKey);
    }

    private List<MetricKey> keys(List<String> header) throws BadCaseException {
        if (!header.getFirst().equalsIgnoreCase("time")) {
            throw new BadCaseException(
                    file.path(), 1, "the first column is called \"" + header.getFirst() + "\"; it should be \"time\".");
        }
        List<MetricKey> keys = new ArrayList<>();
        for (String name : header.subList(1, header.size())) {
            int bar = name.lastIndexOf(name.contains("|") ? '|' : '_');
            if (bar <= 0
                    || name.substring(0, bar).isBlank()
                    || name.substring(bar + 1).isBlank()) {
                throw new BadCaseException(
                        file.path(), 1, "the column \"" + name + "\" should be called service|metric.");
            }
            MetricKey key = new MetricKey(name.substring(0, bar), name.substring(bar + 1));
            keys.add(key);
        }
        List<MetricKey> twice = keys.stream()
                .filter(key -> keys.indexOf(key) != keys.lastIndexOf(key))
                .toList();
        if (!twice.isEmpty()) {
            MetricKey key = twice.getFirst();
            throw new BadCaseException(
                    file.path(), 1, "the column " + key.service() + "|" + key.metric() + " is there twice; keep one.");
        }
        return keys;
    }

    private Instant time(String text, int line) throws BadCaseException {
        try {
            return time(text);
        } catch (DateTimeException e) {
            throw new BadCaseException(
                    file.path(), line, "\"" + text + "\" is no time; write it like 2024-05-01T13:45:00Z.");
        }
    }

    /**
     * A time as ISO 8601 writes it, in UTC where no zone is given; or the seconds or milliseconds since 1970.
     *
     * @throws DateTimeException if it is none
     */
    static Instant time(String text) {
        String time = text.strip().replace(' ', 'T');
        if (SINCE_1970.matcher(time).matches()) {
            BigDecimal number = new BigDecimal(time);
            boolean seconds = number.compareTo(MOST_SECONDS) < 0;
            return Instant.ofEpochMilli((seconds ? number.movePointRight(3) : number).longValue());
        }
        TemporalAccessor parsed =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(time, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    }

    private double number(String text, MetricKey key, int line) throws BadCaseException {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
                return Double.NaN;
            }
            throw new BadCaseException(
                    file.path(),
                    line,
                    "\"" + text + "\" in the column " + key.service() + "|" + key.metric()
                            + " is no number; leave the field empty where a value is missing.");
        }
    }
}
