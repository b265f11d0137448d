package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Slug;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.SuspectBoard;
import dev.opspilot.rituals.analysis.Trouble;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Rollback;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What could be done about it. Proposals only; each waits for a person and names the way back. */
final class Remedies {
    /** Scores that differ by less than one step promise the same effect. */
    private static final double STEPS = 10;

    private Remedies() {}

    /** How easily an act against a suspect is taken back, easiest first. */
    private enum Ease {
        AT_ONCE("at once, by the flag"),
        BY_SWITCHING("by switching back"),
        BY_DEPLOY("by another deploy");

        private final String words;

        Ease(String words) {
            this.words = words;
        }
    }

    private static Ease ease(Suspect suspect, CaseFile file) {
        return file.read().changes().stream()
                .filter(each -> SuspectBoard.isOf(suspect, each.fact()))
                .findFirst()
                .map(each -> switch (each.fact().kind()) {
                    case FLAG -> Ease.AT_ONCE;
                    case DEPLOY -> Ease.BY_DEPLOY;
                    case CONFIG, OTHER, PLAY -> Ease.BY_SWITCHING;
                })
                .orElse(Ease.BY_SWITCHING);
    }

    /** Why it stands where it stands among the others. */
    private static Play placed(Play play, Suspect suspect, CaseFile file) {
        return play.because(
                play.because() + " Score as the cause: " + Figures.score(suspect.score()) + ". Undone "
                        + ease(suspect, file).words + ".",
                play.receipts());
    }

    static List<Play> of(CaseFile file) {
        if (file.trouble().isEmpty()) {
            return List.of();
        }
        Trouble trouble = file.trouble().get();
        List<Play> plays = new ArrayList<>();
        if (!trouble.over() && !file.remedied().helped()) {
            file.diagnosis().carrying().stream()
                    .sorted(Comparator.comparingLong((Suspect each) -> -Math.round(each.score() * STEPS))
                            .thenComparing(each -> ease(each, file)))
                    .flatMap(suspect -> against(suspect, file).stream()
                            .filter(play -> !file.remedied().holds(play))
                            .map(play -> placed(play, suspect, file))
                            .map(play -> Windows.guarded(play, changed(suspect, file), file)))
                    .forEach(plays::add);
        }
        plays.add(Play.proposed(
                "watch",
                "Watch and check again in ten minutes",
                "Runs this drill again on the same figures and says what has become of them.",
                watched(trouble, file.remedied()),
                new Rollback.Undo("Nothing to undo: it only reads."),
                Board.joined(List.of(trouble.receipts(), file.remedied().receipts()))));
        return plays;
    }

    private static String watched(Trouble trouble, Remedied done) {
        String then = done.acts().isEmpty() ? "" : done.words() + " ";
        return then
                + (trouble.over()
                        ? "The figures are normal again; a second look tells whether they stay so."
                        : done.helped()
                                ? "The next samples tell whether it stays so."
                                : "The next samples tell whether it grows, holds or ends.");
    }

    private static Optional<Play> against(Suspect lead, CaseFile file) {
        return switch (lead.subject().kind()) {
            case CHANGE ->
                file.read().changes().stream()
                        .filter(each -> SuspectBoard.isOf(lead, each.fact()))
                        .findFirst()
                        .map(change -> undo(change.fact(), lead, file));
            case PROVIDER -> Failover.from(lead.subject(), file).map(each -> each.play(because(lead), lead.receipts()));
            case SERVICE, BUSINESS -> Optional.empty();
        };
    }

    /** The service that an act against a suspect changes; empty when that is not known. */
    static Optional<String> changed(Suspect suspect, CaseFile file) {
        return file.read().changes().stream()
                .filter(each -> SuspectBoard.isOf(suspect, each.fact()))
                .findFirst()
                .flatMap(each -> each.fact().service());
    }

    /** By hand: what OpsPilot called may have a way back where the play stands; nothing else has. */
    private static Play takeBack(Change done, Suspect lead, CaseFile file) {
        String title = "“" + Words.oneLine(done.id()) + "”";
        boolean called = file.read().sessions().stream()
                .flatMap(each -> each.fact().acts().stream())
                .anyMatch(act -> act.title().equals(done.id()) && act.at().equals(done.at()) && !act.byHand());
        return Play.proposed(
                "take-back-" + Slug.of(done.id()),
                "Take back " + title,
                called
                        ? "Undoes what OpsPilot did at " + Figures.clock(done.at())
                                + ": look in the session where it was done whether it offers a way back."
                        : "Somebody undoes by hand what was done at " + Figures.clock(done.at()) + ".",
                because(lead),
                new Rollback.Undo("Do " + title + " again."),
                lead.receipts());
    }

    private static Play undo(Change change, Suspect lead, CaseFile file) {
        String of =
                change.service().map(service -> " of " + Name.shown(service)).orElse("");
        String id = Name.id(change.id());
        return switch (change.kind()) {
            case DEPLOY ->
                Play.proposed(
                                "roll-back-" + Slug.of(change.id()),
                                "Roll back " + id + of,
                                "Puts back the version" + of + " that ran before " + id + ".",
                                because(lead),
                                new Rollback.Undo("Deploy " + id + " again."),
                                lead.receipts())
                        .meaning(revert(ActKind.DEPLOYS_ROLLBACK, change));
            case FLAG ->
                Play.proposed(
                                "flag-back-" + Slug.of(change.id()),
                                "Turn flag change " + id + " back",
                                "Sets the flag to what it was before " + id + ".",
                                because(lead),
                                new Rollback.Undo("Set the flag to what " + id + " made it."),
                                lead.receipts())
                        .meaning(revert(ActKind.FLAGS_REVERT, change));
            case CONFIG, OTHER ->
                Play.proposed(
                                "undo-" + Slug.of(change.id()),
                                "Undo " + id + of,
                                "Puts back what " + id + " changed.",
                                because(lead),
                                new Rollback.Undo("Make the change " + id + " again."),
                                lead.receipts())
                        .meaning(revert(ActKind.CHANGES_REVERT, change));
            case PLAY -> takeBack(change, lead, file);
        };
    }

    private static Intention revert(ActKind kind, Change change) {
        return new Intention(
                kind,
                change.service(),
                Map.of("change", change.id(), "service", change.service().orElse("")),
                "The figures in trouble go back to what they are on other days.",
                "Whatever else " + Name.id(change.id()) + " brought is gone as well, until it is made again.");
    }

    /** The first argument for the suspect. */
    private static String because(Suspect lead) {
        return lead.evidence().stream()
                .filter(Suspect.Evidence::speaksFor)
                .map(Suspect.Evidence::text)
                .findFirst()
                .map(text -> lead.title() + ": " + Verdicts.decapitalised(text))
                .orElse(lead.title() + " is the likeliest cause.");
    }
}
