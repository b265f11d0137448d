package dev.opspilot.adapters.slack.door;

import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.call.Refusals;
import dev.opspilot.adapters.slack.call.Teller;
import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Finds out whether the bot can speak in a conversation that somebody chose, by speaking to them there. Blocks for 1.2
 * seconds at most.
 */
public final class Reach {
    private static final Set<String> OUTSIDE =
            Set.of(Refusals.NOT_IN_CHANNEL, "channel_not_found", "user_not_in_channel");

    /* Together with Hearing.PATIENCE, and the time to keep what was heard, less than Slack waits for a form's answer. */
    private static final Duration PATIENCE = Duration.ofMillis(1_200);

    private final DoorCalls calls;

    public Reach(DoorCalls calls) {
        this.calls = calls;
    }

    /**
     * What keeps the bot out, to be shown at the field where the place was chosen; empty when it was heard there, or when
     * Slack does not tell in time: it waits three seconds for the answer to a form. What then comes of it is told where it
     * is done.
     */
    public Optional<String> problem(Place place, Person person, String words) {
        return CompletableFuture.supplyAsync(() -> asked(place, person, words), Thread::startVirtualThread)
                .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private Optional<String> asked(Place place, Person person, String words) {
        CallResult result = said(place, person, words);
        boolean joinable = result instanceof CallResult.Refused(String error, String _)
                && error.equals(Refusals.NOT_IN_CHANNEL)
                && calls.join(place) instanceof CallResult.Done;
        if (joinable) {
            result = said(place, person, words);
        }
        return result instanceof CallResult.Refused(String error, String _)
                ? Optional.of(
                        switch (error) {
                            case String outside
                            when OUTSIDE.contains(outside) ->
                                "OpsPilot is not in that conversation: invite it there, or choose another.";
                            case "is_archived" -> "That channel is archived; choose another.";
                            default -> "OpsPilot may not speak there (" + error + "); choose another.";
                        })
                : Optional.empty();
    }

    private CallResult said(Place place, Person person, String words) {
        return Teller.isDirect(place)
                ? calls.post(place, Drawn.of(words))
                : calls.whisper(place, person.id(), Drawn.of(words));
    }
}
