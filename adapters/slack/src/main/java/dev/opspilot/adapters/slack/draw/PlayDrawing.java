package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;

/** Draws a play: what it would do, what guards it, the way back, where it stands, and what can be decided about it. */
public final class PlayDrawing {
    private static final int TITLE = 200;
    private static final int WORDS = 350;
    private static final int NAME = 80;

    private PlayDrawing() {}

    public static void draw(Page page, Chips chips, OrderButtons orders, SessionId session, Play play) {
        List<LayoutBlock> together = new ArrayList<>(told(play));
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
        play.bound().ifPresent(bound -> lines.add("_Calls:_ " + call(bound)));
        lines.add("_Policy:_ " + Wording.policy(play.policy(), words -> SlackText.mrkdwn(words, WORDS)));
        lines.add("_Way back:_ " + Wording.rollback(play.rollback(), words -> SlackText.mrkdwn(words, WORDS)));
        play.rulings().stream().limit(5).map(PlayDrawing::ruling).forEach(lines::add);
        play.due().ifPresent(due -> lines.add("_Runs:_ " + SlackText.day(due)));
        play.note().ifPresent(note -> lines.add("_Now:_ " + SlackText.mrkdwn(note, WORDS)));
        return Blocks.packed(lines, SlackLimits.SECTION_TEXT).stream()
                .map(Blocks::section)
                .toList();
    }

    /** The exact call, as it would be made. */
    private static String call(Bound bound) {
        String call = bound.act().name() + " " + bound.act().arguments();
        String where = bound.environment().isBlank() ? "" : " in " + SlackText.mrkdwnLine(bound.environment(), NAME);
        return "`" + SlackText.mrkdwnLine(call, WORDS).replace('`', 'ˋ') + "`" + where;
    }

    private static String ruling(Ruling ruling) {
        return "_" + capital(Wording.decided(ruling, words -> SlackText.mrkdwnLine(words, TITLE))) + ", "
                + SlackText.clock(ruling.at()) + "_";
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
