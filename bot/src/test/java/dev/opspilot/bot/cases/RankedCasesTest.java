package dev.opspilot.bot.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opspilot.rituals.analysis.cause.RankedServices;
import dev.opspilot.rituals.analysis.cause.ServiceRanking;
import dev.opspilot.rituals.analysis.cause.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RankedCasesTest {
    /** Cases recorded in a real system; not part of the repository. */
    private static final Path RECORDED = Path.of(System.getProperty("ranking.cases", "../../shared/rca"));

    @TempDir
    private Path root = Path.of("");

    @Test
    void aRankingAsJsonHasVerdictAndSuspectsBestFirst() throws IOException, BadCaseException, JsonProcessingException {
        RankedServices ranked =
                new CaseFolder(WrittenCase.in(root, true)).read().rank();

        JsonNode json = new ObjectMapper().readTree(RankingReport.json(ranked));

        assertThat(json.fieldNames()).toIterable().containsExactly("verdict", "suspects", "reason");
        assertThat(json.path("verdict").textValue()).isEqualTo("suspects");
        JsonNode first = json.path("suspects").path(0);
        assertThat(first.fieldNames()).toIterable().containsExactly("service", "metric", "score", "since", "evidence");
        assertThat(first.path("service").textValue()).isEqualTo("store");
        assertThat(first.path("metric").textValue()).isEqualTo("latency");
        assertThat(first.path("score").doubleValue()).isBetween(0.3, 1.0);
        assertThat(first.path("since").textValue()).isEqualTo("2024-05-01T12:30:00Z");
        assertThat(first.path("evidence").textValue()).startsWith("latency rose to 0.");
    }

    @Test
    void undisturbedTimeIsHealthyAsJson() throws IOException, BadCaseException {
        RankedServices ranked =
                new CaseFolder(WrittenCase.in(root, false)).read().rank();

        assertThat(RankingReport.json(ranked))
                .isEqualTo("{\"verdict\":\"healthy\",\"suspects\":[],"
                        + "\"reason\":\"Nothing stands out more than it does in undisturbed time.\"}");
    }

    @Test
    void theTableForPeopleNamesVerdictAndSuspects() throws IOException, BadCaseException {
        RankedServices ranked =
                new CaseFolder(WrittenCase.in(root, true)).read().rank();

        assertThat(RankingReport.lines(ranked))
                .anySatisfy(line -> assertThat(line).startsWith("Verdict: suspects."))
                .anySatisfy(line -> assertThat(line).startsWith(" 1 store"));
    }

    @Test
    void theScoreboardCountsHitsAndFalseAlarms() throws IOException, BadCaseException {
        WrittenCase.in(root.resolve("a"), true);
        WrittenCase.in(root.resolve("deep/b"), false);
        Path untold = WrittenCase.in(root.resolve("untold"), true);
        Files.delete(untold.resolve("truth.json"));

        Scoreboard scoreboard = Scoreboard.of(root);

        assertThat(scoreboard.rows()).extracting(Scoreboard.Row::name).containsExactly("a", "deep/b");
        assertThat(scoreboard.lines())
                .anySatisfy(line -> assertThat(line).startsWith("First: 1 of 1 (100 %)"))
                .contains("False alarms: 0 of 1 undisturbed.")
                .contains("Undisturbed and said so, healthy or inconclusive: 1 of 1 (100 %).")
                .anySatisfy(line -> assertThat(line).startsWith("largest score: its place by"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"service\":\"none\"}", "{\"service\":\"\"}", "{\"service\":null}", "{\"verdict\":\"healthy\"}"
            })
    void aTruthWithoutAServiceAtFaultIsUndisturbed(String truth) throws IOException, BadCaseException {
        Files.writeString(WrittenCase.in(root.resolve("calm"), false).resolve("truth.json"), truth);
        Files.writeString(WrittenCase.in(root.resolve("loud"), true).resolve("truth.json"), truth);

        assertThat(Scoreboard.of(root).lines())
                .contains("False alarms: 1 of 2 undisturbed.")
                .contains("Undisturbed and said so, healthy or inconclusive: 1 of 2 (50 %).")
                .noneSatisfy(line -> assertThat(line).startsWith("First:"));
    }

    @Test
    void aMetricOfTheSymptomThatWasNotRecordedIsSaidAndDoneWithout() throws IOException, BadCaseException {
        Path folder = WrittenCase.in(root, true);
        Path file = folder.resolve("case.json");
        Files.writeString(file, Files.readString(file).replace("\"latency\"", "\"apdex\""));

        RankedServices ranked = new CaseFolder(folder).read().rank();

        assertThat(ranked.suspects().getFirst().service()).isEqualTo("store");
        assertThat(ranked.reason())
                .endsWith("The symptom's own metric, apdex of web, is not in both baseline and series: its others tell,"
                        + " latency.");
    }

    @Test
    void aFolderWithoutCasesIsPointedOut() {
        assertThatThrownBy(() -> Scoreboard.of(root))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("no case with its truth is in there");
    }

    @Test
    void theRecordedCasesAreRankedAtLeastAsWellAsPublished() throws BadCaseException {
        assumeTrue(Files.isDirectory(RECORDED), "the recorded cases are not here");

        List<Scoreboard.Row> rows = Scoreboard.of(RECORDED).rows();

        assertThat(rows.stream().filter(row -> row.rank() == 1).count())
                .isGreaterThanOrEqualTo(rows.size() * 85L / 100);
        assertThat(rows.stream()
                        .filter(row -> row.rank() >= 1 && row.rank() <= 3)
                        .count())
                .isGreaterThanOrEqualTo(rows.size() * 95L / 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, -3, -1, 1, 3, 5})
    void theRecordedCasesStandAnOnsetThatIsMinutesOff(int minutes) throws IOException, BadCaseException {
        assumeTrue(Files.isDirectory(RECORDED), "the recorded cases are not here");
        List<Path> folders;
        try (Stream<Path> files = Files.walk(RECORDED)) {
            folders = files.filter(file -> file.endsWith("case.json"))
                    .map(Path::getParent)
                    .toList();
        }
        List<String> missed = new ArrayList<>();
        for (Path folder : folders) {
            CaseFolder cases = new CaseFolder(folder);
            RecordedCase recorded = cases.read();
            Symptom symptom = recorded.symptom();
            Symptom moved = new Symptom(
                    symptom.service(), symptom.metric(), symptom.at().plus(Duration.ofMinutes(minutes)));
            RankedServices ranked =
                    ServiceRanking.rank(moved, recorded.baseline(), recorded.series(), recorded.graph());
            boolean hit = !ranked.suspects().isEmpty()
                    && cases.truth()
                            .equals(ranked.suspects().stream()
                                    .map(RankedServices.Ranked::service)
                                    .findFirst());
            if (!hit) {
                missed.add(folder.toString());
            }
        }

        assertThat(missed.size()).as("%s", missed).isLessThanOrEqualTo(folders.size() * 15 / 100);
    }
}
