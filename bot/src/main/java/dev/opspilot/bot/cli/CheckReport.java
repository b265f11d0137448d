package dev.opspilot.bot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Check.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** What the doctor found, for people and for programs. */
record CheckReport(List<Check> checks) {
    private static final int INDENT = 4;

    boolean isWell() {
        return count(Verdict.FAIL) == 0;
    }

    private long count(Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }

    /** One line a check under its area, what to do right below it, and a sum. */
    String text() {
        int width =
                checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        String area = "";
        for (Check check : checks) {
            if (!check.area().equals(area)) {
                area = check.area();
                lines.add("").add(area);
            }
            lines.add("  " + mark(check.verdict()) + " " + check.name()
                    + " ".repeat(width - check.name().length()) + "  " + check.found());
            if (!check.next().isEmpty()) {
                lines.add(" ".repeat(width + INDENT) + "  → " + check.next());
            }
        }
        return lines.add("")
                .add(count(Verdict.OK) + " well, " + count(Verdict.WARN) + " to know, " + count(Verdict.FAIL)
                        + " to mend.")
                .toString();
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case OK -> "✓";
            case WARN -> "!";
            case FAIL -> "✗";
        };
    }

    String json() {
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("ok", isWell());
        ArrayNode all = report.putArray("checks");
        checks.forEach(check -> all.addObject()
                .put("area", check.area())
                .put("name", check.name())
                .put("verdict", check.verdict().name().toLowerCase(Locale.ROOT))
                .put("found", check.found())
                .put("next", check.next()));
        return report.toPrettyString();
    }
}
