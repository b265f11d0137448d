package dev.opspilot.bot.store;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Every post on a chat platform, in PostgreSQL; claims run by the database's clock. */
public final class PgPostBook implements PostBook {
    private final Jdbi jdbi;

    public PgPostBook(Database database) {
        this.jdbi = database.jdbi();
    }

    @Override
    public Entry look(PostKey key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select channel, message, version, streaming, tries
                        from post where session_id = :session and slot = :slot
                        """)
                .bind("session", key.session().value())
                .bind("slot", key.slot())
                .map((row, _) -> entry(row))
                .findOne()
                .orElseGet(Entry.Unknown::new));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String message = row.getString("message");
        long tries = row.getLong("tries");
        if (message != null) {
            return new Entry.Posted(
                    new PostRef(row.getString("channel"), message),
                    row.getLong("version"),
                    row.getBoolean("streaming"));
        }
        return tries == 0 ? new Entry.Unknown() : new Entry.Tried(tries);
    }

    @Override
    public Claim claim(PostKey key, Writer writer) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        insert into post (session_id, slot, writer, claimed_until, tries)
                        values (:session, :slot, :writer, clock_timestamp() + :claim * interval '1 millisecond', 1)
                        on conflict (session_id, slot) do update
                        set writer = excluded.writer, claimed_until = excluded.claimed_until, tries = post.tries + 1
                        where post.writer is null or post.writer = excluded.writer
                           or post.claimed_until <= clock_timestamp()
                        returning channel, message, version, streaming, tries - 1 as tries
                        """)
                .bind("session", key.session().value())
                .bind("slot", key.slot())
                .bind("writer", writer.id())
                .bind("claim", CLAIM.toMillis())
                .<Claim>map((row, _) -> new Claim.Granted(entry(row)))
                .findOne()
                .orElseGet(() -> new Claim.Held(left(key))));
    }

    private Duration left(PostKey key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select greatest(0, extract(epoch from claimed_until - clock_timestamp()) * 1000)::bigint as left
                        from post where session_id = :session and slot = :slot and claimed_until is not null
                        """)
                .bind("session", key.session().value())
                .bind("slot", key.slot())
                .map((row, _) -> Duration.ofMillis(row.getLong("left")))
                .findOne()
                .orElse(Duration.ZERO));
    }

    @Override
    public boolean written(PostKey key, Writer writer, Entry.Posted posted) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update post set channel = :channel, message = :message, version = :version,
                                        streaming = :streaming, writer = null, claimed_until = null
                        where session_id = :session and slot = :slot and writer = :writer
                        """)
                        .bind("session", key.session().value())
                        .bind("slot", key.slot())
                        .bind("writer", writer.id())
                        .bind("channel", posted.ref().channel())
                        .bind("message", posted.ref().message())
                        .bind("version", posted.version())
                        .bind("streaming", posted.streaming())
                        .execute())
                == 1;
    }

    @Override
    public void release(PostKey key, Writer writer) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update post set writer = null, claimed_until = null, tries = tries - 1
                        where session_id = :session and slot = :slot and writer = :writer
                        """)
                .bind("session", key.session().value())
                .bind("slot", key.slot())
                .bind("writer", writer.id())
                .execute());
    }

    @Override
    public Optional<SessionId> sessionAt(PostRef ref) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select session_id from post
                        where channel = :channel and message = :message and not starts_with(slot, :announcement)
                        """)
                .bind("announcement", PostKey.ANNOUNCEMENT)
                .bind("channel", ref.channel())
                .bind("message", ref.message())
                .map((row, _) -> new SessionId(row.getString("session_id")))
                .findFirst());
    }
}
