package dev.opspilot.bot.store;

import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** A receipt with its result as a row. */
final class ReceiptRow implements RowMapper<ReceiptChain.Stored> {
    static final String INSERT = """
            insert into receipt (session_id, seq, source, tool, arguments, actor, asked_at, observed_at, latency_ms,
                                 cached, outcome, result, digest, link, rollback, prev, hash)
            values (:session, :seq, :source, :tool, :arguments, :actor, :askedAt, :observedAt, :latencyMs,
                    :cached, :outcome, :result, :digest, :link, :rollback, :prev, :hash)
            """;

    static void add(PreparedBatch batch, Receipt receipt, String result) {
        batch.bind("session", receipt.session().value())
                .bind("seq", receipt.seq())
                .bind("source", receipt.source())
                .bind("tool", receipt.tool())
                .bind("arguments", receipt.arguments().hex())
                .bind("actor", receipt.actor())
                .bind("askedAt", utc(receipt.askedAt()))
                .bind("observedAt", utc(receipt.observedAt()))
                .bind("latencyMs", receipt.latency().toMillis())
                .bind("cached", receipt.cached())
                .bind("outcome", key(receipt.outcome()))
                .bind("result", result)
                .bind("digest", receipt.result().hex())
                .bind("link", receipt.link().map(URI::toString).orElse(null))
                .bind("rollback", receipt.rollback().orElse(null))
                .bind("prev", receipt.prev().hex())
                .bind("hash", receipt.hash().hex())
                .add();
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public ReceiptChain.Stored map(ResultSet row, StatementContext context) throws SQLException {
        Receipt receipt = new Receipt(
                new SessionId(row.getString("session_id")),
                row.getLong("seq"),
                row.getString("source"),
                row.getString("tool"),
                new Digest(row.getString("arguments")),
                row.getString("actor"),
                millis(row, "asked_at"),
                millis(row, "observed_at"),
                Duration.ofMillis(row.getLong("latency_ms")),
                row.getBoolean("cached"),
                outcome(row.getString("outcome")),
                new Digest(row.getString("digest")),
                Optional.ofNullable(row.getString("link")).map(URI::create),
                Optional.ofNullable(row.getString("rollback")),
                new Digest(row.getString("prev")),
                new Digest(row.getString("hash")));
        return new ReceiptChain.Stored(receipt, row.getString("result"));
    }

    /** A receipt's times are whole milliseconds; anything finer was not written by us. */
    private static Instant millis(ResultSet row, String column) throws SQLException {
        Instant time = row.getObject(column, OffsetDateTime.class).toInstant();
        if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException(column + " is finer than milliseconds");
        }
        return time;
    }

    private static Outcome outcome(String key) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> key(outcome).equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such outcome"));
    }

    private static String key(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
