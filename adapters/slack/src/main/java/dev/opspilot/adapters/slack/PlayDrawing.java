package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Rollback;
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
                        "_Policy:_ " + policy(play.policy()),
                        "_Way back:_ " + rollback(play.rollback())));
        page.add(Blocks.section(text), chips.row(play.receipts()));
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String policy(PlayPolicy policy) {
        return switch (policy) {
            case PlayPolicy.Allowed() -> "may run without asking";
            case PlayPolicy.NeedsApproval(int people) ->
                people == 1 ? "needs one person's approval" : "needs the approval of " + people + " people";
            case PlayPolicy.Refused(String because) -> "refused: " + SlackText.mrkdwn(because, WORDS);
        };
    }

    private static String rollback(Rollback rollback) {
        return switch (rollback) {
            case Rollback.Undo undo -> SlackText.mrkdwn(undo.how(), WORDS);
            case Rollback.Irreversible(String because) ->
                "none, it cannot be undone: " + SlackText.mrkdwn(because, WORDS);
        };
    }
}
