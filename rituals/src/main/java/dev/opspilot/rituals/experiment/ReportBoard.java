package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.experiment.Decision;
import dev.opspilot.rituals.analysis.experiment.TreatmentReadout;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.experiment.Report.Read;
import dev.opspilot.rituals.instrument.Experiment;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a readout shows, proposes and comes back to. */
final class ReportBoard {
    private static final String PAUSE = "pause";

    private ReportBoard() {}

    static Widget arms(Read read) {
        List<String> columns = new ArrayList<>(List.of("Arm", "Units"));
        read.metrics().forEach(each -> columns.add(each.title()));
        columns.add("Difference in " + read.primary().title());
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < read.observed().arms().size(); i++) {
            int arm = i;
            List<String> row = new ArrayList<>();
            row.add(Name.shown(read.observed().arms().get(arm).name()));
            row.add(Figures.count(read.observed().arms().get(arm).units()));
            read.metrics().forEach(each -> row.add(each.value(arm)));
            row.add(
                    arm == 0
                            ? "control"
                            : difference(read, read.readout().treatments().get(arm - 1)));
            rows.add(row);
        }
        return new Table(DesignBoard.head("arms", "Arms", read.receipts()), columns, rows);
    }

    private static String difference(Read read, TreatmentReadout treatment) {
        return treatment
                .comparison()
                .map(found -> read.primary().signed(found.difference()) + " ("
                        + ReportWords.interval(read.primary(), found) + ")")
                .orElse("nothing to compare");
    }

    /** The experiments that there are. */
    static Optional<Widget> experiments(Shelf shelf) {
        return shelf.experiments().isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        DesignBoard.head(
                                "experiments",
                                "Experiments that are known",
                                shelf.experiments().stream()
                                        .flatMap(each -> each.receipts().stream())
                                        .toList()),
                        List.of("Name", "Title", "Since (UTC)", "Until (UTC)"),
                        shelf.experiments().stream()
                                .map(each -> row(each.fact()))
                                .toList()));
    }

    private static List<String> row(Experiment experiment) {
        return List.of(
                Name.shown(experiment.id()),
                "“" + Words.oneLine(experiment.title()) + "”",
                Amounts.day(experiment.startedAt()).toString(),
                experiment.endsAt().map(end -> Amounts.day(end).toString()).orElse("open"));
    }

    /** What follows from the decision; nothing while it runs. */
    static Optional<Play> play(Read read) {
        String name = ReportWords.name(read.experiment().fact().id());
        Decision decision = read.readout().decision();
        return switch (decision) {
            case Decision.Ship ship ->
                Optional.of(play(
                        read,
                        "ship",
                        "Give " + arm(read, ship.treatment()) + " of " + name + " to everybody",
                        "Turns the flag of " + name + " to " + arm(read, ship.treatment()) + " for everybody.",
                        "Turn the flag back to the split of the experiment."));
            case Decision.Stop _ ->
                Optional.of(play(
                        read,
                        "stop",
                        "End " + name + " and keep control",
                        "Turns the flag of " + name + " to control for everybody.",
                        "Turn the flag back to the split of the experiment."));
            case Decision.Broken _ ->
                Optional.of(play(
                        read,
                        PAUSE,
                        "Pause " + name + " until the split is explained",
                        "Lets no more units enter " + name + "; those that are in stay in their arm.",
                        "Let units enter again."));
            case Decision.KeepRunning _ -> Optional.empty();
        };
    }

    private static Intention pause(Experiment experiment) {
        return new Intention(
                ActKind.EXPERIMENTS_PAUSE,
                Optional.empty(),
                Map.of("experiment", experiment.id()),
                "Nobody new enters it, so that no more of its traffic is spent on figures that cannot be trusted.",
                "It takes longer to come to its planned size.");
    }

    private static String arm(Read read, int arm) {
        return ReportWords.name(read.observed().arms().get(arm).name());
    }

    private static Play play(Read read, String id, String title, String does, String undo) {
        Play play = Play.proposed(
                id, title, does, read.readout().decision().reason(), new Rollback.Undo(undo), read.receipts());
        return id.equals(PAUSE) ? play.meaning(pause(read.experiment().fact())) : play;
    }

    /** The end, while it runs and its end is known. */
    static Optional<FollowUp> followUp(Read read, Instant now) {
        Experiment experiment = read.experiment().fact();
        return experiment
                .endsAt()
                .filter(end -> read.readout().decision() instanceof Decision.KeepRunning && end.isAfter(now))
                .map(end -> new FollowUp(
                        "end-readout",
                        "End readout of " + Words.oneLine(experiment.title()),
                        Duration.between(now, end),
                        "this readout",
                        RitualName.EXPERIMENT.key(),
                        "readout " + Words.oneLine(experiment.id()),
                        "It ends on " + Amounts.day(end) + " (UTC), and may be decided then.",
                        read.experiment().receipts()));
    }
}
