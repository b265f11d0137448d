package dev.opspilot.adapters.slack.call;

import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a session is streamed to. Slack streams into a thread only, and in a channel to one person: everybody else sees
 * the beginning, and the rest once the stream is over.
 *
 * @param direct whether the two are among themselves
 */
public record StreamRecipient(String user, String team, boolean direct) {
    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{1,30}");
    private static final Pattern TEAM = Pattern.compile("T[A-Z0-9]{1,30}");

    /** Empty where the thread, the person or the person's workspace is not known, as for what a schedule asked. */
    public static Optional<StreamRecipient> of(SessionView view) {
        Place place = view.place();
        boolean known = place.thread().isPresent()
                && view.actor().surface().equals(SlackIds.SURFACE)
                && USER.matcher(view.actor().id()).matches()
                && TEAM.matcher(place.workspace()).matches();
        return known
                ? Optional.of(new StreamRecipient(
                        view.actor().id(), place.workspace(), place.channel().startsWith("D")))
                : Optional.empty();
    }

    /** How long a stream goes on; in a channel others wait for its end. */
    public Duration patience() {
        return direct ? SlackLimits.STREAM_OPEN : SlackLimits.STREAM_OPEN_IN_CHANNEL;
    }
}
