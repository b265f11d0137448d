package dev.opspilot.bot.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL that comes with OpsPilot, its data kept in the home folder across restarts and crashes. */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final long STOP_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts it on a free port of the loopback.
     *
     * @throws IllegalStateException if it cannot be started, saying what to do
     */
    public static EmbeddedDatabase start(Path home) {
        Path data = home.toAbsolutePath().normalize().resolve("postgres");
        try {
            stopOrphan(data);
            return new EmbeddedDatabase(EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            data.resolveSibling("postgres-binaries").toFile())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("max_connections", "50")
                    .start());
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL in " + data + " did not start (" + e.getMessage()
                            + "). Is another OpsPilot running on this OPSPILOT_HOME? Otherwise set OPSPILOT_DATABASE_URL.",
                    e);
        }
    }

    /** A bot that was killed leaves its PostgreSQL running; it is stopped, so that its data can be opened anew. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().command().orElse("").contains("postgres"))
                .filter(process -> !heldByLivingBot(data))
                .ifPresent(EmbeddedDatabase::stop);
    }

    private static boolean heldByLivingBot(Path data) {
        try (var channel = FileChannel.open(data.resolve("epg-lock"), StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException | OverlappingFileLockException e) {
            return true;
        }
    }

    private static void stop(ProcessHandle postgres) {
        LOG.info("Stopping the PostgreSQL that an earlier run left behind (pid {})", postgres.pid());
        postgres.destroy();
        try {
            var _ = postgres.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            postgres.destroyForcibly();
            postgres.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it listens, as a JDBC URL. */
    public String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL did not stop cleanly; its data is safe", e);
        }
    }
}
