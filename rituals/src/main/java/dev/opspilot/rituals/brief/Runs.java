package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.AutomationRun.Status;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Table;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What ran by itself in a stretch of time, what is due, and what failed and has not run well since. */
final class Runs {
    private static final int ROWS = 12;
    private static final int TOLD = 2;
    private static final Duration LATE = Duration.ofMinutes(15);

    private final List<Sourced<AutomationRun>> all;
    private final Coverage coverage;
    private final Instant now;
    private final List<ReceiptId> receipts;

    private Runs(List<Sourced<AutomationRun>> all, Coverage coverage, Instant now, List<ReceiptId> receipts) {
        this.all = all;
        this.coverage = coverage;
        this.now = now;
        this.receipts = receipts;
    }

    /** Empty where no source told anything, not even that there was nothing. */
    static Optional<Section> of(Read read, Coverage coverage, Instant now) {
        List<ReceiptId> receipts = read.receiptsOf(Sources.RUNS);
        return receipts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Runs(read.runs(), coverage, now, receipts).section());
    }

    private Section section() {
        List<AutomationRun> broken = broken();
        List<AutomationRun> late = late();
        Weight weight =
                broken.isEmpty() && late.isEmpty() && ended(Status.FAILED).isEmpty() ? Weight.CALM : Weight.NOTABLE;
        String words = weight == Weight.CALM ? calm() : notable(broken, late);
        return new Section(
                Section.Matter.AUTOMATIONS,
                weight,
                words,
                new Finding(
                        new FindingId("automations"),
                        Words.sentence(words) + ".",
                        Confidence.HIGH,
                        receipts,
                        calculations(),
                        List.of()),
                table().stream().toList(),
                plays(broken));
    }

    private List<AutomationRun> ended(Status status) {
        return all.stream()
                .map(Sourced::fact)
                .filter(run -> run.status() == status && coverage.span().holds(run.at()))
                .toList();
    }

    private List<AutomationRun> standing(Status status) {
        return all.stream()
                .map(Sourced::fact)
                .filter(run -> run.status() == status)
                .toList();
    }

    /** The latest failure of each automation that has not finished a run since. */
    private List<AutomationRun> broken() {
        Map<String, AutomationRun> last = new TreeMap<>();
        ended(Status.FAILED).forEach(run -> last.put(run.name(), run));
        return last.values().stream()
                .filter(run -> standing(Status.FINISHED).stream()
                        .noneMatch(other ->
                                other.name().equals(run.name()) && other.at().isAfter(run.at())))
                .toList();
    }

    /** Runs that should have begun. */
    private List<AutomationRun> late() {
        return standing(Status.QUEUED).stream()
                .filter(run -> run.at().isBefore(now.minus(LATE)))
                .toList();
    }

    private String calm() {
        int finished = ended(Status.FINISHED).size();
        int queued = standing(Status.QUEUED).size();
        return Figures.counted(finished, "automation run") + " finished and none failed"
                + (queued == 0 ? "" : ", with " + Figures.count(queued) + " queued");
    }

    private String notable(List<AutomationRun> broken, List<AutomationRun> late) {
        List<String> parts = new ArrayList<>();
        int failed = ended(Status.FAILED).size();
        int ended = failed + ended(Status.FINISHED).size();
        if (failed > 0) {
            parts.add(Figures.count(failed) + " of " + Figures.count(ended) + " automation runs failed"
                    + (broken.isEmpty()
                            ? ", each followed by one that finished"
                            : ", and " + Words.listed(quoted(broken)) + (broken.size() == 1 ? " has" : " have")
                                    + " not finished a run since"));
        }
        if (!late.isEmpty()) {
            parts.add(Figures.counted(late.size(), "queued run") + " should have begun, the first at "
                    + coverage.times().moment(late.getFirst().at()));
        }
        return String.join("; ", parts);
    }

    private static List<String> quoted(List<AutomationRun> runs) {
        return runs.stream()
                .limit(TOLD)
                .map(run -> "“" + Words.oneLine(run.name()) + "”")
                .toList();
    }

    private List<Calculation> calculations() {
        String method = "Counted from "
                + coverage.times().moment(coverage.span().from()) + " to "
                + coverage.times().moment(coverage.span().to()) + "; queued and running ones as they stand now.";
        return List.of(
                calculation("Runs finished", ended(Status.FINISHED), "", method),
                calculation("Runs failed", ended(Status.FAILED), "0", method),
                calculation("Runs running", standing(Status.RUNNING), "", method),
                calculation("Runs queued", standing(Status.QUEUED), "", method));
    }

    private Calculation calculation(String figure, List<AutomationRun> runs, String expected, String method) {
        return new Calculation(figure, Figures.count(runs.size()), expected, method, receipts);
    }

    private Optional<Widget> table() {
        Map<String, List<AutomationRun>> byName = all.stream()
                .map(Sourced::fact)
                .filter(run -> switch (run.status()) {
                    case QUEUED, RUNNING -> true;
                    case FINISHED, FAILED -> coverage.span().holds(run.at());
                })
                .collect(Collectors.groupingBy(AutomationRun::name, TreeMap::new, Collectors.toList()));
        if (byName.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Table(
                new Head(new WidgetId("automations"), "Automations", "brief/automations", receipts),
                List.of("Automation", "Finished", "Failed", "Running", "Queued", "Next"),
                byName.entrySet().stream()
                        .limit(ROWS)
                        .map(each -> row(each.getKey(), each.getValue()))
                        .toList()));
    }

    private List<String> row(String name, List<AutomationRun> runs) {
        return List.of(
                Name.shown(name),
                count(runs, Status.FINISHED),
                count(runs, Status.FAILED),
                count(runs, Status.RUNNING),
                count(runs, Status.QUEUED),
                runs.stream()
                        .filter(run -> run.status() == Status.QUEUED)
                        .map(AutomationRun::at)
                        .min(Instant::compareTo)
                        .map(coverage.times()::moment)
                        .orElse("not queued"));
    }

    private static String count(List<AutomationRun> runs, Status status) {
        return Figures.count(runs.stream().filter(run -> run.status() == status).count());
    }

    private List<Play> plays(List<AutomationRun> broken) {
        return broken.stream()
                .map(run -> Plays.runAgain(
                        run,
                        "Its run failed at " + coverage.times().moment(run.at()) + ", and none has finished since.",
                        receipts))
                .toList();
    }
}
