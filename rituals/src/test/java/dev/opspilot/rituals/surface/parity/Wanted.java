package dev.opspilot.rituals.surface.parity;

import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import dev.opspilot.rituals.widget.Widget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what should be there and is not. Not thread-safe. */
final class Wanted {
    private final List<String> missing = new ArrayList<>();
    private Seen seen;

    private Wanted(Seen seen) {
        this.seen = seen;
    }

    static Wanted of(Seen seen) {
        return new Wanted(seen);
    }

    static Wanted nothing() {
        return new Wanted(Seen.NOTHING);
    }

    List<String> missing() {
        return List.copyOf(missing);
    }

    /** From here on something else is looked at. */
    Wanted on(Seen other) {
        seen = other;
        return this;
    }

    Wanted also(boolean isSo, String otherwise) {
        if (!isSo) {
            missing.add(otherwise);
        }
        return this;
    }

    Wanted text(String words) {
        return also(seen.says(words), "cannot be read: " + words);
    }

    Wanted button(Button button) {
        return also(seen.buttons().contains(button), "cannot be pressed: " + button);
    }

    Wanted order(String command) {
        Command order = Command.parse(command);
        return also(
                order instanceof Command.Order each && seen.orders().contains(each), "cannot be pressed: " + command);
    }

    Wanted said(Optional<Heard> heard, RitualName ritual, String intent) {
        boolean isSo = heard.filter(Heard.Said.class::isInstance)
                .map(Heard.Said.class::cast)
                .filter(said -> said.ritual() == ritual)
                .filter(said -> said.intent().equals(intent))
                .isPresent();
        return also(isSo, "not begun: " + ritual + " " + intent);
    }

    Wanted sources(SessionView view, List<ReceiptId> receipts) {
        view.receipts().stream().filter(each -> receipts.contains(each.id())).forEach(each -> text(each.source()));
        return this;
    }

    Wanted findings(SessionView view) {
        for (Finding finding : view.findings()) {
            text(finding.text()).text(Wording.confidence(finding.confidence()));
            sources(view, finding.receipts()).button(new Button.Why(finding.id()));
        }
        return this;
    }

    /** Each kind by what it is there for. */
    void widget(Widget widget) {
        text(widget.title());
        switch (widget) {
            case Widget.Metric metric ->
                text(metric.value()).text(metric.expected().orElse(""));
            case Widget.Table table -> {
                table.columns().forEach(this::text);
                table.rows().forEach(row -> row.forEach(this::text));
            }
            case Widget.Timeline timeline -> timeline.entries().forEach(each -> text(each.text()));
            case Widget.Chart chart -> chart.lines().forEach(line -> text(line.name()));
            case Widget.Plan plan -> plan.steps().forEach(this::text);
            case Widget.CommsKit kit ->
                kit.drafts()
                        .forEach(draft ->
                                text(draft.audience()).text(draft.subject()).text(draft.body()));
            case Widget.Toggle toggle -> text(toggle.label()).text(toggle.meaning());
            case Widget.Note note -> text(note.text());
        }
    }

    /** What would be called, to the letter, where it can be approved; the way back; and a button for each choice. */
    void play(Play play) {
        text(play.title()).text(play.does());
        switch (play.rollback()) {
            case Rollback.Undo undo -> text(undo.how());
            case Rollback.Irreversible(String because) -> text(because);
        }
        for (Ruling.Choice choice : play.offers()) {
            button(new Button.Decide(play.id(), choice, play.shown(choice), ""));
            if (choice.approves()) {
                play.bound().map(Bound::act).ifPresent(act -> text(act.name()).text(act.arguments()));
            }
        }
    }

    void consequences(Play play) {
        play.rulings().forEach(ruling -> text(ruling.name()).text(ruling.reason()));
        play.runs().forEach(run -> text(run.words()));
        play.verification().ifPresent(told -> text(told.words()));
        play.note().ifPresent(this::text);
        play.begun().ifPresent(_ -> text("Open the drill"));
    }
}
