package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.SessionId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A platform on which sessions are shown. Thread-safe. All calls return at once; the platform's rate, order and
 * outages are the surface's business.
 */
public interface ChatSurface {

    /** The name that {@link Place#surface} carries. */
    String name();

    /**
     * Brings the session's message to this view or a later one. Views in between may be skipped; the last never is.
     *
     * @return completes when this view or a later one stands on the platform; exceptionally when the surface gives up
     */
    CompletableFuture<Void> show(SessionView view);

    /**
     * Posts an answer, once for its key.
     *
     * @return completes when it stands on the platform; exceptionally when the surface gives up
     */
    CompletableFuture<Void> answer(Answer answer);

    /**
     * Posts an announcement, once for its key, with the name of who answers for it; its text can do nothing there.
     *
     * @return completes with where it stands; exceptionally when the surface gives up
     */
    CompletableFuture<PostRef> announce(SessionId session, Announcement announcement);

    /**
     * Tells one person something about OpsPilot itself, where the platform can so that nobody else sees it. What is for
     * OpsPilot itself is told to all who are there.
     *
     * @param about what the person did; the same thing is told once
     * @return completes when it was told; exceptionally when the surface gives up
     */
    CompletableFuture<Void> tell(HeardKey about, Person person, Place place, Notice notice);

    /**
     * Why nothing can be written to a place any more, until people change something there; may take milliseconds.
     *
     * @return empty where it can be tried, also where the platform said nothing yet
     */
    default Optional<String> lost(Place place) {
        return Optional.empty();
    }
}
