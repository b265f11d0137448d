package dev.opspilot.bot.store;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What people have said about workflows: whether their triggers count, and which drafts are kept. Thread-safe; each method is
 * one transaction.
 */
public final class PgAutomationSettings {
    private final Sql sql;

    public PgAutomationSettings(Database database) {
        this.sql = new Sql(database.jdbi());
    }

    /** A workflow that was kept from a draft. */
    public record Saved(String name, String yaml, SessionId session, String by) {}

    /** Where somebody said whether the triggers of a workflow count. */
    public Map<String, Boolean> switches() {
        Map<String, Boolean> switches = new HashMap<>();
        sql.with(handle -> handle.createQuery("select name, enabled from automation_switch")
                        .map((row, _) -> Map.entry(row.getString("name"), row.getBoolean("enabled")))
                        .list())
                .forEach(each -> switches.put(each.getKey(), each.getValue()));
        return switches;
    }

    /** Lets the triggers of a workflow count, or not; the same order says it once. */
    public void turn(HeardKey key, Person person, String name, boolean enabled, Instant now) {
        var _ = sql.with(handle -> handle.createUpdate("""
                        insert into automation_switch (name, enabled, key, actor, by_name, at)
                        values (:name, :enabled, :key, :actor, :by, :now)
                        on conflict (name) do update set enabled = excluded.enabled, key = excluded.key,
                            actor = excluded.actor, by_name = excluded.by_name, at = excluded.at
                        where automation_switch.key <> excluded.key
                        """)
                .bind("name", name)
                .bind("enabled", enabled)
                .bind("key", key.value())
                .bind("actor", person.actor())
                .bind("by", person.name())
                .bind("now", ReceiptRow.utc(now))
                .execute());
    }

    /** The workflows that were kept from drafts. */
    public List<Saved> saved() {
        return sql.with(handle -> handle.createQuery(
                        "select name, yaml, session_id, by_name from automation_saved order by name")
                .map((row, _) -> new Saved(
                        row.getString("name"),
                        row.getString("yaml"),
                        new SessionId(row.getString("session_id")),
                        row.getString("by_name")))
                .list());
    }

    /** Keeps a workflow; one of the same name is replaced. */
    public void save(Saved saved, Person person, Instant now) {
        var _ = sql.with(handle -> handle.createUpdate("""
                        insert into automation_saved (name, yaml, session_id, actor, by_name, at)
                        values (:name, :yaml, :session, :actor, :by, :now)
                        on conflict (name) do update set yaml = excluded.yaml, session_id = excluded.session_id,
                            actor = excluded.actor, by_name = excluded.by_name, at = excluded.at
                        """)
                .bind("name", saved.name())
                .bind("yaml", saved.yaml())
                .bind("session", saved.session().value())
                .bind("actor", person.actor())
                .bind("by", person.name())
                .bind("now", ReceiptRow.utc(now))
                .execute());
    }

    /** @return whether it was there */
    public boolean forget(String name) {
        return sql.with(handle -> handle.createUpdate("delete from automation_saved where name = :name")
                        .bind("name", name)
                        .execute()
                == 1);
    }
}
