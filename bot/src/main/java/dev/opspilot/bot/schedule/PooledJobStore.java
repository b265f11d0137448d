package dev.opspilot.bot.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz's clustered job store on the bot's own pool of connections. */
@SuppressWarnings("unchecked") // Quartz overrides a method of its own so
final class PooledJobStore extends JobStoreTX {
    /** How often a node says that it lives; one that is silent for this and 7.5 seconds more is taken for dead. */
    private static final long CHECKIN_MILLIS = 2_500;

    private PooledJobStore() {}

    static PooledJobStore on(DataSource connections) {
        // Quartz finds pools in a static registry only; a name of its own keeps those of several bots apart.
        String name = "opspilot-" + UUID.randomUUID();
        DBConnectionManager.getInstance().addConnectionProvider(name, new Lent(connections));
        PooledJobStore store = new PooledJobStore();
        store.setDataSource(name);
        store.setTablePrefix("quartz_");
        store.setIsClustered(true);
        store.setClusterCheckinInterval(CHECKIN_MILLIS);
        store.setMakeThreadsDaemons(true);
        store.setUseProperties("true");
        try {
            store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
        } catch (InvalidConfigurationException e) {
            throw new AssertionError("the delegate is one of Quartz's own", e);
        }
        return store;
    }

    /** A pool that Quartz may use and not close. */
    private record Lent(DataSource connections) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return connections.getConnection();
        }

        @Override
        public void initialize() {
            // it was before
        }

        @Override
        public void shutdown() {
            // its owner closes it
        }
    }
}
