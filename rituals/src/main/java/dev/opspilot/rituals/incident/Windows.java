package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.automation.ChangeWindow;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When things may be changed: what is urgent and breaks a freeze, and when what can wait has its turn. */
final class Windows {
    /** How far ahead freezes are asked for. */
    static final Duration KNOWN = Duration.ofDays(7);

    /** What a lasting fix takes to be shipped and watched. */
    private static final Duration LENGTH = Duration.ofHours(2);

    /** A lasting fix is not written sooner than this. */
    private static final Duration SOONEST = Duration.ofHours(4);

    private Windows() {}

    /** The same play, which two people must approve when it breaks a freeze that is on now. */
    static Play guarded(Play play, Optional<String> service, CaseFile file) {
        return ChangeWindow.broken(freezes(file), service, file.read().asOf())
                .map(freeze -> guarded(play, freeze, file))
                .orElse(play);
    }

    private static Play guarded(Play play, Freeze freeze, CaseFile file) {
        List<ReceiptId> receipts = new ArrayList<>(play.receipts());
        receipts.addAll(receipts(file));
        return play.because(
                        play.because() + " It breaks the freeze “" + Words.oneLine(freeze.title())
                                + "”, which is on until " + Figures.moment(freeze.to())
                                + ", so two people must approve it.",
                        receipts)
                .under(new PlayPolicy.NeedsApproval(2));
    }

    /** When the lasting fix of the change that leads may be made; nothing where freezes are not known. */
    static Optional<Widget> of(CaseFile file) {
        List<ReceiptId> known = receipts(file);
        return known.isEmpty()
                ? Optional.empty()
                : file.diagnosis()
                        .leading()
                        .filter(lead -> lead.subject().kind() == Subject.Kind.CHANGE)
                        .map(lead -> new Note(
                                new Head(
                                        Board.id("change-window"),
                                        "Change window",
                                        "incident/change-window",
                                        Board.joined(List.of(known, lead.receipts()))),
                                words(lead, file)));
    }

    private static String words(Suspect lead, CaseFile file) {
        String what = "Make the fix of " + Verdicts.decapitalised(lead.title()) + " permanent";
        Instant now = file.read().asOf();
        Instant soonest = now.plus(SOONEST).truncatedTo(ChronoUnit.HOURS);
        return ChangeWindow.earliest(freezes(file), Remedies.changed(lead, file), soonest, now.plus(KNOWN), LENGTH)
                .map(window -> what + ": the first window outside freezes is " + Figures.moment(window.from()) + " to "
                        + Figures.moment(window.to()) + "." + avoided(window))
                .orElse(what + ": the freezes that are known leave no two hours within " + KNOWN.toDays()
                        + " days; ask who set them.");
    }

    private static String avoided(ChangeWindow window) {
        return window.avoided().isEmpty()
                ? " No freeze stands in its way."
                : " It waits for the end of "
                        + Words.listed(window.avoided().stream()
                                .map(each -> "“" + Words.oneLine(each.title()) + "”")
                                .toList())
                        + ".";
    }

    private static List<Freeze> freezes(CaseFile file) {
        return file.read().freezes().stream().map(Sourced::fact).toList();
    }

    private static List<ReceiptId> receipts(CaseFile file) {
        return file.read().receiptsOf(Set.of(Capability.CHANGES_FREEZES));
    }
}
