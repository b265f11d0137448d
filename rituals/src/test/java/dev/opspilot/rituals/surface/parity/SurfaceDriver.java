package dev.opspilot.rituals.surface.parity;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import java.util.List;
import java.util.Optional;

/**
 * Uses one surface as a person does: reads what was really posted or drawn, and presses what really stands there. What a
 * surface has nothing of is {@link Seen#NOTHING} or empty.
 */
public interface SurfaceDriver {
    /** A place of its own, with nothing in it yet. */
    Place place();

    /** The session, as a person sees it who came to it now. */
    Seen session(SessionView view);

    /** What opens when the receipts of the session are asked for there. */
    Seen receipts(SessionView view, List<ReceiptChain.Stored> receipts);

    /** What answers a question about the session, or a press on it. */
    Seen answer(SessionView view, Answer answer);

    /** What somebody is told about OpsPilot itself. */
    Seen told(Notice notice);

    /**
     * What opens when the policy of a play of the session is asked for.
     *
     * @param notice what the desk says then
     */
    Seen policy(SessionView view, Notice notice);

    /**
     * What runs by itself.
     *
     * @param notice how the desk lists it, for surfaces that show that
     */
    Seen schedules(List<Schedules.Listed> listed, Notice notice);

    /** What is read when help is asked for. */
    Seen help();

    /** What is heard when somebody types that to OpsPilot. */
    Optional<Heard> type(String words);

    /** What is heard when somebody fills in the form. */
    Optional<Heard> fillIn(RitualName ritual, String intent);

    /** What is heard when somebody begins a drill on a message of that text. */
    Optional<Heard> drillOn(String message);

    /** What is heard when somebody opens a draft of the session, writes another text, and posts it. */
    Optional<Heard> announce(SessionView view, String audience, String text);

    /** What is heard when somebody asks about the session, where that is done. */
    Optional<Heard> ask(SessionView about, String question);
}
