package dev.opspilot.bot.store;

import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The sessions so far in PostgreSQL. A page is found by where the one before ended, so that a late one is as fast. */
public final class PgArchive implements Archive {
    /* The same characters as in the column of words. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s!-/:-@\\[-`{-~]+");
    private static final int MOST_WORDS = 12;
    /* Direct messages, by how the platforms name them: Slack's begin with D, or are the person's own id; Teams' with a:. */
    private static final String READABLE = """
             and ((actor_surface = :readerSurface and actor_id = :reader)
                  or not ((surface = 'slack' and channel ~ '^[DUW]') or (surface = 'teams' and channel like 'a:%')))""";

    private final Sql sql;
    private final SessionStore store;

    public PgArchive(Database database, SessionStore store) {
        this.sql = new Sql(database.jdbi());
        this.store = store;
    }

    @Override
    public Page page(Query wanted) {
        String words = words(wanted.words());
        Optional<Cursor> after = wanted.after().flatMap(Cursor::read);
        String which = "started_at is not null"
                + (wanted.live() ? " and status not in ('DONE', 'FAILED', 'CANCELLED')" : "")
                + (words.isEmpty() ? "" : " and words @@ to_tsquery('simple', :words)")
                + (wanted.reader().isEmpty() ? "" : " " + READABLE);
        return sql.with(handle -> {
            List<Row> rows = rows(handle, which, wanted, words, after);
            List<Row> shown = rows.subList(0, Math.min(rows.size(), wanted.size()));
            Optional<String> next = rows.size() > shown.size()
                    ? Optional.of(shown.getLast().cursor().toString())
                    : Optional.empty();
            long total = bound(handle.createQuery("select count(*) from session where " + which), wanted, words)
                    .mapTo(Long.class)
                    .one();
            return new Page(shown.stream().map(Row::entry).toList(), next, total);
        });
    }

    private static List<Row> rows(Handle handle, String which, Query wanted, String words, Optional<Cursor> after) {
        String behind = after.isPresent() ? " and (started_at, id) < (:at, :id)" : "";
        var query = bound(handle.createQuery("""
                        select id, ritual, intent, status, headline, started_at, actor_surface, actor_id, actor_name
                        from session where %s%s order by started_at desc, id desc limit :limit
                        """.formatted(which, behind)), wanted, words)
                .bind("limit", wanted.size() + 1);
        after.ifPresent(cursor -> query.bind("at", ReceiptRow.utc(cursor.at())).bind("id", cursor.id()));
        return query.map((row, _) -> row(row)).list();
    }

    private static org.jdbi.v3.core.statement.Query bound(
            org.jdbi.v3.core.statement.Query query, Query wanted, String words) {
        wanted.reader()
                .ifPresent(who -> query.bind("readerSurface", who.surface()).bind("reader", who.id()));
        return words.isEmpty() ? query : query.bind("words", words);
    }

    private static Row row(ResultSet row) throws SQLException {
        Instant startedAt = row.getObject("started_at", OffsetDateTime.class).toInstant();
        String id = row.getString("id");
        return new Row(
                new Entry(
                        new SessionId(id),
                        RitualName.valueOf(row.getString("ritual")),
                        row.getString("intent"),
                        SessionView.Status.valueOf(row.getString("status")),
                        row.getString("headline"),
                        startedAt,
                        new Person(text(row, "actor_surface"), text(row, "actor_id"), text(row, "actor_name"))),
                new Cursor(startedAt, id));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    /** A query for the beginnings of all words; empty when there are none. */
    private static String words(String typed) {
        return Arrays.stream(BETWEEN_WORDS.split(typed))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> "'" + word + "':*")
                .collect(Collectors.joining(" & "));
    }

    private record Row(Entry entry, Cursor cursor) {}

    /** The last session of a page. */
    private record Cursor(Instant at, String id) {
        /** Empty for what is none of ours: the list then begins anew. */
        static Optional<Cursor> read(String text) {
            int between = text.indexOf('/');
            try {
                return between < 0
                        ? Optional.empty()
                        : Optional.of(
                                new Cursor(Instant.parse(text.substring(0, between)), text.substring(between + 1)));
            } catch (DateTimeException notOurs) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return at + "/" + id;
        }
    }

    @Override
    public Optional<SessionId> latestIn(Place place) {
        return place.thread()
                .flatMap(thread -> sql.with(handle -> handle.createQuery("""
                                select id from session
                                where channel = :channel and thread = :thread
                                  and surface = :surface and workspace = :workspace
                                order by started_at desc limit 1
                                """)
                        .bind("channel", place.channel())
                        .bind("thread", thread)
                        .bind("surface", place.surface())
                        .bind("workspace", place.workspace())
                        .map((row, _) -> new SessionId(row.getString("id")))
                        .findOne()));
    }

    @Override
    public Optional<SessionView> session(SessionId id) {
        List<SessionEvent> log = new ArrayList<>();
        store.since(id, 0).forEach(logged -> log.add(logged.event()));
        return RitualSession.fold(id, log).map(RitualSession::view);
    }

    @Override
    public List<ReceiptChain.Stored> receipts(SessionId id) {
        return store.receipts(id);
    }
}
