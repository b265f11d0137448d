package dev.opspilot.bot.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL with the tables of OpsPilot and a pool of connections. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final int POOL = 16;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @param url a JDBC URL of PostgreSQL, user and password included where needed
     * @throws IllegalStateException if it cannot be reached or migrated, saying which
     */
    public static Database open(String url) {
        HikariDataSource pool = connect(url);
        try {
            Flyway.configure().dataSource(pool).load().migrate();
            return new Database(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw new IllegalStateException("The database could not be brought up to date: " + e.getMessage(), e);
        }
    }

    /**
     * Connects and leaves the schema as it is.
     *
     * @param url a JDBC URL of PostgreSQL, user and password included where needed
     * @throws IllegalStateException if it cannot be reached or is not one of OpsPilot, saying which
     */
    public static Database openAsIs(String url) {
        Database database = new Database(connect(url));
        if (database.hasTables()) {
            return database;
        }
        database.close();
        throw new IllegalStateException("The database has no tables of OpsPilot. Set OPSPILOT_DATABASE_URL, or"
                + " OPSPILOT_HOME, to what the bot runs with.");
    }

    private static HikariDataSource connect(String url) {
        tryOnce(url);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL);
        config.setPoolName("postgres");
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "opspilot");
        properties.setProperty("reWriteBatchedInserts", "true");
        config.setDataSourceProperties(properties);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw unreachable("");
        }
    }

    /** Before the pool does, for that logs every failure with a stack trace, and with the URL. */
    private static void tryOnce(String url) {
        try {
            DriverManager.getConnection(url).close();
        } catch (SQLException e) {
            throw unreachable(e.getSQLState() == null ? "" : " (SQLSTATE " + e.getSQLState() + ")");
        }
    }

    /** Without its cause, whose message may hold the URL and the password in it. */
    private static IllegalStateException unreachable(String state) {
        return new IllegalStateException("The database cannot be opened" + state
                + ". Does it run, and does OPSPILOT_DATABASE_URL name its host, port, database, user and password?");
    }

    private boolean hasTables() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select to_regclass('session') is not null and to_regclass('receipt') is not null")
                .mapTo(Boolean.class)
                .one());
    }

    /** Its connections, for a library that keeps tables of its own here. */
    public DataSource connections() {
        return pool;
    }

    Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }
}
