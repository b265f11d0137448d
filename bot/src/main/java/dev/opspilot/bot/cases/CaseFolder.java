package dev.opspilot.bot.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opspilot.rituals.analysis.cause.CallGraph;
import dev.opspilot.rituals.analysis.cause.Recording;
import dev.opspilot.rituals.analysis.cause.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with a recorded incident: {@code case.json} with the symptom and the paths, relative to the folder, of
 * baseline, series and topology, which may be left out or empty where it is not known; perhaps {@code truth.json} with the service at fault.
 */
public final class CaseFolder {
    static final String CASE = "case.json";
    static final String TRUTH = "truth.json";
    private static final Set<String> NOBODY = Set.of("", "none", "null", "healthy");
    /** Symptoms are noticed about when they are recorded; a time further off is a slip, as of the zone or the year. */
    private static final Duration BESIDE = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path file;

    public CaseFolder(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(CASE);
    }

    /** The folder's path. */
    public Path path() {
        return folder;
    }

    /**
     * Reads the case.
     *
     * @throws BadCaseException if a file is missing or not as it should be
     */
    public RecordedCase read() throws BadCaseException {
        if (!Files.isDirectory(folder)) {
            throw new BadCaseException(folder, "there is no such folder; name the folder that holds " + CASE + ".");
        }
        JsonNode json = json(file);
        JsonNode symptom = json.path("symptom");
        Symptom noticed =
                new Symptom(text(symptom, "symptom.", "service"), text(symptom, "symptom.", "metric"), time(symptom));
        Recording baseline = RecordingFile.read(path(json, "baseline"), "baseline");
        Recording series = RecordingFile.read(path(json, "series"), "series");
        CallGraph graph =
                json.path("topology").isMissingNode() ? new CallGraph(List.of()) : graph(path(json, "topology"));
        requireKnown(noticed.service(), baseline, series, graph);
        requireWithin(noticed.at(), series);
        return new RecordedCase(noticed, baseline, series, graph);
    }

    /**
     * The service at fault; empty where none is, in undisturbed time: there it is {@code null}, left out or {@code none}.
     *
     * @throws BadCaseException if {@code truth.json} is missing or not as it should be
     */
    public Optional<String> truth() throws BadCaseException {
        return Optional.ofNullable(json(folder.resolve(TRUTH)).path("service").textValue())
                .map(String::strip)
                .filter(service -> !NOBODY.contains(service.toLowerCase(Locale.ROOT)));
    }

    private JsonNode json(Path path) throws BadCaseException {
        if (!Files.isRegularFile(path)) {
            throw new BadCaseException(path, "there is no such file; a case is a folder with a " + CASE + ".");
        }
        try {
            return JSON.readTree(Files.readString(path));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadCaseException(path, line, "this is not JSON (" + e.getOriginalMessage() + ").");
        } catch (IOException e) {
            throw new BadCaseException(path, "cannot be read (" + e + "); check the file and its permissions.");
        }
    }

    private String text(JsonNode parent, String prefix, String field) throws BadCaseException {
        JsonNode value = parent.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new BadCaseException(file, "\"" + prefix + field + "\" is missing; it should be a text.");
        }
        return value.textValue();
    }

    private Instant time(JsonNode symptom) throws BadCaseException {
        JsonNode at = symptom.path("at");
        String text = at.isNumber() ? at.asText() : text(symptom, "symptom.", "at");
        try {
            return RecordingFile.time(text);
        } catch (DateTimeException e) {
            throw new BadCaseException(
                    file, "\"symptom.at\" is \"" + text + "\", which is no time; write it like 2024-05-01T13:45:00Z.");
        }
    }

    private Path path(JsonNode json, String field) throws BadCaseException {
        String text = text(json, "", field);
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new BadCaseException(file, "\"" + field + "\" is \"" + text + "\", which is no path.");
        }
    }

    /** Who calls whom; an empty file says that it is not known. */
    private static CallGraph graph(Path path) throws BadCaseException {
        CsvFile csv = CsvFile.readEvenEmpty(path, "topology");
        List<CallGraph.Call> calls = new ArrayList<>();
        for (int line = 1; line <= csv.lines().size(); line++) {
            List<String> fields = csv.fields(line);
            boolean header = line == 1 && fields.getFirst().equalsIgnoreCase("caller");
            if (fields.size() != 2 || fields.stream().anyMatch(String::isBlank)) {
                throw new BadCaseException(
                        path, line, "a call is two names, caller,callee; put a name that has a comma in quotes.");
            }
            if (!header) {
                calls.add(new CallGraph.Call(fields.getFirst(), fields.getLast()));
            }
        }
        return new CallGraph(calls);
    }

    private void requireKnown(String service, Recording baseline, Recording series, CallGraph graph)
            throws BadCaseException {
        List<String> known = Stream.of(
                        baseline.keys().stream().map(key -> key.service()),
                        series.keys().stream().map(key -> key.service()),
                        graph.services().stream())
                .flatMap(names -> names)
                .distinct()
                .sorted()
                .toList();
        if (!known.contains(service)) {
            String some = String.join(", ", known.subList(0, Math.min(5, known.size())));
            throw new BadCaseException(
                    file,
                    "\"symptom.service\" is \"" + service
                            + "\", which neither the metrics nor the topology know; they know " + known.size()
                            + " services, such as " + some + ".");
        }
    }

    private void requireWithin(Instant at, Recording series) throws BadCaseException {
        if (series.start().isEmpty() || series.end().isEmpty()) {
            return;
        }
        Instant start = series.start().get();
        Instant end = series.end().get();
        if (at.isBefore(start.minus(BESIDE)) || at.isAfter(end.plus(BESIDE))) {
            throw new BadCaseException(
                    file,
                    "\"symptom.at\" is " + at + ", and the series runs from " + start + " to " + end
                            + "; write when the symptom was noticed in it, in UTC or with its zone.");
        }
    }
}
