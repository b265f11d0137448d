package dev.opspilot.bot.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.JobPersistenceException;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;

/** Quartz's clustered job store on the bot's own pool of connections, past Quartz's static registry of pools. */
@SuppressWarnings("unchecked") // Quartz overrides a method of its own so
final class PooledJobStore extends JobStoreTX {
    /** How often a node says that it lives; one that is silent for this and 7.5 seconds more is taken for dead. */
    private static final long CHECKIN_MILLIS = 2_500;

    private final DataSource connections;

    PooledJobStore(DataSource connections) {
        this.connections = connections;
        setDataSource("opspilot");
        setTablePrefix("quartz_");
        setIsClustered(true);
        setClusterCheckinInterval(CHECKIN_MILLIS);
        setMakeThreadsDaemons(true);
    }

    static PooledJobStore on(DataSource connections) {
        PooledJobStore store = new PooledJobStore(connections);
        try {
            store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
        } catch (InvalidConfigurationException e) {
            throw new AssertionError("the delegate is one of Quartz's own", e);
        }
        store.setUseProperties("true");
        return store;
    }

    @Override
    protected Connection getConnection() throws JobPersistenceException {
        try {
            Connection connection = connections.getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new JobPersistenceException("the database does not answer", e);
        }
    }
}
