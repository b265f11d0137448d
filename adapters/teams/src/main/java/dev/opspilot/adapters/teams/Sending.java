package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.teams.card.StreamText;
import dev.opspilot.adapters.teams.card.TeamsMessage;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls of one message: draws what it is to say at the size that Teams takes, and sends it where it belongs. */
record Sending(PostKey key, Place place, Desk desk) {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    /** Blocks until Teams answers. */
    CallResult send(Conversation to, Move.Call call, Draft draft, Draft.Size size) {
        return switch (call) {
            case Move.Post() -> post(to, draft, size);
            case Move.Update(String message) ->
                desk.connector().update(to, thread(to, message), message, Activities.message(message(draft, size)));
            case Move.Inform(Stream open, String line) ->
                desk.connector().post(to, Optional.empty(), Activities.line(open, true, line));
            case Move.Say(Stream open, StreamText text) ->
                desk.connector().post(to, Optional.empty(), Activities.line(open, false, text.text()));
            case Move.Close(Stream open, String id) -> {
                StreamText said = said(open, draft);
                TeamsMessage end = drawn(draft, () -> draft.end(size, said, now()));
                yield desk.connector().post(to, Optional.empty(), Activities.end(id, said.text(), end));
            }
        };
    }

    /** What a stream says: where another process left it, most likely all that was found since. */
    private static StreamText said(Stream open, Draft draft) {
        return open.begun().isPresent()
                ? open.said()
                : draft.need(StreamText.NONE).text();
    }

    private CallResult post(Conversation to, Draft draft, Draft.Size size) {
        ObjectNode message = Activities.message(message(draft, size));
        // In preview: where Teams does not take it, everybody sees it, as without the flag.
        Optional<Person> only = draft.only()
                .filter(_ -> desk.targeted() && to.kind() != Conversation.Kind.PERSONAL)
                .filter(_ -> size == Draft.Size.WHOLE);
        if (only.isPresent()) {
            return desk.connector().postTo(to, place.thread(), only.get().id(), message);
        }
        return to.kind() == Conversation.Kind.CHANNEL && place.thread().isEmpty()
                ? desk.connector().begin(to, message)
                : desk.connector().post(to, place.thread(), message);
    }

    /** The thread that a message is in; one that began a thread is its own. */
    Optional<String> thread(Conversation in, String message) {
        return place.thread()
                .or(() -> in.kind() == Conversation.Kind.CHANNEL ? Optional.of(message) : Optional.empty());
    }

    private TeamsMessage message(Draft draft, Draft.Size size) {
        return drawn(draft, () -> draft.message(size, now()));
    }

    private TeamsMessage drawn(Draft draft, Supplier<TeamsMessage> drawing) {
        try {
            return drawing.get();
        } catch (RuntimeException undrawable) {
            LOG.error("{} cannot be drawn; a plain message goes instead", key, undrawable);
            return draft.message(Draft.Size.PLAIN, now());
        }
    }

    private Instant now() {
        return desk.clock().instant();
    }
}
