package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Draws a play: what it would do, what guards it and the way back; who decided what, and what became of it. What lets
 * something run is pressed only where the exact call stands beside it, and carries the digest of that call.
 */
final class PlayDrawing {
    private static final int RUNS = 4;
    private static final int RULINGS = 5;
    private static final int ARGUMENTS = 8_000;
    private static final int PIECE = 1_000;

    private final Parts parts;
    private final Sources sources;
    private final SessionId session;

    PlayDrawing(Parts parts, Sources sources, SessionId session) {
        this.parts = parts;
        this.sources = sources;
        this.session = session;
    }

    void draw(List<Play> plays) {
        for (int i = 0; i < plays.size(); i++) {
            List<ObjectNode> together = new ArrayList<>();
            if (i == 0) {
                together.add(Elements.apart(Elements.heading("Recommended")));
            }
            together.add(draw(plays.get(i)));
            parts.add(together);
        }
    }

    private ObjectNode draw(Play play) {
        List<ObjectNode> items = new ArrayList<>();
        items.add(Elements.text(
                Run.of(CardText.line(play.title(), CardLimits.TITLE, "A play")).bold(),
                Run.of(" — " + Wording.played(play)).in(tint(play.status()))));
        said(items, "", play.does());
        said(items, "Why: ", play.because());
        if (play.bound().isPresent() && !isWhole(play.bound().map(Bound::act))) {
            said(items, "Calls: ", "more than a card can show whole: read it and approve it on OpsPilot's page.");
        }
        said(items, "Policy: ", Wording.policy(play, PlayDrawing::words));
        said(items, "Way back: ", Wording.rollback(play.rollback(), PlayDrawing::words));
        if (play.offers().contains(Choice.ROLL_BACK) && !isWhole(play.undo())) {
            said(
                    items,
                    "Rolling back calls: ",
                    "more than a card can show whole: read it and take it back on OpsPilot's page.");
        }
        became(items, play);
        items.add(sources.chips(play.receipts()));
        List<ObjectNode> buttons = buttons(play);
        if (!buttons.isEmpty()) {
            items.add(Elements.near(Elements.actions(buttons)));
        }
        return Elements.container(items);
    }

    /** Who decided, what was called, what it changed, and why it stands where it stands. */
    private void became(List<ObjectNode> items, Play play) {
        List<Past> past = new ArrayList<>();
        play.rulings().stream()
                .limit(RULINGS)
                .forEach(ruling -> past.add(new Past(
                        ruling.at(),
                        line(
                                CardText.time(ruling.at()) + " ",
                                Wording.decided(ruling, PlayDrawing::words),
                                List.of()))));
        play.runs().stream()
                .skip(Math.max(0, play.runs().size() - RUNS))
                .forEach(run -> past.add(new Past(run.startedAt(), called(run))));
        // In the order of time; who decided stands above what was called by it.
        past.stream().sorted(Comparator.comparing(Past::at)).map(Past::line).forEach(items::add);
        play.begun()
                .map(sources::session)
                .ifPresent(link -> items.add(
                        Elements.near(Elements.text(Run.of("Open the drill").linked(link)))));
        play.due().ifPresent(due -> items.add(line("Runs at: ", CardText.day(due), List.of())));
        play.verification()
                .ifPresent(told -> items.add(line(
                        told.verified() ? "Verified: " : "Not verified: ",
                        words(told.words()),
                        sources.marks(told.receipts()))));
        // A note often says what stands here already.
        play.note()
                .filter(note -> play.verification().stream()
                                .noneMatch(told -> told.words().equals(note))
                        && play.runs().stream().noneMatch(run -> run.words().equals(note)))
                .ifPresent(note -> said(items, "Now: ", note));
    }

    private record Past(Instant at, ObjectNode line) {}

    private ObjectNode called(dev.opspilot.rituals.play.Run run) {
        String what = switch (run.direction()) {
            case FORWARD -> "called";
            case BACK -> "called the way back";
        };
        String how = switch (run.state()) {
            case UNDER_WAY -> ", its answer is awaited";
            case DONE -> "";
            case FAILED -> ", it failed";
            case UNKNOWN -> ", its answer did not come";
        };
        String words = words(run.words());
        return line(
                CardText.time(run.startedAt()) + " ",
                what + how + (words.isEmpty() ? "" : ": " + words),
                run.receipt().map(proof -> sources.marks(List.of(proof))).orElseGet(List::of));
    }

    private List<ObjectNode> buttons(Play play) {
        List<Choice> offers = play.offers();
        List<ObjectNode> buttons = new ArrayList<>();
        // What cannot be shown to its last letter is not approved here.
        boolean isWhole = isWhole(play.bound().map(Bound::act));
        List<Choice> approvals =
                offers.stream().filter(each -> each.approves() && isWhole).toList();
        if (!approvals.isEmpty()) {
            buttons.add(Actions.show(
                    "Approve…",
                    approved(play),
                    approvals.stream()
                            .flatMap(each -> decide(play, each).stream())
                            .toList()));
        }
        for (Choice choice : offers) {
            switch (choice) {
                case APPROVE, APPROVE_FOR_WINDOW -> {}
                case ROLL_BACK ->
                    decide(play, choice)
                            .filter(_ -> isWhole(play.undo()))
                            .ifPresent(action -> buttons.add(
                                    Actions.show(label(play, choice) + "…", takenBack(play), List.of(action))));
                case DISMISS, DONE_BY_HAND, START_DRILL -> decide(play, choice).ifPresent(buttons::add);
            }
        }
        play.bound().map(Notice.Action::policy).flatMap(NoticeCards::button).ifPresent(buttons::add);
        return buttons;
    }

