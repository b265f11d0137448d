package dev.opspilot.bot.store;

import dev.opspilot.adapters.teams.Conversation;
import dev.opspilot.adapters.teams.Conversations;
import dev.opspilot.rituals.receipt.SessionId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The conversations of Microsoft Teams, and where people are in time, in PostgreSQL. */
public final class PgConversations implements Conversations {
    private static final String COLUMNS = "select channel, kind, tenant, service_url, bot, team, person, gone";

    private final Jdbi jdbi;

    public PgConversations(Database database) {
        this.jdbi = database.jdbi();
    }

    @Override
    public void keep(Conversation conversation) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into teams_conversation (channel, kind, tenant, service_url, bot, team, person, gone)
                        values (:channel, :kind, :tenant, :url, :bot, :team, :person, :gone)
                        on conflict (channel) do update
                        set kind = :kind, tenant = :tenant, service_url = :url, bot = :bot,
                            team = coalesce(:team, teams_conversation.team), person = :person, gone = :gone,
                            heard_at = now()
                        """)
                .bind("channel", conversation.channel())
                .bind("kind", conversation.kind().name())
                .bind("tenant", conversation.tenant())
                .bind("url", conversation.serviceUrl().toString())
                .bind("bot", conversation.bot())
                .bind("team", conversation.team().orElse(null))
                .bind("person", conversation.person().orElse(null))
                .bind("gone", conversation.gone().orElse(null))
                .execute());
    }

    @Override
    public Optional<Conversation> find(String channel) {
        return jdbi.withHandle(
                handle -> handle.createQuery(COLUMNS + " from teams_conversation where channel = :channel")
                        .bind("channel", channel)
                        .map((row, _) -> read(row))
                        .findOne());
    }

    @Override
    public Optional<Conversation> chatWith(String person) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS
                        + " from teams_conversation where person = :person order by gone is null desc, heard_at desc")
                .bind("person", person)
                .map((row, _) -> read(row))
                .findFirst());
    }

    @Override
    public Optional<Conversation> inTeam(String team) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS
                        + " from teams_conversation where team = :team and gone is null order by heard_at desc limit 1")
                .bind("team", team)
                .map((row, _) -> read(row))
                .findOne());
    }

    @Override
    public void keep(String person, ZoneId zone) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into teams_person (person, zone) values (:person, :zone)
                        on conflict (person) do update set zone = :zone, heard_at = now()
                        """)
                .bind("person", person)
                .bind("zone", zone.getId())
                .execute());
    }

    @Override
    public Optional<ZoneId> zoneOf(String person) {
        return jdbi.withHandle(handle -> handle.createQuery("select zone from teams_person where person = :person")
                .bind("person", person)
                .map((row, _) -> ZoneId.of(row.getString("zone")))
                .findOne());
    }

    @Override
    public void leaveTeam(String team, String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("update teams_conversation set gone = :reason where team = :team")
                .bind("reason", reason)
                .bind("team", team)
                .execute());
    }

    @Override
    public void about(String channel, String thread, SessionId session) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into teams_thread (channel, thread, session_id)
                        values (:channel, :thread, :session)
                        on conflict (channel, thread) do update set session_id = :session, shown_at = now()
                        """)
                .bind("channel", channel)
                .bind("thread", thread)
                .bind("session", session.value())
                .execute());
    }

    @Override
    public Optional<SessionId> sessionIn(String channel, String thread, Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select session_id from teams_thread
                        where channel = :channel and thread = :thread and shown_at >= :since
                        """)
                .bind("channel", channel)
                .bind("thread", thread)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .map((row, _) -> new SessionId(row.getString("session_id")))
                .findOne());
    }

    private static Conversation read(ResultSet row) throws SQLException {
        return new Conversation(
                row.getString("channel"),
                Conversation.Kind.valueOf(row.getString("kind")),
                row.getString("tenant"),
                URI.create(row.getString("service_url")),
                row.getString("bot"),
                Optional.ofNullable(row.getString("team")),
                Optional.ofNullable(row.getString("person")),
                Optional.ofNullable(row.getString("gone")));
    }
}
