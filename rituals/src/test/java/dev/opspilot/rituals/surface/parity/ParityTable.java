package dev.opspilot.rituals.surface.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The README's table of what a person can do where. */
final class ParityTable {
    private static final String HEAD = "what a person can do";

    private final List<String> surfaces;
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private ParityTable(List<List<String>> lines) {
        this.surfaces = lines.getFirst().stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList();
        lines.stream().skip(2).forEach(row -> rows.put(row.getFirst(), row));
    }

    static ParityTable read() {
        Path readme = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .map(folder -> folder.resolve("README.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        try {
            return new ParityTable(Files.readAllLines(readme).stream()
                    .dropWhile(line -> !line.startsWith("| " + HEAD))
                    .takeWhile(line -> line.startsWith("|"))
                    .map(ParityTable::cells)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|", 0))
                .map(String::strip)
                .toList();
    }

    List<String> abilities() {
        return List.copyOf(rows.keySet());
    }

    /** Whether the table says so; each cell begins with what it says, and may go on with how it is done there. */
    boolean says(Ability ability, String surface) {
        List<String> cells = rows.get(ability.words());
        if (cells == null) {
            throw new IllegalStateException("the README's table has no row: " + ability.words());
        }
        String cell = cells.get(surfaces.indexOf(surface));
        if (!cell.startsWith("yes") && !cell.startsWith("no")) {
            throw new IllegalStateException("a cell begins with yes or no: " + cell);
        }
        return cell.startsWith("yes");
    }
}
