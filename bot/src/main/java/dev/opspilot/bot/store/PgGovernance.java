package dev.opspilot.bot.store;

import dev.opspilot.rituals.play.Halt;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * What was set in chat about acting: the kill switch, policies and freezes, with who set them. Thread-safe. Every change
 * is made once for its key, together with its line in the log.
 *
 * <p>Every method throws {@link dev.opspilot.rituals.session.StoreAwayException} when the database cannot be reached now.
 */
public final class PgGovernance {
    private final Sql sql;

    public PgGovernance(Database database) {
        this.sql = new Sql(database.jdbi());
    }

    /** Everything that is set. */
    public record Stand(Optional<Halt> halt, List<Toggled> overrides, List<Frozen> freezes) {}

    /**
     * A policy set in chat.
     *
     * @param tool {@code server/tool}, where {@code *} stands for anything
     * @param environment empty for any
     */
    public record Toggled(String tool, String environment, Policy.Mode mode, String by, Instant at) {}

    /** A freeze set in chat. */
    public record Frozen(long id, String rule, String by) {}

    /** A change that was made. */
    public record Change(Instant at, String by, String what) {}

    public Stand stand() {
        return sql.inTransaction(handle -> new Stand(halt(handle), overrides(handle), freezes(handle)));
    }

    private static Optional<Halt> halt(Handle handle) {
        return handle.createQuery("select by_name, since, reason from halt")
                .map((row, _) -> new Halt(
                        row.getString("by_name"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("reason")))
                .findOne();
    }

    private static List<Toggled> overrides(Handle handle) {
        return handle.createQuery(
                        "select tool, environment, mode, by_name, at from policy_override order by at desc, tool")
                .map((row, _) -> new Toggled(
                        row.getString("tool"),
                        row.getString("environment"),
                        Policy.Mode.valueOf(row.getString("mode")),
                        row.getString("by_name"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static List<Frozen> freezes(Handle handle) {
        return handle.createQuery("select id, rule, by_name from change_freeze order by id")
                .map((row, _) -> new Frozen(row.getLong("id"), row.getString("rule"), row.getString("by_name")))
                .list();
    }

    /** The latest changes, newest first. */
    public List<Change> changes(int limit) {
        return sql.with(handle -> handle.createQuery(
                        "select at, by_name, what from governance_log order by id desc limit :limit")
                .bind("limit", limit)
                .map((row, _) -> new Change(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("by_name"),
                        row.getString("what")))
                .list());
    }

    /** Turns the kill switch on; who turned it on first stays. */
    public void halt(HeardKey key, Person person, String reason, Instant at) {
        change(
                key,
                person,
                at,
                "halted everything that acts" + (reason.isEmpty() ? "" : ": " + reason),
                handle -> handle.createUpdate("""
                                insert into halt (by_name, actor, since, reason) values (:name, :actor, :at, :reason)
                                on conflict (one) do nothing
                                """)
                        .bind("name", person.name())
                        .bind("actor", person.actor())
                        .bind("at", ReceiptRow.utc(at))
                        .bind("reason", reason)
                        .execute());
    }

    /** Turns the kill switch off. */
    public void goOn(HeardKey key, Person person, Instant at) {
        change(key, person, at, "let things act again", handle -> handle.execute("delete from halt"));
    }

    public void setPolicy(HeardKey key, Person person, String tool, String environment, Policy.Mode mode, Instant at) {
        String where = environment.isEmpty() ? "" : " in " + environment;
        change(
                key,
                person,
                at,
                "set " + tool + where + " to " + mode.key(),
                handle -> handle.createUpdate("""
                                insert into policy_override (tool, environment, mode, actor, by_name, at)
                                values (:tool, :environment, :mode, :actor, :name, :at)
                                on conflict (tool, environment) do update
                                set mode = excluded.mode, actor = excluded.actor, by_name = excluded.by_name, at = excluded.at
                                """)
                        .bind("tool", tool)
                        .bind("environment", environment)
                        .bind("mode", mode.name())
                        .bind("actor", person.actor())
                        .bind("name", person.name())
                        .bind("at", ReceiptRow.utc(at))
                        .execute());
    }

    /** Takes back what was set in chat, so that the file counts again. */
    public void resetPolicy(HeardKey key, Person person, String tool, String environment, Instant at) {
        change(
                key,
                person,
                at,
                "took back what was set for " + tool,
                handle -> handle.createUpdate(
                                "delete from policy_override where tool = :tool and environment = :environment")
                        .bind("tool", tool)
                        .bind("environment", environment)
                        .execute());
    }

    /** Whether the change that goes by this key has been made. */
    public boolean knows(HeardKey key) {
        return sql.inTransaction(handle -> handle.createQuery("select count(*) from governance_log where key = :key")
                        .bind("key", key.value())
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    public void addFreeze(HeardKey key, Person person, String rule, Instant at) {
        change(
                key,
                person,
                at,
                "added the freeze " + rule,
                handle -> handle.createUpdate(
                                "insert into change_freeze (rule, actor, by_name, at) values (:rule, :actor, :name, :at)")
                        .bind("rule", rule)
                        .bind("actor", person.actor())
                        .bind("name", person.name())
                        .bind("at", ReceiptRow.utc(at))
                        .execute());
    }

    public void removeFreeze(HeardKey key, Person person, Frozen freeze, Instant at) {
        change(
                key,
                person,
                at,
                "removed the freeze " + freeze.rule(),
                handle -> handle.createUpdate("delete from change_freeze where id = :id")
                        .bind("id", freeze.id())
                        .execute());
    }

    private void change(HeardKey key, Person person, Instant at, String what, Consumer<Handle> work) {
        sql.inTransaction(handle -> {
            int made = handle.createUpdate("""
                            insert into governance_log (key, at, actor, by_name, what)
                            values (:key, :at, :actor, :name, :what) on conflict (key) do nothing
                            """)
                    .bind("key", key.value())
                    .bind("at", ReceiptRow.utc(at))
                    .bind("actor", person.actor())
                    .bind("name", person.name())
                    .bind("what", what)
                    .execute();
            if (made == 1) {
                work.accept(handle);
            }
            return made;
        });
    }
}
