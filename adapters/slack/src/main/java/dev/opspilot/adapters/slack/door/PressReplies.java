package dev.opspilot.adapters.slack.door;

import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.util.Optional;

/** What is said at once about a press: that it was heard, or that it comes too late. Pure; mrkdwn. */
final class PressReplies {
    private PressReplies() {}

    /**
     * Why a button does nothing any more, though it still stood there; empty when it does something. A decision about a
     * play is refused in the session's log, where every attempt stands.
     */
    static Optional<String> tooLate(SessionView view, Button button) {
        return switch (button) {
            case Button.Stop _
            when view.status().isEnd() ->
                Optional.of("Nothing was done: that session is " + Wording.state(view.status()) + " already.");
            case Button.Correct(RitualName ritual)
            when view.status() == SessionView.Status.CANCELLED ->
                Optional.of("Nothing was done: that was asked for anew already, or stopped. Type `/opspilot "
                        + ritual.key() + " …` to ask once more.");
            case Button.Stop _, Button.Correct _, Button.Decide _, Button.Why _, Button.PostIncident _, Button.Rate _ ->
                Optional.empty();
        };
    }

    /** That a press was heard, and where what comes of it will be. */
    static String heard(Button button) {
        return switch (button) {
            case Button.Why _ -> "Looking it up; the answer comes in the thread.";
            case Button.Correct(RitualName ritual) -> "Asking again as: " + Wording.ritual(ritual) + ".";
            case Button.PostIncident _ -> "Writing the draft; it comes in the thread.";
            case Button.Decide decide ->
                "Heard: *" + Wording.choice(decide.choice()) + "*. The message shows what comes of it.";
            case Button.Stop _ -> "Stopping it; what it has found stays.";
            case Button.Rate(boolean helpful) ->
                helpful ? "Thank you." : "Thank you. Mention me in the thread and say what was missing.";
        };
    }
}
