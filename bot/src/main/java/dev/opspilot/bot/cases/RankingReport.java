package dev.opspilot.bot.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opspilot.rituals.analysis.cause.RankedServices;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A ranking as JSON, and as a table for people. */
public final class RankingReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDENT = "   ";

    private record Output(String verdict, List<Line> suspects, String reason) {}

    private record Line(String service, String metric, double score, String since, String evidence) {}

    private RankingReport() {}

    /** One line of JSON: the verdict, the suspects, best first, and why the verdict is as it is. */
    public static String json(RankedServices ranked) {
        Output output = new Output(
                verdict(ranked),
                ranked.suspects().stream()
                        .map(suspect -> new Line(
                                suspect.service(),
                                suspect.metric(),
                                Math.round(suspect.score() * 1e4) / 1e4,
                                suspect.since().toString(),
                                suspect.evidence()))
                        .toList(),
                ranked.reason());
        try {
            return JSON.writeValueAsString(output);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a person reads. */
    public static List<String> lines(RankedServices ranked) {
        List<String> lines = new ArrayList<>();
        lines.add("Verdict: " + verdict(ranked) + ". " + ranked.reason());
        int place = 0;
        for (RankedServices.Ranked suspect : ranked.suspects()) {
            lines.add("");
            lines.add(String.format(
                    Locale.ROOT,
                    "%2d %s  (score %.2f, %s, since %s)",
                    ++place,
                    shown(suspect.service()),
                    suspect.score(),
                    shown(suspect.metric()),
                    suspect.since()));
            lines.add(INDENT + shown(suspect.evidence()));
        }
        return lines;
    }

    private static String verdict(RankedServices ranked) {
        return ranked.verdict().name().toLowerCase(Locale.ROOT);
    }

    /** Names come from files: control characters could drive the terminal. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
