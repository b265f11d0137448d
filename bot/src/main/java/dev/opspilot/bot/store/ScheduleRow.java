package dev.opspilot.bot.store;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.Occurrence;
import dev.opspilot.rituals.schedule.Schedule;
import dev.opspilot.rituals.schedule.ScheduleId;
import dev.opspilot.rituals.schedule.Timing;
import dev.opspilot.rituals.schedule.Work;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Schedules and occurrences as rows. */
final class ScheduleRow {
    /** The columns that {@link #schedule} reads, of a table called {@code s}. */
    static final String SCHEDULE = """
            s.id as s_id, s.owner as s_owner, s.asked as s_asked, s.place as s_place, s.label as s_label,
            s.work as s_work, s.recurrence as s_recurrence, s.zone as s_zone, s.rests as s_rests,
            s.session_id as s_session, s.follow_up as s_follow_up, s.title as s_title, s.state as s_state,
            s.next_at as s_next, s.last_at as s_last, s.failures as s_failures, s.reason as s_reason, s.set_at as s_set_at""";

    /** The columns that {@link #occurrence} reads, of a table called {@code o}. */
    static final String OCCURRENCE = """
            o.key as o_key, o.schedule_id as o_schedule, o.due_at as o_due, o.attempt as o_attempt,
            o.release_at as o_release, o.state as o_state, o.session_id as o_session, o.detail as o_detail""";

    static final String UPDATE = """
            update schedule set place = :place::json, label = :label, recurrence = :recurrence, zone = :zone,
                                rests = :rests, state = :state, next_at = :next, last_at = :last,
                                failures = :failures, reason = :reason
            where id = :id
            """;

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRow.class);

    private ScheduleRow() {}

    /** The schedule; empty, and logged, where it cannot be read by this version. */
    static Optional<Schedule> schedule(ResultSet row) throws SQLException {
        try {
            String session = row.getString("s_session");
            Schedule.Wanted wanted = new Schedule.Wanted(
                    StoreJson.read(row.getString("s_owner"), Person.class),
                    StoreJson.read(row.getString("s_asked"), Place.class),
                    StoreJson.read(row.getString("s_place"), Place.class),
                    row.getString("s_label"),
                    StoreJson.read(row.getString("s_work"), Work.class),
                    Timing.kept(
                            row.getString("s_recurrence"),
                            ZoneId.of(row.getString("s_zone")),
                            row.getBoolean("s_rests")),
                    session == null
                            ? Optional.empty()
                            : Optional.of(new Schedule.Origin(
                                    new SessionId(session), row.getString("s_follow_up"), row.getString("s_title"))));
            return Optional.of(new Schedule(
                    new ScheduleId(row.getLong("s_id")),
                    wanted,
                    Schedule.State.valueOf(row.getString("s_state")),
                    maybe(row, "s_next"),
                    maybe(row, "s_last"),
                    row.getInt("s_failures"),
                    row.getString("s_reason"),
                    instant(row, "s_set_at")));
        } catch (IllegalStateException | IllegalArgumentException | ZoneRulesException e) {
            LOG.error("Schedule {} cannot be read", row.getLong("s_id"), e);
            return Optional.empty();
        }
    }

    static Occurrence occurrence(ResultSet row) throws SQLException {
        return new Occurrence(
                new HeardKey(row.getString("o_key")),
                new ScheduleId(row.getLong("o_schedule")),
                instant(row, "o_due"),
                row.getInt("o_attempt"),
                instant(row, "o_release"),
                Occurrence.State.valueOf(row.getString("o_state")),
                Optional.ofNullable(row.getString("o_session")).map(SessionId::new),
                row.getString("o_detail"));
    }

    private static Optional<Instant> maybe(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Binds what somebody asked for. */
    static <S extends SqlStatement<S>> S bind(S statement, Schedule.Wanted wanted) {
        return statement
                .bind("owner", StoreJson.tree(wanted.owner()).toString())
                .bind("asked", StoreJson.tree(wanted.asked()).toString())
                .bind("place", StoreJson.tree(wanted.place()).toString())
                .bind("label", wanted.label())
                .bind("work", StoreJson.tree(wanted.work()).toString())
                .bind("recurrence", wanted.timing().recurrence().words())
                .bind("zone", wanted.timing().zone().getId())
                .bind("rests", wanted.timing().restsOnHolidays())
                .bind(
                        "session",
                        wanted.origin().map(each -> each.session().value()).orElse(null))
                .bind("followUp", wanted.origin().map(Schedule.Origin::followUp).orElse(null))
                .bind("title", wanted.origin().map(Schedule.Origin::title).orElse(null));
    }

    /** Binds what {@link #UPDATE} writes. */
    static <S extends SqlStatement<S>> S bind(S statement, Schedule schedule) {
        Schedule.Wanted wanted = schedule.wanted();
        return statement
                .bind("id", schedule.id().value())
                .bind("place", StoreJson.tree(wanted.place()).toString())
                .bind("label", wanted.label())
                .bind("recurrence", wanted.timing().recurrence().words())
                .bind("zone", wanted.timing().zone().getId())
                .bind("rests", wanted.timing().restsOnHolidays())
                .bind("state", schedule.state().name())
                .bind("next", schedule.next().map(ReceiptRow::utc).orElse(null))
                .bind("last", schedule.last().map(ReceiptRow::utc).orElse(null))
                .bind("failures", schedule.failures())
                .bind("reason", schedule.reason());
    }

    /** Binds an occurrence. */
    static <S extends SqlStatement<S>> S bind(S statement, Occurrence occurrence) {
        return statement
                .bind("key", occurrence.key().value())
                .bind("schedule", occurrence.schedule().value())
                .bind("due", ReceiptRow.utc(occurrence.due()))
                .bind("attempt", occurrence.attempt())
                .bind("release", ReceiptRow.utc(occurrence.releaseAt()))
                .bind("state", occurrence.state().name())
                .bind("session", occurrence.session().map(SessionId::value).orElse(null))
                .bind("detail", occurrence.detail());
    }
}
