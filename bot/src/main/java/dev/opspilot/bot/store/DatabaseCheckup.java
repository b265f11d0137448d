package dev.opspilot.bot.store;

import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Checkup;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Looks whether the database answers, is new enough, and has the tables of this version. Changes nothing. */
public final class DatabaseCheckup implements Checkup {
    private static final String AREA = "Database";
    private static final int OLDEST = 14;

    private final String url;

    /** @param url a JDBC URL of PostgreSQL */
    public DatabaseCheckup(String url) {
        this.url = url;
    }

    @Override
    public String area() {
        return AREA;
    }

    @Override
    public List<Check> run() {
        List<Check> checks = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            String found = "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
            checks.add(
                    major >= OLDEST
                            ? Check.ok(AREA, "connection", found)
                            : Check.fail(AREA, "connection", found, "Use PostgreSQL " + OLDEST + " or newer."));
        } catch (SQLException e) {
            // without the message, which may hold the URL and the password in it
            String state = e.getSQLState() == null ? "" : " (SQLSTATE " + e.getSQLState() + ")";
            return List.of(
                    Check.fail(
                            AREA,
                            "connection",
                            "cannot be opened" + state,
                            "Let OPSPILOT_DATABASE_URL name host, port, database, user and password of a PostgreSQL that runs."));
        }
        checks.add(migrations());
        return checks;
    }

    private Check migrations() {
        try {
            var info = Flyway.configure().dataSource(url, null, null).load().info();
            int pending = info.pending().length;
            return pending == 0
                    ? Check.ok(AREA, "migrations", info.applied().length + " done")
                    : Check.warn(
                            AREA,
                            "migrations",
                            pending + " to do",
                            "Start OpsPilot: it brings the tables up to date by itself.");
        } catch (RuntimeException e) {
            return Check.fail(
                    AREA,
                    "migrations",
                    "their history cannot be read",
                    "Give the user of OPSPILOT_DATABASE_URL the rights of the tables' owner.");
        }
    }
}
