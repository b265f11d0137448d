package dev.opspilot.adapters.slack.call;

import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.rituals.surface.Place;
import java.util.concurrent.CompletableFuture;

/** Says something to one person where they are; never on the thread that answers Slack. */
public interface Whisper {

    /** Completes when it was said; exceptionally when it cannot be. */
    CompletableFuture<Void> tell(Place place, String user, Drawn what);

    /** Says it to all who are there. Completes when it was said; exceptionally when it cannot be. */
    CompletableFuture<Void> tellAll(Place place, Drawn what);

    /** Mrkdwn alone; whether it was said does not matter. */
    default void tell(Place place, String user, String mrkdwn) {
        var _ = tell(place, user, Drawn.of(mrkdwn));
    }
}
