package dev.opspilot.bot.store;

import dev.opspilot.rituals.session.StoreAwayException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Runs statements, and tells a database that is away for now from a statement that will never work. Thread-safe. */
record Sql(Jdbi jdbi) {
    /**
     * Classes of SQLSTATE that pass: connection exception, transaction rollback, insufficient resources, operator
     * intervention (PostgreSQL documentation, appendix A).
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    /** @throws StoreAwayException if the same may go through later */
    <T> T with(Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw told(e);
        }
    }

    /** @throws StoreAwayException if the same may go through later */
    <T> T inTransaction(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw told(e);
        }
    }

    private static RuntimeException told(JdbiException failure) {
        return passes(failure) ? new StoreAwayException(failure) : failure;
    }

    private static boolean passes(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLTransientException) {
                return true;
            }
            if (each instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().length() > 2
                        && PASSING.contains(sql.getSQLState().substring(0, 2));
            }
        }
        return false;
    }
}
