package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Experiment;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.MetricDefinition;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A reading that a mind or a question asked for, beside what the ritual reads by itself. Pure.
 *
 * @param source as people know it
 */
public record AskedReading(Query query, String source, Reading reading, ReceiptId receipt) {
    /** More of one kind than this are counted, not told. */
    private static final int MOST = 12;

    /** What it says, one statement each, the words of others in quotation marks. */
    List<String> statements() {
        return switch (reading) {
            case Reading.Found found -> statements(found.facts());
            case Reading.Nothing _, Reading.Denied _, Reading.Failed _ ->
                Gap.of(query.capability(), source, reading, receipt)
                        .map(gap -> "Asked for and not told" + window() + ": " + gap.words() + ".")
                        .stream()
                        .toList();
        };
    }

    private List<String> statements(Facts facts) {
        List<String> statements = new ArrayList<>();
        if (!facts.runs().isEmpty()) {
            statements.add(runs(facts.runs()));
        }
        tell(statements, failed(facts.runs()), AskedReading::run, "failed automation runs");
        tell(statements, facts.incidents(), AskedReading::incident, "incidents");
        tell(statements, facts.changes(), AskedReading::change, "changes");
        tell(statements, facts.series(), this::series, "figures");
        tell(statements, facts.experiments(), AskedReading::experiment, "experiments");
        tell(statements, facts.freezes(), AskedReading::freeze, "freezes");
        tell(statements, facts.definitions(), AskedReading::definition, "metrics");
        tell(statements, facts.sessions(), AskedReading::session, "earlier sessions");
        return statements;
    }

    private <T> void tell(List<String> statements, List<T> facts, Function<T, String> words, String what) {
        facts.stream().limit(MOST).map(words).forEach(statements::add);
        if (facts.size() > MOST) {
            statements.add(Figures.count(facts.size()) + " " + what + " were read from " + Name.shown(source)
                    + ", of which " + MOST + " are told.");
        }
    }

    private String window() {
        return " from " + Figures.moment(query.from()) + " to " + Figures.moment(query.to());
    }

    private String runs(List<AutomationRun> runs) {
        List<String> counts = Arrays.stream(AutomationRun.Status.values())
                .map(status -> Figures.count(runs.stream()
                                .filter(run -> run.status() == status)
                                .count())
                        + " " + status.name().toLowerCase(Locale.ROOT))
                .toList();
        return "Automation runs of " + Name.shown(source) + window() + ": " + Words.listed(counts) + ".";
    }

    private static List<AutomationRun> failed(List<AutomationRun> runs) {
        return runs.stream()
                .filter(run -> run.status() == AutomationRun.Status.FAILED)
                .toList();
    }

    private static String run(AutomationRun run) {
        return "Automation " + Name.shown(run.name()) + " failed at " + Figures.moment(run.at()) + ".";
    }

    private static String incident(Incident incident) {
        String what = "Incident “" + Words.oneLine(incident.title()) + "” of "
                + Name.shown(incident.subject().name());
        return incident.resolvedAt()
                .map(resolved -> what + " was open from " + Figures.moment(incident.startedAt()) + " to "
                        + Figures.moment(resolved) + ".")
                .orElseGet(() -> what + " has been open since " + Figures.moment(incident.startedAt()) + ".");
    }

    private static String change(Change change) {
        return Words.sentence(Name.id(change.id()))
                + change.service().map(each -> " of " + Name.shown(each)).orElse("")
                + " (“" + Words.oneLine(change.title()) + "”) came at " + Figures.moment(change.at()) + ".";
    }

    private String series(Series series) {
        double[] present = series.recent().present().toArray();
        boolean adds = series.unit() == Series.Unit.COUNT || series.unit() == Series.Unit.MONEY_MINOR;
        double value = adds
                ? Arrays.stream(present).sum()
                : Arrays.stream(present).average().orElse(Double.NaN);
        String name = Words.sentence(series.title());
        return present.length == 0
                ? name + " had no samples" + window() + "."
                : name + window() + ": " + Figures.value(series, value) + " in "
                        + (adds ? "all" : "the mean of all samples") + ".";
    }

    private static String experiment(Experiment experiment) {
        return "Experiment “" + Words.oneLine(experiment.title()) + "” began at "
                + Figures.moment(experiment.startedAt())
                + experiment
                        .endsAt()
                        .map(end -> " and is to end at " + Figures.moment(end))
                        .orElse("")
                + ", with "
                + Figures.count(experiment.arms().stream()
                        .mapToLong(Experiment.Arm::units)
                        .sum())
                + " units in " + experiment.arms().size() + " arms.";
    }

    private static String freeze(Freeze freeze) {
        return "Nothing may be changed"
                + freeze.service().map(each -> " on " + Name.shown(each)).orElse("") + " from "
                + Figures.moment(freeze.from()) + " to " + Figures.moment(freeze.to()) + " (“"
                + Words.oneLine(freeze.title()) + "”).";
    }

    private static String definition(MetricDefinition metric) {
        return "Metric “" + Words.oneLine(metric.title()) + "” is " + Name.shown(metric.numerator()) + " over "
                + Name.shown(metric.denominator()) + ".";
    }

    private static String session(PastSession session) {
        return "OpsPilot's " + session.ritual() + " of " + Figures.moment(session.startedAt()) + " (“"
                + Words.oneLine(session.intent()) + "”) ended at " + Figures.moment(session.endedAt())
                + session.causeTitle().map(cause -> " and pointed to " + cause).orElse("")
                + ".";
    }
}
