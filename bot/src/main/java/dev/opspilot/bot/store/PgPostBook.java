package dev.opspilot.bot.store;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Every post on a chat platform, in PostgreSQL. */
public final class PgPostBook implements PostBook {
    private final Jdbi jdbi;

    public PgPostBook(Database database) {
        this.jdbi = database.jdbi();
    }

    @Override
    public Entry look(PostKey key) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select channel, message from post where session_id = :session and slot = :slot")
                .bind("session", key.session().value())
                .bind("slot", key.slot())
                .<Entry>map((row, _) -> row.getString("message") == null
                        ? new Entry.Tried()
                        : new Entry.Posted(new PostRef(row.getString("channel"), row.getString("message"))))
                .findOne()
                .orElseGet(Entry.Unknown::new));
    }

    @Override
    public Optional<SessionId> sessionAt(PostRef ref) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select session_id from post where channel = :channel and message = :message")
                .bind("channel", ref.channel())
                .bind("message", ref.message())
                .map((row, _) -> new SessionId(row.getString("session_id")))
                .findFirst());
    }

    @Override
    public void trying(PostKey key) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into post (session_id, slot) values (:session, :slot) on conflict do nothing")
                .bind("session", key.session().value())
                .bind("slot", key.slot())
                .execute());
    }

    @Override
    public void posted(PostKey key, PostRef ref) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into post (session_id, slot, channel, message)
                        values (:session, :slot, :channel, :message)
                        on conflict (session_id, slot) do update set channel = :channel, message = :message
                        """)
                .bind("session", key.session().value())
                .bind("slot", key.slot())
                .bind("channel", ref.channel())
                .bind("message", ref.message())
                .execute());
    }
}
