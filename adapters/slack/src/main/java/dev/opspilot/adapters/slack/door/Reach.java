package dev.opspilot.adapters.slack.door;

import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.call.Refusals;
import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final int MOST_KEPT = 1_000;

    private final DoorCalls calls;
    /** What was said already, by the form and the place: a form that comes twice speaks once. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    public Reach(DoorCalls calls) {
        this.calls = calls;
    }

    /**
     * What keeps the bot out, to be shown at the field where the place was chosen; empty when it was heard there, or when
     * Slack does not tell in time: it waits three seconds for the answer to a form. What then comes of it is told where it
     * is done.
     *
     * @param form the same for every delivery of one form, which speaks in one place once
     */
    public Optional<String> problem(HeardKey form, Place place, Person person, String words) {
        String once = form + "/" + place.channel();
        if (said.size() >= MOST_KEPT) {
            said.clear();
        }
        if (!said.add(once)) {
            return Optional.empty();
        }
        return CompletableFuture.supplyAsync(() -> asked(place, person, words), Thread::startVirtualThread)
                .whenComplete((problem, failure) -> {
                    if (failure != null || problem.isPresent()) {
                        said.remove(once);
                    }
                })
                .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private Optional<String> asked(Place place, Person person, String words) {
        CallResult result = speak(place, person, words);
        boolean joinable = result instanceof CallResult.Refused(String error, String _)
                && error.equals(Refusals.NOT_IN_CHANNEL)
                && calls.join(place) instanceof CallResult.Done;
        if (joinable) {
            result = speak(place, person, words);
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

    private CallResult speak(Place place, Person person, String words) {
        return place.direct() ? calls.post(place, Drawn.of(words)) : calls.whisper(place, person.id(), Drawn.of(words));
    }
}
