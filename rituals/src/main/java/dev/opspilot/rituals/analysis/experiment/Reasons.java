package dev.opspilot.rituals.analysis.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.experiment.GuardrailReadout.Status;
import dev.opspilot.rituals.analysis.experiment.TreatmentReadout.Verdict;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The sentence that says why an experiment is decided as it is, with the numbers that decided. */
record Reasons(Observation observed, Look look) {

    String mismatch(SampleRatio ratio) {
        return "Units were not split as planned: %s instead of %s (chi-square %s, p %s), so no figure can be trusted."
                .formatted(
                        joined(ratio.counts().stream().map(Figures::count).toList(), " and "),
                        joined(
                                ratio.expected().stream()
                                        .map(units -> Figures.count(Math.round(units)))
                                        .toList(),
                                " and "),
                        String.format(Locale.ROOT, "%.1f", ratio.statistic()),
                        Figures.pValue(ratio.pValue()));
    }

    String better(TreatmentReadout treatment) {
        String guardrails = treatment.guardrails().isEmpty()
                ? ""
                : treatment.guardrails().size() == 1
                        ? ", and its guardrail held"
                        : ", and all " + treatment.guardrails().size() + " guardrails held";
        return name(treatment) + " is better: " + primary(treatment) + guardrails + ".";
    }

    String guarded(TreatmentReadout treatment) {
        return name(treatment) + " is better: " + primary(treatment) + "; but it ended without showing that "
                + guardrails(treatment, Status.OPEN, "is held") + ".";
    }

    String harm(List<TreatmentReadout> treatments) {
        return joined(treatments.stream().map(this::harm).toList(), "; ") + ".";
    }

    String noEffect(List<TreatmentReadout> treatments) {
        return "It ended, and an effect of " + effect() + " is ruled out: " + each(treatments) + ".";
    }

    String inconclusive(List<TreatmentReadout> treatments) {
        return "It ended without telling a treatment from control, and an effect of " + effect()
                + " is still possible: " + each(treatments) + ".";
    }

    String open(List<TreatmentReadout> treatments) {
        return "Look " + look.number() + ", with " + Figures.percent(look.informationFraction())
                + " of the planned units, may not end it: " + each(treatments) + ".";
    }

    private String each(List<TreatmentReadout> treatments) {
        return joined(treatments.stream().map(this::state).toList(), "; ");
    }

    private String state(TreatmentReadout treatment) {
        return switch (treatment.verdict()) {
            case WORSE, GUARDRAIL_HARMED -> harm(treatment) + " and should be switched off";
            case BETTER_BUT_GUARDED ->
                name(treatment) + " is better (" + primary(treatment) + "), but it is open whether "
                        + guardrails(treatment, Status.OPEN, "is held");
            case OPEN, BETTER -> name(treatment) + ": " + primary(treatment);
        };
    }

    private String harm(TreatmentReadout treatment) {
        return treatment.verdict() == Verdict.GUARDRAIL_HARMED
                ? name(treatment) + " harms a guardrail: " + guardrails(treatment, Status.HARMED, "lost more than")
                : name(treatment) + " is worse: " + primary(treatment);
    }

    private String guardrails(TreatmentReadout treatment, Status status, String says) {
        return joined(
                treatment.guardrails(status).stream()
                        .map(guardrail -> guardrail(guardrail, says))
                        .toList(),
                " and ");
    }

    private static String guardrail(GuardrailReadout readout, String says) {
        Metric metric = readout.guardrail().metric();
        String margin = amount(metric, readout.guardrail().nonInferiorityMargin());
        String measured = readout.comparison()
                .map(found -> " (" + measured(metric, found) + ")")
                .orElse(" (nothing to compare yet)");
        return readout.status() == Status.HARMED
                ? quoted(metric) + " " + says + " the tolerable " + margin + measured
                : quoted(metric) + " " + says + " within its margin of " + margin + measured;
    }

    private String primary(TreatmentReadout treatment) {
        Metric metric = observed.primary();
        return treatment
                .comparison()
                .map(found -> quoted(metric) + " " + measured(metric, found) + ", p " + Figures.pValue(found.pValue())
                        + " against the " + Figures.pValue(look.nominalAlpha()) + " that this look allows"
                        + found.caution().map(caution -> " (" + caution + ")").orElse(""))
                .orElse("there is nothing to compare in " + quoted(metric) + " yet");
    }

    private static String measured(Metric metric, Comparison found) {
        Interval interval = found.interval();
        return "%s against %s, a difference of %s (%s interval %s to %s)"
                .formatted(
                        average(metric, found.treatment()),
                        average(metric, found.control()),
                        signed(metric, found.difference()) + points(metric),
                        Figures.percent(interval.confidence()),
                        signed(metric, interval.low()),
                        signed(metric, interval.high()) + points(metric));
    }

    private static String average(Metric metric, Sample sample) {
        return switch (sample) {
            case Sample.Proportion(long successes, long trials) ->
                Figures.share((double) successes / trials, OptionalLong.of(trials));
            case Sample.Mean mean ->
                Figures.value(metric.unit(), metric.currency(), mean.mean()) + " over "
                        + Figures.counted(mean.units(), "unit");
        };
    }

    private String effect() {
        return amount(observed.primary(), observed.minimumDetectableEffect());
    }

    private static String amount(Metric metric, double size) {
        return Figures.difference(metric.unit(), metric.currency(), size);
    }

    private static String signed(Metric metric, double difference) {
        return (difference < 0 ? "−" : "+") + bare(metric, Math.abs(difference));
    }

    private static String bare(Metric metric, double size) {
        return metric.unit() == Unit.RATIO
                ? Figures.points(size)
                : Figures.value(metric.unit(), metric.currency(), size);
    }

    /** Differences of shares are in percentage points, not in percent. */
    private static String points(Metric metric) {
        return metric.unit() == Unit.RATIO ? " points" : "";
    }

    private static String quoted(Metric metric) {
        return "“" + Words.oneLine(metric.name()) + "”";
    }

    private static String name(TreatmentReadout treatment) {
        return "“" + Words.oneLine(treatment.arm().name()) + "”";
    }

    private static String joined(List<String> parts, String by) {
        return parts.stream().collect(Collectors.joining(by));
    }
}
