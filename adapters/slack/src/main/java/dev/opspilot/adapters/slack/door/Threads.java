package dev.opspilot.adapters.slack.door;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostRef;
import java.util.Optional;

/** Which session a thread belongs to. Thread-safe. */
public record Threads(PostBook book, Archive archive) {

    /** The session that words in a thread are a question about; empty when they ask for something new. */
    public Optional<SessionId> askedAbout(Place place, String words) {
        if (place.thread().isEmpty() || words.isBlank()) {
            return Optional.empty();
        }
        Command command = Command.ofWords(words);
        boolean told = command instanceof Command.Help(Optional<String> says) && says.isPresent();
        if (told || command instanceof Command.Order) {
            return Optional.empty();
        }
        // Below a message of ours everything is about it; in a thread of theirs a ritual may be asked for by name.
        boolean named =
                command instanceof Command.Launch launch && launch.understood().isEmpty();
        return message(place.channel(), place.thread().get())
                .or(() -> named ? Optional.empty() : archive.latestIn(place));
    }

    /** The session that works or worked in a thread. */
    public Optional<SessionId> session(Place place) {
        return place.thread()
                .flatMap(thread -> message(place.channel(), thread))
                .or(() -> place.thread().isEmpty() ? Optional.empty() : archive.latestIn(place));
    }

    /** The session that a message of ours belongs to; what was told about OpsPilot itself belongs to none. */
    public Optional<SessionId> message(String channel, String ts) {
        return book.sessionAt(new PostRef(channel, ts)).filter(session -> !session.equals(SessionId.NONE));
    }
}
