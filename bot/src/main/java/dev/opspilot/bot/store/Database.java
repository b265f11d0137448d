package dev.opspilot.bot.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL with the tables of OpsPilot and a pool of connections. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final int POOL = 16;

    /** A statement takes no longer; a server that vanished without a word is noticed, and left, after this. */
    private static final String MOST_SECONDS = "30";

    /** The node's heart, and the one writer of what is heard. */
    private static final int URGENT = 2;

    private static final Duration URGENT_WAITS = Duration.ofSeconds(3);

    private final HikariDataSource pool;
    private final HikariDataSource aside;
    private final Jdbi jdbi;
    private final Jdbi urgent;

    private Database(String url, HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.aside = aside(url);
        this.urgent = Jdbi.create(aside);
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @param url a JDBC URL of PostgreSQL, user and password included where needed
     * @throws IllegalStateException if it cannot be reached or migrated, saying which
     */
    public static Database open(String url) {
        HikariDataSource pool = connect(url);
        // a migration may take its time
        try (HikariDataSource patient = new HikariDataSource(config("migration", 4, url))) {
            Flyway.configure().dataSource(patient).load().migrate();
            return new Database(url, pool);
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
        Database database = new Database(url, connect(url));
        if (database.hasTables()) {
            return database;
        }
        database.close();
        throw new IllegalStateException("The database has no tables of OpsPilot. Set OPSPILOT_DATABASE_URL, or"
                + " OPSPILOT_HOME, to what the bot runs with.");
    }

    private static HikariDataSource connect(String url) {
        tryOnce(url);
        try {
            return new HikariDataSource(impatient(config("postgres", POOL, url)));
        } catch (RuntimeException e) {
            throw unreachable("");
        }
    }

    /** Connects when something urgent is to be written, which a command that only reads never does. */
    private static HikariDataSource aside(String url) {
        HikariConfig config = impatient(config("urgent", URGENT, url));
        config.setConnectionTimeout(URGENT_WAITS.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static HikariConfig impatient(HikariConfig config) {
        config.addDataSourceProperty("socketTimeout", MOST_SECONDS);
        return config;
    }

    private static HikariConfig config(String name, int size, String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setPoolName(name);
        config.addDataSourceProperty("ApplicationName", "opspilot");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
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

    /**
     * Connections of their own for what cannot wait behind the work of sessions: that the node lives, and what people did,
     * who are answered once it is kept.
     */
    Jdbi urgent() {
        return urgent;
    }

    @Override
    public void close() {
        aside.close();
        pool.close();
    }
}