    private static boolean isWhole(Optional<Act> act) {
        return act.filter(each -> each.arguments().length() <= ARGUMENTS).isPresent();
    }

    /** What is about to be called, to the letter, what it means to do, and room for a reason. */
    private static List<ObjectNode> approved(Play play) {
        List<ObjectNode> body = new ArrayList<>();
        play.bound().map(Bound::act).ifPresent(call -> letters(body, call));
        environment(body, play);
        play.intention().ifPresent(meant -> {
            said(body, "Effect: ", meant.effect());
            said(body, "Risk: ", meant.risk());
        });
        said(body, "Way back: ", Wording.rollback(play.rollback(), PlayDrawing::words));
        play.bound()
                .filter(_ -> play.status() == Play.Status.PROPOSED)
                .ifPresent(
                        bound -> body.add(line("Can be approved until: ", CardText.day(bound.expires()), List.of())));
        body.add(reason(play, Choice.APPROVE, "Reason (needed during a freeze)"));
        return body;
    }

    /** The way back: what it calls, to the letter, and what it does; effect and risk of the play are not its own. */
    private static List<ObjectNode> takenBack(Play play) {
        List<ObjectNode> body = new ArrayList<>();
        said(body, "Takes back: ", play.title());
        play.undo().ifPresent(call -> letters(body, call));
        environment(body, play);
        said(body, "What it does: ", Wording.rollback(play.rollback(), PlayDrawing::words));
        said(body, "", "One approver is enough, also during a freeze. OpsPilot has no way back from it.");
        body.add(reason(play, Choice.ROLL_BACK, "Reason"));
        return body;
    }

    private static void letters(List<ObjectNode> body, Act call) {
        body.add(Elements.text(Run.of("This is called, to the letter:").subtle()));
        body.add(Elements.near(Elements.text(
                Run.of(CardText.line(call.name(), CardLimits.TITLE, "a tool")).bold())));
        PlainText.pieces(call.arguments(), PIECE)
                .forEach(piece -> body.add(Elements.near(Elements.text(
                        Run.of(CardText.line(piece, PIECE, "{}")).small().monospace()))));
    }

    private static void environment(List<ObjectNode> body, Play play) {
        play.bound().map(Bound::environment).ifPresent(environment -> said(body, "Environment: ", environment));
    }

    private static ObjectNode reason(Play play, Choice choice, String label) {
        return Elements.object("Input.Text")
                .put("id", CardAction.reasonOf(play.id(), choice))
                .put("label", label)
                .put("maxLength", Command.MAX_INTENT);
    }

    /** The button; none when the play's id cannot be carried and read back. */
    private Optional<ObjectNode> decide(Play play, Choice choice) {
        CardAction meaning =
                new CardAction.Pressed(session, new Button.Decide(play.id(), choice, play.shown(choice), ""));
        return CardAction.read(meaning.data()).map(read -> {
            String title = label(play, choice);
            return switch (choice) {
                case APPROVE -> Actions.positive(Actions.execute(title, read));
                case APPROVE_FOR_WINDOW -> Actions.execute(title, read);
                case ROLL_BACK -> Actions.destructive(Actions.execute(title, read));
                case DISMISS, DONE_BY_HAND -> Actions.executeAlone(title, read);
                case START_DRILL -> Actions.positive(Actions.executeAlone(title, read));
            };
        });
    }

    private static String label(Play play, Choice choice) {
        return CardText.line(Wording.choice(play, choice), CardLimits.TITLE);
    }

    private static Tint tint(Play.Status status) {
        return switch (status) {
            case PROPOSED, APPROVED, RUNNING, VERIFYING, ROLLING_BACK -> Tint.ACCENT;
            case DONE, BY_HAND, ROLLED_BACK -> Tint.GOOD;
            case UNVERIFIED, EXPIRED -> Tint.WARNING;
            case FAILED, ROLLBACK_FAILED -> Tint.ATTENTION;
            case DISMISSED -> Tint.DEFAULT;
        };
    }

    private static void said(List<ObjectNode> items, String label, String words) {
        String line = words(words);
        if (!line.isEmpty()) {
            items.add(line(label, line, List.of()));
        }
    }

    private static ObjectNode line(String label, String words, List<Run> marks) {
        List<Run> runs = new ArrayList<>();
        if (!label.isEmpty()) {
            runs.add(Run.of(label).subtle());
        }
        if (!words.isEmpty()) {
            runs.add(Run.of(words));
        }
        runs.addAll(marks);
        return Elements.near(Elements.text(runs));
    }

    private static String words(String outside) {
        return CardText.line(outside, CardLimits.WORDS);
    }
}
