package dev.opspilot.bot.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of a process; each test that asks gets a database of its own in it. */
public final class TestDatabase {
    private static final EmbeddedPostgres POSTGRES = start();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** What migrated databases are copied from: that is much quicker than to migrate each. */
    private static final String TEMPLATE = template();

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String template() {
        String name = created("template1");
        Database.open(POSTGRES.getJdbcUrl("postgres", name)).close();
        return name;
    }

    private static String created(String template) {
        String name = "test" + COUNT.incrementAndGet();
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    /** The JDBC URL of a new database without any tables. */
    public static String empty() {
        return POSTGRES.getJdbcUrl("postgres", created("template1"));
    }

    /** The JDBC URL of a new, migrated database. */
    public static String url() {
        return POSTGRES.getJdbcUrl("postgres", created(TEMPLATE));
    }

    /** A new, migrated database. */
    public static Database open() {
        return Database.open(url());
    }
}
