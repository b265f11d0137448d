package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Decisions;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Inbox;
import java.util.Objects;

/**
 * What stands behind the doors.
 *
 * @param inbox takes what was heard, on the thread that answers Teams: it should take milliseconds
 * @param decisions takes what is decided about plays
 * @param archive has what a session shows by now, and its receipts
 * @param desk knows who may do what
 */
public record TeamsHouse(Inbox inbox, Decisions decisions, Archive archive, FrontDesk desk) {
    public TeamsHouse {
        Objects.requireNonNull(inbox);
        Objects.requireNonNull(decisions);
        Objects.requireNonNull(archive);
        Objects.requireNonNull(desk);
    }
}
