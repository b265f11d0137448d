package dev.opspilot.bot.http;

import dev.opspilot.rituals.session.Ritual;
import dev.opspilot.rituals.surface.Answer.Content.Document;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can be taken along of sessions. Thread-safe. */
@FunctionalInterface
public interface Documents {
    /** Nothing of any session. */
    Documents NONE = (_, _) -> Optional.empty();

    /** The document of a session as of a moment; empty when its ritual has none, or it has not got that far. */
    Optional<Document> of(SessionView session, Instant now);

    /** What the rituals make of their sessions. */
    static Documents of(List<Ritual> rituals) {
        return (session, now) -> rituals.stream()
                .filter(each -> each.name() == session.ritual())
                .findFirst()
                .flatMap(each -> each.document(session, now));
    }
}
