package dev.opspilot.bot.cases;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a CSV file; a field may be quoted, but not span lines. */
record CsvFile(Path path, List<String> lines) {

    /** Reads a file that says something. */
    static CsvFile read(Path path, String purpose) throws BadCaseException {
        CsvFile file = readEvenEmpty(path, purpose);
        if (file.lines().isEmpty()) {
            throw new BadCaseException(path, "the file is empty; it should hold the " + purpose + ".");
        }
        return file;
    }

    static CsvFile readEvenEmpty(Path path, String purpose) throws BadCaseException {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(path));
            while (!lines.isEmpty() && lines.getLast().isBlank()) {
                lines.removeLast();
            }
            if (!lines.isEmpty() && lines.getFirst().startsWith("\ufeff")) {
                lines.set(0, lines.getFirst().substring(1));
            }
            return new CsvFile(path, List.copyOf(lines));
        } catch (NoSuchFileException e) {
            throw new BadCaseException(
                    path, "there is no such file; put the " + purpose + " there or mend its path in case.json.");
        } catch (MalformedInputException e) {
            throw new BadCaseException(path, "this is not UTF-8 text; save the file as UTF-8.");
        } catch (IOException e) {
            throw new BadCaseException(path, "cannot be read (" + e + "); check the file and its permissions.");
        }
    }

    /** The fields of a line, counted from 1. */
    List<String> fields(int line) throws BadCaseException {
        return split(lines.get(line - 1), line);
    }

    private List<String> split(String text, int line) throws BadCaseException {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            if (at < text.length() && text.charAt(at) == '"') {
                StringBuilder field = new StringBuilder();
                at = quoted(text, at + 1, line, field);
                fields.add(field.toString());
            } else {
                int end = text.indexOf(',', at);
                end = end < 0 ? text.length() : end;
                fields.add(text.substring(at, end).strip());
                at = end;
            }
            at++;
        }
        return fields;
    }

    /** Reads a quoted field and returns where it ends. */
    private int quoted(String text, int from, int line, StringBuilder field) throws BadCaseException {
        int at = from;
        while (at < text.length()) {
            if (text.charAt(at) != '"') {
                field.append(text.charAt(at++));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                field.append('"');
                at += 2;
            } else {
                break;
            }
        }
        boolean closed = at < text.length() && (at + 1 == text.length() || text.charAt(at + 1) == ',');
        if (!closed) {
            throw new BadCaseException(path, line, "a quoted field does not end; close it with \" before the comma.");
        }
        return at + 1;
    }
}
