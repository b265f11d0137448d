package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;

/** Draws a play: what it would do, what guards it, the way back, where it stands, and what can be decided about it. */
public final class PlayDrawing {
    private static final int TITLE = 200;
    private static final int WORDS = 350;
    private static final int NAME = 80;
    /* What the question before a button has room for, beside the play's title. */
    private static final int SHORT = 150;
    /* Escaped it is at most five times as long, which a section holds. */
    private static final int PIECE = 560;
    private static final int PIECE_ESCAPED = 5 * PIECE;
    private static final int WHOLE = 9_000;

    private PlayDrawing() {}

    static void draw(Page page, Chips chips, OrderButtons orders, PageLinks links, SessionId session, Play play) {
        List<LayoutBlock> together = new ArrayList<>(told(play));
        play.begun()
                .map(begun -> SlackText.link(links.session(begun), "Open the drill"))
                .map(Blocks::section)
                .ifPresent(together::add);
        together.add(chips.row(play.receipts()));
        PlayButton.row(session, play, orders).ifPresent(together::add);
        page.add(together);
    }

    /** What it would do and where it stands, in words. */
    public static List<LayoutBlock> told(Play play) {
        List<String> lines = new ArrayList<>();
        lines.add("*" + capital(Wording.played(play)) + ":* " + SlackText.mrkdwnLine(play.title(), TITLE));
        lines.add(SlackText.mrkdwn(play.does(), WORDS));
        lines.add("_Why:_ " + SlackText.mrkdwn(play.because(), WORDS));
        play.bound().ifPresent(bound -> lines.addAll(call("Calls", bound.act(), bound.environment())));
        lines.add("_Policy:_ " + Wording.policy(play, words -> SlackText.mrkdwn(words, WORDS)));
        lines.add("_Way back:_ " + Wording.rollback(play.rollback(), words -> SlackText.mrkdwn(words, WORDS)));
        play.undo()
                .filter(_ -> play.offers().contains(Ruling.Choice.ROLL_BACK))
                .ifPresent(undo -> lines.addAll(call(
                        "Rolling back calls",
                        undo,
                        play.bound().map(Bound::environment).orElse(""))));
        play.bound()
                .filter(_ -> play.status() == Play.Status.PROPOSED)
                .ifPresent(bound -> lines.add("_Can be approved until:_ " + SlackText.day(bound.expires())));
        play.rulings().stream().limit(5).map(PlayDrawing::ruling).forEach(lines::add);
        play.due().ifPresent(due -> lines.add("_Runs:_ " + SlackText.day(due)));
        play.note().ifPresent(note -> lines.add("_Now:_ " + SlackText.mrkdwn(note, WORDS)));
        return Blocks.packed(lines, SlackLimits.SECTION_TEXT).stream()
                .map(Blocks::section)
                .toList();
    }

    /** An exact call, to its last letter; a long one in pieces, which follow each other without a break. */
    private static List<String> call(String label, Act act, String environment) {
        String call = act.name() + " " + act.arguments();
        String where = environment.isBlank() ? "" : " in " + SlackText.mrkdwnLine(environment, NAME);
        if (isShort(call)) {
            return List.of(
                    "_" + label + ":_ `" + SlackText.mrkdwnLine(call, WORDS).replace('`', 'ˋ') + "`" + where);
        }
        if (!isWhole(act)) {
            return List.of(
                    "_" + label + ":_ `" + SlackText.mrkdwnLine(call, WORDS).replace('`', 'ˋ') + "`" + where
                            + "\nIt is too long to be shown here whole: read it and decide on OpsPilot's page.");
        }
        List<String> pieces = new ArrayList<>(List.of("_" + label + ", to the letter:_" + where));
        PlainText.pieces(call, PIECE).forEach(piece -> pieces.add(SlackText.code(piece, PIECE_ESCAPED)));
        return pieces;
    }

    /** Whether a call is short enough for a line and for the question before a button. */
    static boolean isShort(String call) {
        return SlackText.mrkdwnLine(call, Integer.MAX_VALUE).length() <= SHORT;
    }

    /** Whether all of a call can be shown; one that cannot is not let run in Slack. */
    static boolean isWhole(Act act) {
        return act.name().length() + act.arguments().length() <= WHOLE;
    }

    private static String ruling(Ruling ruling) {
        return "_" + capital(Wording.decided(ruling, words -> SlackText.mrkdwnLine(words, TITLE))) + ", "
                + SlackText.clock(ruling.at()) + "_";
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
