package dev.opspilot.bot.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A migrated PostgreSQL with a pool of connections. Thread-safe. */
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
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL);
        config.setPoolName("postgres");
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "opspilot");
        properties.setProperty("reWriteBatchedInserts", "true");
        config.setDataSourceProperties(properties);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure().dataSource(pool).load().migrate();
            return new Database(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw new IllegalStateException("The database could not be brought up to date: " + e.getMessage(), e);
        }
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** Whether the database answers now. */
    public boolean answers() {
        try {
            return jdbi.withHandle(handle ->
                    handle.createQuery("select 1").mapTo(Integer.class).one() == 1);
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
