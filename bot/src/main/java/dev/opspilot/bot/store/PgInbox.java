package dev.opspilot.bot.store;

import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was heard in PostgreSQL before it is acknowledged. What is heard at the same time goes into one insert, so
 * that a flood costs few writes; the primary key is the memory of what was heard before.
 */
public final class PgInbox implements Inbox, AutoCloseable {
    private static final int BATCH = 256;
    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(PgInbox.class);

    private record Waiting(Heard heard, String body, CompletableFuture<Boolean> fresh) {}

    private final Jdbi jdbi;
    private final Jdbi urgent;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(10_000);
    private @Nullable Thread writer;

    /** An inbox on a migrated database; nothing is kept before {@link #start}. */
    public PgInbox(Database database) {
        this.jdbi = database.jdbi();
        this.urgent = database.urgent();
    }

    /**
     * Begins to keep what is heard.
     *
     * @param listener is handed what is new, once it is kept; it must return at once
     */
    public synchronized void start(Consumer<Heard> listener) {
        if (writer != null) {
            throw new IllegalStateException("already started");
        }
        writer = Thread.ofPlatform().name("inbox").daemon().start(() -> write(listener));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if it could not be kept within two seconds; the platform will send it again
     */
    @Override
    public boolean accept(Heard heard) {
        Waiting entry = new Waiting(heard, StoreJson.tree(heard).toString(), new CompletableFuture<>());
        if (!waiting.offer(entry)) {
            throw new IllegalStateException("too much is heard at once");
        }
        try {
            return entry.fresh.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("what was heard could not be kept", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while keeping what was heard", e);
        }
    }

    private void write(Consumer<Heard> listener) {
        List<Waiting> batch = new ArrayList<>(BATCH);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH - 1);
                keep(batch, listener);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("{} things heard could not be kept", batch.size(), e);
                batch.forEach(each -> each.fresh.completeExceptionally(e));
            }
            batch.clear();
        }
    }

    private void keep(List<Waiting> batch, Consumer<Heard> listener) {
        Set<String> fresh = insert(batch);
        for (Waiting each : batch) {
            boolean isNew = fresh.remove(each.heard.key().value());
            each.fresh.complete(isNew);
            if (isNew) {
                listener.accept(each.heard);
            }
        }
    }

    private Set<String> insert(List<Waiting> batch) {
        return new HashSet<>(urgent.withHandle(handle -> handle.createQuery("""
                        insert into heard (key, session_id, body)
                        select * from unnest(:keys::text[], :sessions::text[], :bodies::json[])
                        on conflict (key) do nothing
                        returning key
                        """)
                .bindArray(
                        "keys",
                        String.class,
                        column(batch, each -> each.heard.key().value()))
                .bindArray(
                        "sessions",
                        String.class,
                        column(batch, each -> each.heard.session().value()))
                .bindArray("bodies", String.class, column(batch, Waiting::body))
                .mapTo(String.class)
                .list()));
    }

    /**
     * Keeps what is heard within a transaction of another store, in its order.
     *
     * @return what is new
     */
    static List<Heard> keep(Handle handle, List<Heard> heard) {
        if (heard.isEmpty()) {
            return List.of();
        }
        Set<String> fresh = new HashSet<>(handle.createQuery("""
                        insert into heard (key, session_id, body, heard_at)
                        select key, session_id, body, now() + place * interval '1 microsecond'
                        from unnest(:keys::text[], :sessions::text[], :bodies::json[])
                             with ordinality as given (key, session_id, body, place)
                        on conflict (key) do nothing
                        returning key
                        """)
                .bindArray(
                        "keys",
                        String.class,
                        heard.stream().map(each -> each.key().value()).toList())
                .bindArray(
                        "sessions",
                        String.class,
                        heard.stream().map(each -> each.session().value()).toList())
                .bindArray(
                        "bodies",
                        String.class,
                        heard.stream()
                                .map(each -> StoreJson.tree(each).toString())
                                .toList())
                .mapTo(String.class)
                .list());
        return heard.stream().filter(each -> fresh.contains(each.key().value())).toList();
    }

    private static List<String> column(List<Waiting> batch, Function<Waiting, String> field) {
        return batch.stream().map(field).toList();
    }

    /** Says that it was acted on and need not be handed out again. */
    public void handled(Heard heard) {
        jdbi.useHandle(handle -> handle.createUpdate("update heard set handled_at = now() where key = :key")
                .bind("key", heard.key().value())
                .execute());
    }

    /**
     * Says that acting on it failed; after a few times it is given up, so that it does not stand in the way.
     *
     * @return whether it is given up
     */
    public boolean failed(Heard heard) {
        boolean givenUp = failed(heard.key().value());
        if (givenUp) {
            LOG.error("{} was tried {} times and is given up", heard.key(), TRIES);
        }
        return givenUp;
    }

    /**
     * Says that it cannot be acted on yet, which is no failure; it is given up once it was heard so long ago.
     *
     * @return whether it is given up, by this call
     */
    public boolean givenUpAfter(Heard heard, Duration age) {
        boolean givenUp = jdbi.withHandle(handle -> handle.createUpdate("""
                                update heard set attempts = :tries, handled_at = now()
                                where key = :key and handled_at is null
                                  and heard_at < now() - :age * interval '1 millisecond'
                                """)
                        .bind("tries", TRIES)
                        .bind("key", heard.key().value())
                        .bind("age", age.toMillis())
                        .execute())
                == 1;
        if (givenUp) {
            LOG.error("{} waited for {} and is given up", heard.key(), age);
        }
        return givenUp;
    }

    /** Says that it is given up at once, and why. */
    public void givenUp(Heard heard, String why) {
        LOG.warn("{} was not done: {}", heard.key(), why);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update heard set attempts = :tries, failure = :why, handled_at = now()
                        where key = :key and handled_at is null
                        """)
                .bind("tries", TRIES)
                .bind("why", why)
                .bind("key", heard.key().value())
                .execute());
    }

    private boolean failed(String key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update heard set attempts = attempts + 1,
                                         handled_at = case when attempts + 1 >= :tries then now() end
                        where key = :key and handled_at is null returning handled_at is not null
                        """)
                .bind("tries", TRIES)
                .bind("key", key)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    /** What is heard: what begins a session, which waits while there are enough, and all else, which waits for nothing. */
    public enum Kind {
        BEGINS("body->>'type' in ('Said', 'Alerted')"
                + " or (body->>'type' = 'Signalled' and body->'signal'->>'type' = 'Run')"),
        GOES_ON("not (" + BEGINS.sql + ")");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        /** Of which kind something is. */
        public static Kind of(Heard heard) {
            return switch (heard) {
                case Heard.Said _, Heard.Alerted _ -> BEGINS;
                case Heard.Signalled signalled -> signalled.signal() instanceof Heard.Signal.Run ? BEGINS : GOES_ON;
                case Heard.Asked _, Heard.Pressed _, Heard.Submitted _, Heard.Ordered _ -> GOES_ON;
            };
        }
    }

    /**
     * What was kept and not acted on for a while, oldest first: its node died, there was no room, or its session is
     * elsewhere.
     *
     * @param except what is not wanted now
     */
    public List<Heard> unhandled(Kind kind, Duration age, int limit, Collection<HeardKey> except) {
        List<Row> rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select key, body from heard
                        where handled_at is null and heard_at < now() - :age * interval '1 millisecond'
                          and not (key = any(:except)) and (%s)
                        order by heard_at limit :limit
                        """.formatted(kind.sql))
                .bindArray(
                        "except",
                        String.class,
                        except.stream().map(HeardKey::value).toList())
                .bind("age", age.toMillis())
                .bind("limit", limit)
                .map((row, _) -> new Row(row.getString("key"), row.getString("body")))
                .list());
        return rows.stream().flatMap(row -> read(row).stream()).toList();
    }

    /** How much was heard and is not acted on yet, on all nodes. */
    public long waiting() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from heard where handled_at is null")
                .mapTo(Long.class)
                .one());
    }

    private record Row(String key, String body) {}

    private Optional<Heard> read(Row row) {
        try {
            return Optional.of(StoreJson.read(row.body, Heard.class));
        } catch (IllegalStateException e) {
            LOG.error("{} cannot be read", row.key, e);
            var _ = failed(row.key);
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        if (writer != null) {
            writer.interrupt();
        }
    }
}
