package dev.opspilot.bot.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.cause.MetricKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CaseFolderTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        WrittenCase.in(folder, true);
    }

    @Test
    void aCaseIsReadWithItsPathsRelativeToTheFolder() throws BadCaseException {
        RecordedCase recorded = new CaseFolder(folder).read();

        assertThat(recorded.symptom().at()).isEqualTo(Instant.parse("2024-05-01T12:31:10Z"));
        assertThat(recorded.series().size()).isEqualTo(60);
        assertThat(recorded.baseline().keys())
                .containsExactly(
                        new MetricKey("cart", "latency"),
                        new MetricKey("store", "latency"),
                        new MetricKey("store", "requests"),
                        new MetricKey("web", "latency"));
        assertThat(recorded.graph().services()).containsExactly("cart", "store", "web");
        assertThat(recorded.rank().suspects().getFirst().service()).isEqualTo("store");
    }

    @Test
    void aTopologyMayDoWithoutAHeader() throws IOException, BadCaseException {
        Files.writeString(folder.resolve("topology.csv"), "web,cart\ncart,store\n");

        assertThat(new CaseFolder(folder).read().graph().services()).containsExactly("cart", "store", "web");
    }

    @Test
    void aTopologyThatIsNotKnownIsEmptyOrLeftOut() throws IOException, BadCaseException {
        Files.writeString(folder.resolve("topology.csv"), "");
        assertThat(new CaseFolder(folder).read().graph().services()).isEmpty();
        assertThat(new CaseFolder(folder).read().rank().suspects().getFirst().service())
                .isEqualTo("store");

        String json = Files.readString(folder.resolve(CaseFolder.CASE));
        Files.writeString(
                folder.resolve(CaseFolder.CASE), json.replaceAll(",?\\s*\"topology\"\\s*:\\s*\"[^\"]*\"", ""));
        assertThat(new CaseFolder(folder).read().graph().services()).isEmpty();
    }

    @Test
    void aColumnMayJoinServiceAndMetricByAnUnderscore() throws IOException, BadCaseException {
        for (String file : new String[] {"baseline.csv", "series.csv"}) {
            String csv = Files.readString(folder.resolve(file));
            int end = csv.indexOf('\n');
            Files.writeString(folder.resolve(file), csv.substring(0, end).replace('|', '_') + csv.substring(end));
        }

        assertThat(new CaseFolder(folder).read().baseline().keys()).contains(new MetricKey("store", "latency"));
    }

    @Test
    void aNameWithACommaStandsInQuotes() throws IOException, BadCaseException {
        replace("topology.csv", "\"store\"", "\"store, \"\"old\"\"\"");

        assertThat(new CaseFolder(folder).read().graph().services()).contains("store, \"old\"");
    }

    @Test
    void aSeriesWithoutRowsIsInconclusive() throws IOException, BadCaseException {
        Files.writeString(folder.resolve("series.csv"), "time,web|latency\n");

        assertThat(new CaseFolder(folder).read().rank().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "time|when, series.csv, '\"when\"; it should be \"time\"'",
        "web|web latency, series.csv, service|metric"
    })
    void aWrongHeaderIsPointedOut(String change, String file, String hint) throws IOException {
        int bar = change.indexOf('|');
        if (change.startsWith("time")) {
            replace(file, "time", change.substring(bar + 1));
        } else {
            replace(file, "web|latency", "web latency");
        }

        assertComplaint(file + ", line 1", hint);
    }

    @Test
    void aMissingFileIsNamedWithWhereToPutIt() throws IOException {
        Files.delete(folder.resolve("baseline.csv"));

        assertComplaint("baseline.csv", "no such file; put the baseline there or mend its path in case.json");
    }

    @Test
    void aFolderWithoutACaseIsPointedOut() throws IOException {
        Files.delete(folder.resolve("case.json"));

        assertComplaint("case.json", "a case is a folder with a case.json");
    }

    @Test
    void brokenJsonIsPointedOutByItsLine() throws IOException {
        replace("case.json", "\"baseline\":", "\"baseline\"");

        assertComplaint("case.json, line 2", "not JSON");
    }

    @Test
    void aMissingFieldIsNamed() throws IOException {
        replace("case.json", "\"baseline\"", "\"before\"");

        assertComplaint("case.json", "\"baseline\" is missing");
    }

    @Test
    void anUnknownSymptomServiceIsShownWithThoseThatAreKnown() throws IOException {
        replace("case.json", "\"web\"", "\"wep\"");

        assertComplaint("case.json", "\"wep\", which neither the metrics nor the topology know; they know 3 services");
    }

    @Test
    void aSymptomWithoutATimeIsPointedOut() throws IOException {
        replace("case.json", "2024-05-01T12:31:10Z", "half past twelve");

        assertComplaint("case.json", "\"symptom.at\" is \"half past twelve\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-05-01T12:31:10Z", "2024-05-01T14:31:10Z", "2024-05-01T10:31:10Z"})
    void aSymptomOutsideOfTheSeriesIsShownWhatTheSeriesCovers(String at) throws IOException {
        replace("case.json", "2024-05-01T12:31:10Z", at);

        assertComplaint(
                "case.json",
                "\"symptom.at\" is " + at + ", and the series runs from 2024-05-01T12:00:00Z to 2024-05-01T12:59:00Z");
    }

    @Test
    void aSymptomNoticedALittleAfterTheSeriesIsRead() throws IOException, BadCaseException {
        replace("case.json", "2024-05-01T12:31:10Z", "2024-05-01T13:10:00Z");

        assertThat(new CaseFolder(folder).read().rank().reason()).isNotBlank();
    }

    @Test
    void anUnreadableTimeIsPointedOutByItsLine() throws IOException {
        replaceLine("series.csv", 5, "yesterday,1,2,3,4");

        assertComplaint("series.csv, line 5", "\"yesterday\" is no time; write it like 2024-05-01T13:45:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-05-01T12:03:00",
                "2024-05-01 12:03:00",
                "2024-05-01T14:03:00+02:00",
                "1714564980",
                "1714564980.0",
                "1714564980000"
            })
    void aTimeIsReadAsUtcWhereItHasNoZoneAndMayBeAnEpoch(String time) {
        assertThat(RecordingFile.time(time)).isEqualTo(Instant.parse("2024-05-01T12:03:00Z"));
    }

    @Test
    void theTimeOfTheSymptomMayBeAnEpoch() throws IOException, BadCaseException {
        replace("case.json", "\"2024-05-01T12:31:10Z\"", "1714566670");

        assertThat(new CaseFolder(folder).read().symptom().at()).isEqualTo(Instant.parse("2024-05-01T12:31:10Z"));
    }

    @Test
    void aRaggedRowIsPointedOutByItsLine() throws IOException {
        replaceLine("baseline.csv", 9, "2024-05-01T08:07:00Z,1,2");

        assertComplaint("baseline.csv, line 9", "has 3 fields where the header has 5");
    }

    @Test
    void aCellThatIsNoNumberIsPointedOutByLineAndColumn() throws IOException {
        replaceLine("series.csv", 7, "2024-05-01T12:05:00Z,1,fast,3,4");

        assertComplaint("series.csv, line 7", "\"fast\" in the column cart|latency is no number");
    }

    @Test
    void aColumnThatIsThereTwiceIsPointedOut() throws IOException {
        replace("series.csv", "cart|latency", "web|latency");

        assertComplaint("series.csv, line 1", "web|latency is there twice");
    }

    @Test
    void aCallOfOneNameIsPointedOutByItsLine() throws IOException {
        replace("topology.csv", "web,cart", "web");

        assertComplaint("topology.csv, line 2", "a call is two names");
    }

    @Test
    void anEmptyFileIsPointedOut() throws IOException {
        Files.writeString(folder.resolve("series.csv"), "");

        assertComplaint("series.csv", "the file is empty; it should hold the series");
    }

    private void assertComplaint(String place, String what) {
        assertThatThrownBy(() -> new CaseFolder(folder).read())
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining(place + ":")
                .hasMessageContaining(what);
    }

    private void replace(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, Files.readString(path).replace(from, to));
    }

    private void replaceLine(String file, int line, String text) throws IOException {
        Path path = folder.resolve(file);
        List<String> lines = Files.readAllLines(path);
        lines.set(line - 1, text);
        Files.write(path, lines);
    }
}
