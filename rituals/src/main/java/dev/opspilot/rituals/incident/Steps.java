package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Suspect.Standing;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import java.util.List;
import java.util.Optional;

/** What came of the steps that the drill computes, one short line each. */
final class Steps {
    private Steps() {}

    static String soFar(List<Finding> told) {
        long departures = Statements.departures(told);
        return departures == 0 ? "No departure so far." : Figures.counted(departures, "departure") + " so far.";
    }

    static String compared(Collected read) {
        int known = read.known().size();
        int unknown = read.series().size() - known;
        if (read.series().isEmpty()) {
            return "No figure could be read.";
        }
        return read.disturbed().size() + " of " + Figures.counted(known, "figure") + " off"
                + (unknown == 0 ? "" : "; " + unknown + " with too few samples");
    }

    static String suspects(CaseFile file) {
        if (file.trouble().isEmpty()) {
            return "No trouble to explain.";
        }
        String ruledOut = file.suspects(Standing.REFUTED).size() + " ruled out";
        return file.diagnosis().leading().map(Suspect::title).orElse("None carries") + "; "
                + file.suspects(Standing.WEAKENED).size() + " weakened, " + ruledOut;
    }

    static String suspectsSoFar(CaseFile file) {
        return Figures.counted(file.diagnosis().suspects().size(), "suspicion") + " so far"
                + file.diagnosis()
                        .leading()
                        .map(lead -> "; " + Verdicts.decapitalised(lead.title()) + " ahead")
                        .orElse("");
    }

    /** What came of the look into the log; empty when it could not be read, or when there is nothing to compare. */
    static Optional<String> precedent(CaseFile file, Optional<Precedent> found) {
        long drills = Precedent.lookedAt(file);
        if (file.trouble().isEmpty() || drills == 0) {
            return Optional.empty();
        }
        return Optional.of(found.map(Precedent::inShort)
                .orElseGet(() -> drills == 1
                        ? "The one earlier drill is not like this one."
                        : "None of " + Figures.counted(drills, "earlier drill") + " is like this one."));
    }

    static String plays(List<Play> plays) {
        return plays.isEmpty()
                ? "Nothing to do."
                : String.join("; ", plays.stream().map(Play::title).toList());
    }

    static String drafts(CaseFile file) {
        return file.trouble().isEmpty() ? "An internal note." : "Ready to edit.";
    }
}
