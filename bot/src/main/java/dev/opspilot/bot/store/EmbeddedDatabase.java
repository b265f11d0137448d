package dev.opspilot.bot.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL that comes with OpsPilot, its data kept in the home folder across restarts and crashes. */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final long STOP_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final String url;
    private final Optional<EmbeddedPostgres> own;

    private EmbeddedDatabase(String url, Optional<EmbeddedPostgres> own) {
        this.url = url;
        this.own = own;
    }

    /**
     * Starts it on a free port of the loopback, until it is closed: the end of the process does not stop it, as that would
     * be under the hands of those who still write. What a killed bot left running is stopped first.
     *
     * @throws IllegalStateException if it cannot be started, saying what to do
     */
    public static EmbeddedDatabase start(Path home) {
        return start(home, false);
    }

    private static EmbeddedDatabase start(Path home, boolean untilExit) {
        Path data = data(home);
        try {
            postmaster(data).filter(_ -> !isHeld(data)).ifPresent(orphan -> stop(orphan.process));
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            data.resolveSibling("postgres-binaries").toFile())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("max_connections", "50")
                    .setRegisterShutdownHook(untilExit)
                    .start();
            return new EmbeddedDatabase(postgres.getJdbcUrl("postgres", "postgres"), Optional.of(postgres));
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL in " + data + " did not start (" + e.getMessage()
                            + "). Is another OpsPilot running on this OPSPILOT_HOME? Otherwise set OPSPILOT_DATABASE_URL.",
                    e);
        }
    }

    /**
     * Joins the one that a running bot has open, or starts it for as long as this is not closed.
     *
     * @throws IllegalStateException if nothing was ever stored there, or it cannot be started
     */
    public static EmbeddedDatabase startOrJoin(Path home) {
        Path data = data(home);
        if (!Files.isDirectory(data)) {
            throw new IllegalStateException("Nothing is stored in " + data
                    + ". Set OPSPILOT_HOME to the folder the bot runs with, or OPSPILOT_DATABASE_URL to its database.");
        }
        try {
            Optional<Postmaster> running = postmaster(data).filter(_ -> isHeld(data));
            return running.isPresent()
                    ? new EmbeddedDatabase(running.get().url(), Optional.empty())
                    : start(home, true);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL in " + data + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path data(Path home) {
        return home.toAbsolutePath().normalize().resolve("postgres");
    }

    private record Postmaster(ProcessHandle process, String port) {
        String url() {
            return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
        }
    }

    /** The PostgreSQL that runs on the data, read from its pid file: the pid in line 1, the port in line 4. */
    private static Optional<Postmaster> postmaster(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().command().orElse("").contains("postgres"))
                .map(process -> new Postmaster(process, lines.get(3).strip()));
    }

    /** Whether a living bot holds the data. */
    private static boolean isHeld(Path data) {
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
        return url;
    }

    @Override
    public void close() {
        own.ifPresent(postgres -> {
            try {
                postgres.close();
            } catch (IOException e) {
                LOG.warn("The embedded PostgreSQL did not stop cleanly; its data is safe", e);
            }
        });
    }
}
