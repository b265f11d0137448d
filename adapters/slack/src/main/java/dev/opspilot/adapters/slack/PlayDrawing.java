package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.surface.Wording;
import java.util.List;

/** Draws a play as the proposal that it is: what it would do, what guards it, and the way back. */
final class PlayDrawing {
    private static final int TITLE = 200;
    private static final int WORDS = 600;

    private PlayDrawing() {}

    static void draw(Page page, Chips chips, Play play) {
        String head = "*" + capital(play.status().words()) + ":* ";
        String text = String.join(
                "\n",
                List.of(
                        head + SlackText.mrkdwnLine(play.title(), TITLE),
                        SlackText.mrkdwn(play.does(), WORDS),
                        "_Why:_ " + SlackText.mrkdwn(play.because(), WORDS),
                        "_Policy:_ " + Wording.policy(play.policy(), PlayDrawing::words),
                        "_Way back:_ " + Wording.rollback(play.rollback(), PlayDrawing::words)));
        page.add(Blocks.section(text), chips.row(play.receipts()));
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String words(String outside) {
        return SlackText.mrkdwn(outside, WORDS);
    }
}
